from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from claimx.errors import DocumentError
from claimx.evaluation import evaluate_documents, read_gold
from claimx.formats import create_writer, read_results
from claimx.formats.brat.writer import file_name
from claimx.records import Claim, Content, Document, Failure, Position, Result, Speaker, TextSpan
from samples import TEXT, claim
from unit.formats.made import back

META = {"source": "a paper"}
#: What somebody adds in brat: a claim of two spans and an event.
BY_HAND = "T90\tSource 0 2\tHe\nT91\tContent 27 31\tleft\nT92\tAttribution 3 9\tdenied\n"
EVENT = "E90\tAttribution:T92 Source:T90 Content:T91\n"


def result(*claims: Claim, text: str = TEXT, doc: str = "a.txt") -> Result:
    return Result(Document(text, doc, META), claims)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What is written of one claim."""
    write(tmp_path, result(claim()))
    return tmp_path


def write(folder: Path, *results: Result) -> None:
    writer = create_writer("brat", folder)
    for item in results:
        writer.write(item)
    writer.close()


def lines(folder: Path, name: str = "a") -> list[str]:
    return (folder / f"{name}.ann").read_text("utf-8").splitlines()


def change(folder: Path, old: str, new: str) -> None:
    """What somebody does to the annotation."""
    path = folder / "a.ann"
    content = path.read_text("utf-8")
    assert old in content
    path.write_text(content.replace(old, new), "utf-8")


def only(folder: Path) -> Claim:
    (found,) = read_results("brat", folder)
    assert isinstance(found, Result)
    assert found.document == Document(TEXT, "a.txt", META)
    (item,) = found
    return item


def test_a_claim_is_an_event_with_its_parts_attributes_and_a_note(folder: Path) -> None:
    *standoff, note = lines(folder)
    assert standoff == [
        "T1\tSource 0 2\tHe",
        "T2\tCue 3 9\tdenied",
        "T3\tContent 10 22;27 31\t“the charge” left",
        "T4\tTarget 10 22\t“the charge”",
        "T5\tAttribution 3 9\tdenied",
        "E1\tAttribution:T5 Source:T1 Cue:T2 Content:T3 Target:T4",
        "A1\tForm E1 mixed",
        "A2\tAct E1 deny",
        "A3\tPolarity E1 negative",
        "A4\tCertainty E1 certain",
        "A5\tStance E1 neutral",
        "A6\tFraming E1 neutral",
    ]
    start, found = note.rsplit("\t", 1)
    assert start == "#1\tAnnotatorNotes E1"
    assert json.loads(found) == {
        "id": "a.txt#1",
        "speaker": {
            "name": "Ann Smith",
            "role": "the mayor",
            "kind": "person",
            "via": "pronoun",
            "evidence": None,
            "confidence": None,
        },
        "quotes": [[11, 21]],
        "evidence": [["act", "cue.deny", 3, 9]],
        "sentence": [0, 32],
        "within": "a.txt#7",
        "confidence": 0.93,
        "lemma": "deny",
    }


def test_brat_knows_every_type_and_value(folder: Path) -> None:
    content = (folder / "annotation.conf").read_text()
    sections = re.split(r"^\[(\w+)\]$", content, flags=re.MULTILINE)
    known = dict(zip(sections[1::2], sections[2::2], strict=True))
    assert list(known) == ["entities", "relations", "events", "attributes"]
    assert known["entities"].split() == ["Source", "Cue", "Content", "Target"]
    assert known["events"].split("\t")[0].strip() == "Attribution"
    assert "Stance\tArg:<EVENT>, Value:favor|against|neutral\n" in known["attributes"]


def test_without_a_cue_the_event_stands_on_the_content(tmp_path: Path) -> None:
    bare = replace(claim(), cue=None, speaker=Speaker(), position=Position())
    write(tmp_path, result(bare))
    assert lines(tmp_path)[:3] == [
        "T1\tContent 10 22;27 31\t“the charge” left",
        "T2\tAttribution 10 22;27 31\t“the charge” left",
        "E1\tAttribution:T2 Content:T1",
    ]
    assert only(tmp_path) == bare


def test_a_span_over_lines_is_in_pieces_as_brat_has_it(tmp_path: Path) -> None:
    text = "He said it\r\nwas \u2028 over\nand done."
    spans = ((8, 32), (0, 2)), ((8, 10), (12, 16)), ((8, 10), (12, 32))
    claims = [
        replace(
            claim(),
            id=str(number),
            cue=None,
            speaker=Speaker(),
            quotes=(),
            position=Position(),
            content=Content(tuple(TextSpan.of(text, *bounds) for bounds in both)),
        )
        for number, both in enumerate(spans)
    ]
    given = result(*claims, text=text)
    write(tmp_path, given)
    assert (
        lines(tmp_path)[0] == "T1\tContent 8 10;12 16;17 22;23 32;0 2\tit was   over and done. He"
    )
    assert list(read_results("brat", tmp_path)) == [given]
    assert (tmp_path / "a.txt").read_bytes() == text.encode()


def test_the_text_is_there_as_it_is_but_for_what_utf8_cannot_hold(tmp_path: Path) -> None:
    text = "\ufeffHe said:\r\n\ud800 no."
    given = Result(Document(text, "a.txt"), ())
    write(tmp_path, given)
    assert (tmp_path / "a.txt").read_bytes() == text.replace("\ud800", "\ufffd").encode()
    assert list(read_results("brat", tmp_path)) == [given]


def test_evaluate_reads_it(tmp_path: Path) -> None:
    write(tmp_path, result(claim()))
    scores = evaluate_documents(read_gold(tmp_path), [claim().to_dict()])
    assert scores.linked.f1 == 100


def test_what_has_been_changed_in_brat_is_read(folder: Path) -> None:
    change(folder, "A2\tAct E1 deny", "A2\tAct E1 oppose")
    change(folder, "T1\tSource 0 2\tHe", "T1\tSource 3 9\tdenied")
    change(folder, "Content 10 22;27 31\t“the charge” left", "Content 11 14\tthe")
    found = only(folder)
    assert found.position.act == "oppose"
    assert (found.speaker.text, found.speaker.name) == ("denied", "Ann Smith")
    assert found.content.spans == (TextSpan.of(TEXT, 11, 14),)
    assert found.position.evidence == claim().position.evidence


def test_parts_that_have_been_removed_are_gone(folder: Path) -> None:
    change(folder, " Source:T1 Cue:T2 Content:T3 Target:T4", " Content:T3")
    found = only(folder)
    assert (found.cue, found.position.target) == (None, None)
    assert (found.speaker.text, found.speaker.start, found.speaker.name) == (
        None,
        None,
        "Ann Smith",
    )


def test_an_event_that_somebody_has_put_there_is_a_claim(folder: Path) -> None:
    change(
        folder, "#1\t", f"{BY_HAND}{EVENT}A90\tAct E90 deny\n#90\tAnnotatorNotes E90\tsure?\n#1\t"
    )
    (found,) = read_results("brat", folder)
    assert isinstance(found, Result)
    first, second = found
    assert first == claim()
    assert (second.id, second.speaker.text, second.content.text) == ("a.txt#2", "He", "left")
    assert (second.position.act, second.form, second.confidence) == ("deny", "indirect", 1.0)
    assert (second.meta, second.sentence) == (META, (27, 31))


def test_what_somebody_writes_beside_the_note_does_not_harm_it(folder: Path) -> None:
    change(folder, "E1\t{", "E1\tnot sure {")
    change(folder, '"lemma":"deny"}', '"lemma":"deny"} (AB)')
    assert only(folder) == claim()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("A2\tAct E1 deny", "A2\tAct E1 sing", r"a\.ann:6: is no whole claim"),
        ('"sentence":[0,32]', '"sentence":[0]', r"a\.ann:6: has a note that is not whole"),
        ('"quotes":[[', '"quotes":[{', r"a\.ann:6: has a note with broken JSON"),
        ('"kind":"person"', '"kind":"robot"', r"a\.ann:6: is no whole claim"),
    ],
)
def test_a_broken_event_is_a_failure_and_the_others_go_on(
    folder: Path, old: str, new: str, message: str
) -> None:
    change(folder, old, new)
    with (folder / "a.ann").open("a") as more:
        more.write(BY_HAND + EVENT)
    failure, found = read_results("brat", folder)
    assert isinstance(failure, Failure)
    assert re.search(message, failure.message)
    assert isinstance(found, Result)
    assert [item.content.text for item in found] == ["left"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", f" {TEXT}", r"a\.ann:1: “He” is not what stands"),
        ("a.ann", "T1\tSource here\tHe", r"a\.ann:1: .*no label with offsets"),
        ("a.ann", b"\xff", r"a\.ann: not utf-8"),
        ("a.txt", None, r"a\.txt: cannot be read"),
        ("_documents.jsonl", '{"name": "a", "id": "a.txt", "surrogates": []}', "is broken"),
        ("_documents.jsonl", '{"name": "a", "surrogates": {"99": "x"}}', "is broken"),
    ],
)
def test_a_broken_document_is_a_failure_and_the_others_go_on(
    folder: Path, name: str, content: str | bytes | None, message: str
) -> None:
    for suffix in ("txt", "ann"):
        (folder / f"z.{suffix}").write_bytes((folder / f"a.{suffix}").read_bytes())
    (folder / name).unlink()
    if content is not None:
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    failure, other = read_results("brat", folder)
    assert isinstance(failure, Failure)
    assert re.search(message, failure.message)
    assert isinstance(other, Result)
    assert other.document.id == "z.txt"


def test_a_folder_without_its_list_of_documents_is_read(folder: Path) -> None:
    (folder / "_documents.jsonl").unlink()
    (found,) = read_results("brat", folder)
    assert found == Result(Document(TEXT, "a.txt"), (replace(claim(), meta={}),))


@pytest.mark.parametrize("content", ["{", "[]", '"a"'])
def test_a_broken_list_of_documents_is_refused(folder: Path, content: str) -> None:
    (folder / "_documents.jsonl").write_text(f"\n{content}\n")
    with pytest.raises(DocumentError, match=r"_documents\.jsonl:2: "):
        list(read_results("brat", folder))


def test_a_claim_about_another_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"^a\.txt: claim a\.txt#1: what stands in the text at"):
        write(tmp_path, result(claim(), text=""))
    assert not (tmp_path / "a.ann").exists()


@pytest.mark.parametrize(
    ("doc", "name"),
    [
        ("a.txt", "a"),
        ("news/2016/a.txt", "a"),
        ("a_b-c.1.jsonl", "a_b-c.1"),
        ("42", "42"),
        ("a b.txt", "a_b-"),
        ("../../etc/passwd", "passwd"),
        ("..", "document-"),
        ("-", "document-"),
        ("", "document-"),
        (".hidden", "hidden-"),
        ("_documents", "documents-"),
        ("naïve.txt", "na_ve-"),
        ("a\x00\ud800/\n", "document-"),
        ("x" * 300, "x" * 100 + "-"),
        ("https://example.org/story?id=7", "story_id_7-"),
        ("C:\\news\\a.txt", "C_news_a-"),
    ],
)
def test_a_document_has_a_name_that_any_system_can_hold(doc: str, name: str) -> None:
    found = file_name(doc)
    assert found.startswith(name)
    assert re.fullmatch(r"[0-9a-f]{8}", found[len(name) :]) or found == name
    assert file_name(doc) == found


def test_documents_with_the_same_name_are_both_there(tmp_path: Path) -> None:
    docs = ("x/a.txt", "y/a.txt", "y/a.txt", "y/a.txt", "A.txt")
    given = [Result(Document(f"{number} {doc}", doc), ()) for number, doc in enumerate(docs)]
    write(tmp_path, *given)
    assert list(read_results("brat", tmp_path)) == given
    assert (tmp_path / "a.txt").read_text() == "0 x/a.txt"


def test_nothing_is_written_elsewhere(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    given = [
        Result(Document("", doc), ()) for doc in ("/etc/passwd", "../up", "a/../../up", "\x00")
    ]
    write(inner, *given)
    assert [path.name for path in tmp_path.iterdir()] == ["inner"]
    assert all(path.is_file() for path in inner.iterdir())
    assert back("brat", *given) == given
