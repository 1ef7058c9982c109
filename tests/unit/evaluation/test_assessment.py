"""Scores of parts, and all numbers as one object."""

from __future__ import annotations

import json

from claimx.evaluation.assessment import assess
from claimx.evaluation.brat import BratAttribution
from claimx.evaluation.claims import from_brat
from claimx.evaluation.forms import gold_forms
from claimx.evaluation.gold import GoldDocument
from claimx.evaluation.published import published
from unit.evaluation.samples import DENIED, SAID, TEXT, WARNED, gold, line

MIXED = {**SAID, "form": "mixed"}
INDIRECT = {**DENIED, "form": "indirect"}


def test_a_prediction_counts_with_the_form_of_the_gold_that_it_answers() -> None:
    answers = [line({**MIXED, "form": "direct"}), line({**WARNED, "form": "indirect"})]
    parts = assess([gold(MIXED, INDIRECT)], answers, by=["form"]).parts["form"]
    assert list(parts) == ["indirect", "mixed"]
    assert (parts["mixed"].gold, parts["mixed"].predicted, parts["mixed"].linked.f1) == (1, 1, 100)
    assert (parts["indirect"].gold, parts["indirect"].predicted) == (1, 1)
    assert parts["indirect"].linked.f1 == 0


def test_the_parts_have_all_that_is_linked() -> None:
    answers = [line(MIXED), line(INDIRECT), line({**WARNED, "form": "indirect"})]
    found = assess([gold(MIXED, INDIRECT)], answers, by=["form"])
    parts = found.parts["form"].values()
    assert sum(part.gold for part in parts) == found.scores.gold
    assert sum(part.predicted for part in parts) == found.scores.predicted


def test_gold_without_forms_is_sorted_by_its_quotation_marks() -> None:
    spans = ["that the bridge is “safe enough”", "“safe enough”", "the delays"]
    places = [(TEXT.index(part), TEXT.index(part) + len(part)) for part in spans]
    claims = tuple(from_brat(BratAttribution(None, None, [place])) for place in places)
    document = GoldDocument("harrow", TEXT, claims, spans="polnear")
    assert gold_forms(document) == ["mixed", "direct", "indirect"]


def test_each_document_has_its_own_scores() -> None:
    documents = [gold(SAID, name="one"), gold(DENIED, name="two")]
    answers = [line(SAID, doc="one.txt"), line(SAID, doc="three.txt")]
    found = assess(documents, answers, by=["document"])
    parts = found.parts["document"]
    assert {name: scores.linked.f1 for name, scores in parts.items()} == {"one": 100, "two": 0}
    assert found.scores.unknown_documents == 1


def test_everything_is_one_json_object() -> None:
    documents = [gold(MIXED, name=name) for name in "ab"]
    answers = [{**line(MIXED, doc="a.txt"), "confidence": 0.8}]
    found = json.loads(json.dumps(assess(documents, answers, by=("form", "document")).to_dict()))
    assert list(found) == [
        "scores", "intervals", "by_form", "by_document", "confidence", "published",
    ]  # fmt: skip
    assert found["scores"]["linked"]["r"] == 50
    assert found["intervals"]["linked"] == [0, 100]
    assert (found["intervals"]["level"], found["intervals"]["resamples"]) == (95, 1000)
    assert found["intervals"].keys() - {"level", "resamples"} <= found["scores"].keys()
    assert found["by_document"]["a"]["linked"]["f"] == 100
    assert found["by_form"]["mixed"]["linked"]["r"] == 50
    assert len(found["confidence"]["thresholds"]) == 10
    assert found["published"] == []


def test_published_figures_stand_beside_untrimmed_spans_on_published_tokens_alone() -> None:
    bio = GoldDocument("a", "x", (), published_tokens=((0, 1),))
    assert assess([bio], []).published == published()
    assert assess([bio], [], untrimmed=False).published == ()
    assert assess([gold(SAID)], []).published == ()


def test_published_figures_have_their_source() -> None:
    best = published()[0]
    assert (best.source, best.cue, best.content) == (83.2, 75.3, 72.9)
    assert all(row.reference and row.set for row in published())
