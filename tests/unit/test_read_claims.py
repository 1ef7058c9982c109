from __future__ import annotations

import copy
import gzip
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from claimx.formats.jsonl import dump_line
from claimx.readers import ReadOptions, find_sources, read, read_texts_or_claims
from claimx.readers.claims import read_claims
from claimx.records import Claim, Document, Failure, Result
from samples import claim
from unit.register.samples import said

ANN = said("a.txt", "Ann Smith", "Ann Smith")
SHE = said("a.txt", "she", "Ann Smith", via="pronoun")
BOB = said("b.txt", "Bob Lee", "Bob Lee")
META = {"source": "a paper"}


def lines(*rows: dict[str, Any] | str) -> bytes:
    texts = [row if isinstance(row, str) else dump_line(row) for row in rows]
    return "".join(f"{text}\n" for text in texts).encode()


def read_all(*paths: str, stdin: bytes = b"", **how: Any) -> list[Document | Result | Failure]:
    options = ReadOptions(**how)
    sources = find_sources(paths or ("-",), input_format=options.input_format)
    return list(read_texts_or_claims(sources, options, stdin=io.BytesIO(stdin)))


def found(items: list[Document | Result | Failure]) -> list[tuple[str, tuple[Claim, ...]]]:
    assert all(isinstance(item, Result) for item in items), items
    return [(item.document.id, item.claims) for item in items if isinstance(item, Result)]


def changed(row: dict[str, Any], path: tuple[str, ...], value: object) -> dict[str, Any]:
    row = copy.deepcopy(row)
    place = row
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return row


@pytest.mark.parametrize("name", ["claims.jsonl", "claims", "claims.txt"])
def test_claim_lines_of_a_document_are_its_result(folder: Path, name: str) -> None:
    (folder / name).write_bytes(lines(*(item.to_dict() for item in (ANN, SHE, BOB))))
    first, second = read_all(name)
    assert first == Result(Document("", "a.txt", META), (ANN, SHE))
    assert second == Result(Document("", "b.txt", META), (BOB,))


def test_a_claim_comes_back_with_every_field() -> None:
    assert found(read_all(stdin=lines(claim().to_dict()))) == [("a.txt", (claim(),))]


def test_document_lines_are_results_those_without_a_claim_too() -> None:
    results = [
        Result(Document("", "a.txt", META), (ANN, SHE)),
        Result(Document("", "empty.txt"), ()),
        Result(Document("", "b.txt"), (BOB,)),
    ]
    assert read_all(stdin=lines(*(item.to_dict() for item in results))) == results


def test_only_lines_that_follow_one_another_are_one_documents() -> None:
    rows = [item.to_dict() for item in (ANN, BOB, SHE)]
    assert found(read_all(stdin=lines(*rows))) == [
        ("a.txt", (ANN,)),
        ("b.txt", (BOB,)),
        ("a.txt", (SHE,)),
    ]


def test_blank_lines_do_not_count_but_in_the_numbers() -> None:
    given = lines(ANN.to_dict(), "", " \t", SHE.to_dict(), "{")
    broken, result = read_all(stdin=given)
    assert isinstance(broken, Failure)
    assert broken.doc == "-:5"
    assert found([result]) == [("a.txt", (ANN, SHE))]


@pytest.mark.parametrize(
    ("line", "code", "message"),
    [
        ('{"schema"', "line", "-:2: broken JSON: "),
        ("[]", "line", "-:2: no JSON object"),
        ('{"text": "No claim."}', "line", "-:2: is no line of claimx/1"),
        ('{"schema": "claimx/1"}', "line", "-:2: is no whole claim"),
        ('{"schema": "claimx/1", "claims": []}', "line", "-:2: is no whole claim"),
    ],
)
def test_a_broken_line_is_a_failure_by_its_place_and_the_others_go_on(
    line: str, code: str, message: str
) -> None:
    items = read_all(stdin=lines(ANN.to_dict(), line, SHE.to_dict()))
    (failure,) = (item for item in items if isinstance(item, Failure))
    assert (failure.doc, failure.code) == ("-:2", code)
    assert failure.message.startswith(message)
    assert found([item for item in items if item is not failure]) == [("a.txt", (ANN, SHE))]


def test_bytes_that_are_no_text_are_a_failure_of_their_line() -> None:
    failure, result = read_all(stdin=lines(ANN.to_dict()) + b'{"doc": "\xff"}\n')
    assert isinstance(failure, Failure)
    assert (failure.doc, failure.code) == ("-:2", "decoding")
    assert found([result]) == [("a.txt", (ANN,))]


@pytest.mark.parametrize("key", sorted({*claim().to_dict()} - {"schema"}))
def test_a_missing_key_is_named_with_how_to_mend_it(key: str) -> None:
    row = claim().to_dict()
    del row[key]
    (failure,) = read_all(stdin=lines(row))
    assert isinstance(failure, Failure)
    assert failure.message == (
        f"-:1: is no whole claim, a key is missing or of the wrong kind: '{key}' "
        "(claimx schema says what a line holds)"
    )


@pytest.mark.parametrize("per", ["claim", "document"])
@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("doc",), 7),
        (("id",), ["a.txt#1"]),
        (("speaker",), "Ann"),
        (("speaker", "name"), 7),
        (("speaker", "text"), ["Ann"]),
        (("speaker", "role"), {}),
        (("speaker", "kind"), "robot"),
        (("speaker", "confidence"), "high"),
        (("speaker", "evidence"), "Ann"),
        (("position",), None),
        (("position", "act"), "sing"),
        (("position", "stance"), []),
        (("content", "spans"), None),
        (("within",), 1),
        (("confidence",), None),
    ],
)
def test_a_value_of_the_wrong_kind_is_a_failure_of_its_line(
    per: str, path: tuple[str, ...], value: object
) -> None:
    row = changed(claim().to_dict(), path, value)
    if per == "document":
        row = {**Result(Document("", "a.txt"), ()).to_dict(), "claims": [row]}
    first, second = read_all(stdin=lines(row, BOB.to_dict()))
    assert isinstance(first, Failure)
    assert first.message.startswith("-:1: is no whole claim, ")
    assert found([second]) == [("b.txt", (BOB,))]


@pytest.mark.parametrize("schema", ["claimx/0", "claimx/2", "claimx/10"])
def test_another_version_is_refused_with_how_to_mend_it(schema: str) -> None:
    failure, result = read_all(stdin=lines({**ANN.to_dict(), "schema": schema}, BOB.to_dict()))
    assert isinstance(failure, Failure)
    assert failure.message == ("-:1: is no line of claimx/1 (write it anew with claimx extract)")
    assert found([result]) == [("b.txt", (BOB,))]


def test_a_line_of_before_the_place_of_a_name_is_still_read() -> None:
    row = ANN.to_dict()
    del row["speaker"]["evidence"], row["speaker"]["confidence"]
    assert found(read_all(stdin=lines(row))) == [("a.txt", (ANN,))]


def test_failures_in_document_lines_are_handed_on() -> None:
    failure = Failure("b.txt", "decoding", "b.txt: not utf-8", META)
    result = Result(Document("", "a.txt"), (ANN,))
    items = read_all(stdin=lines(result.to_dict(), failure.to_dict()))
    assert sorted(items, key=repr) == sorted([failure, result], key=repr)


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        (dump_line(ANN.to_dict()), Result),
        ("\ufeff " + dump_line(ANN.to_dict()), Result),
        ('{"text": "It rained."}', Document),
        ('{"schema": "other/1", "text": "It rained."}', Document),
        ('{"schema": null}', Document),
        ("It rained.", Document),
        ("{", Document),
        ("", Document),
    ],
)
def test_standard_input_is_told_by_its_first_line(first: str, kind: type) -> None:
    (item,) = read_all(stdin=first.encode())
    assert isinstance(item, kind)


def test_json_lines_of_documents_are_still_documents(folder: Path) -> None:
    (folder / "a.jsonl").write_text('{"text": "one", "id": "x", "schema": "ours"}\n')
    assert read_all("a.jsonl") == [Document("one", "x", {"schema": "ours"})]


def test_a_text_is_a_text_where_one_is_asked_for() -> None:
    given = lines(ANN.to_dict())
    assert read_all(stdin=given, input_format="text") == [Document(given.decode(), "-")]
    assert found(read_all(stdin=given, input_format="jsonl")) == [("a.txt", (ANN,))]


def test_texts_and_claims_come_in_the_order_given(folder: Path) -> None:
    (folder / "z.txt").write_text("It rained.")
    (folder / "claims.jsonl.gz").write_bytes(gzip.compress(lines(ANN.to_dict())))
    first, second, third = read_all("claims.jsonl.gz", "z.txt", "-", stdin=lines(BOB.to_dict()))
    assert found([first, third]) == [("a.txt", (ANN,)), ("b.txt", (BOB,))]
    assert second == Document("It rained.", "z.txt")


def test_claims_are_no_documents_to_a_reader_of_texts() -> None:
    sources = find_sources(["-"])
    options = ReadOptions(input_format="jsonl")
    (item,) = read(sources, options, stdin=io.BytesIO(lines(ANN.to_dict())))
    assert isinstance(item, Failure)
    assert item.message.startswith("-:1: no field “text”")


def test_claims_of_a_stream_come_as_their_documents_end() -> None:
    def endless() -> Iterator[bytes]:
        yield from lines(ANN.to_dict(), SHE.to_dict(), BOB.to_dict()).splitlines(keepends=True)
        raise AssertionError("read on")

    first = next(read_claims("-", endless(), ReadOptions()))
    assert first == Result(Document("", "a.txt", META), (ANN, SHE))


def test_meta_of_a_document_is_that_of_its_claims() -> None:
    rows = [replace(ANN, meta={"n": 1}).to_dict()]
    (item,) = read_all(stdin=lines(*rows))
    assert isinstance(item, Result)
    assert item.document.meta == {"n": 1}
