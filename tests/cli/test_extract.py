from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from claimx.errors import ExitCode
from conftest import Extract, Rows
from fake_pipeline import TROUBLE

ARTICLE = "Hayashi said the air was “harsh”. China denied it had been told.\n"
GERMAN = (
    "Der Rat teilte am Montag mit, dass die Brücke wieder geöffnet werde, doch hätten die "
    "Arbeiten länger gedauert als geplant und seien noch nicht abgeschlossen worden."
)


def listing(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_a_file_gives_a_line_a_claim(folder: Path, extract: Extract, rows: Rows) -> None:
    (folder / "a.txt").write_text(ARTICLE)
    result = extract("a.txt")
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    first, second = rows(result.stdout)
    assert (first["doc"], first["id"]) == ("a.txt", "a.txt#1")
    assert first["speaker"]["name"] == "Hayashi"
    assert first["content"]["text"] == "the air was “harsh”"
    assert (second["position"]["act"], second["position"]["polarity"]) == ("deny", "negative")


@pytest.mark.parametrize("args", [(), ("-",)])
def test_standard_input_is_read(extract: Extract, rows: Rows, args: tuple[str, ...]) -> None:
    result = extract(*args, stdin=ARTICLE)
    assert [row["id"] for row in rows(result.stdout)] == ["-#1", "-#2"]


def test_a_document_a_line_holds_its_claims_and_its_failure(
    folder: Path, extract: Extract, rows: Rows
) -> None:
    (folder / "a.txt").write_text(ARTICLE)
    (folder / "b.txt").write_bytes(b"\xff")
    (folder / "c.txt").write_text("")
    result = extract("--per", "document", ".")
    assert result.exit_code == ExitCode.SOME_FAILED
    first, second, third = rows(result.stdout, per="document")
    assert (len(first["claims"]), first["error"]) == (2, None)
    assert (second["doc"], second["error"]["code"]) == ("./b.txt", "decoding")
    assert (third["claims"], third["error"]) == ([], None)


def test_other_fields_of_json_lines_come_out_as_meta(extract: Extract, rows: Rows) -> None:
    line = json.dumps({"id": "x", "text": ARTICLE, "source": "a paper"})
    first, _ = rows(extract(stdin=line).stdout)
    assert (first["id"], first["meta"]) == ("x#1", {"source": "a paper"})


def test_a_broken_line_is_named_and_the_others_come_out(
    folder: Path, extract: Extract, rows: Rows
) -> None:
    (folder / "a.jsonl").write_text(f'{json.dumps({"text": ARTICLE})}\n{{"text"\n')
    result = extract("a.jsonl")
    assert result.exit_code == ExitCode.SOME_FAILED
    assert len(rows(result.stdout)) == 2
    assert result.stderr.startswith("claimx: error: a.jsonl:2: broken JSON")


def test_a_text_on_which_the_pipeline_fails_is_named_and_the_others_come_out(
    extract: Extract, rows: Rows
) -> None:
    lines = [{"text": TROUBLE, "id": "bad"}, {"text": ARTICLE, "id": "good"}]
    result = extract(stdin="\n".join(map(json.dumps, lines)))
    assert result.exit_code == ExitCode.SOME_FAILED
    assert {row["doc"] for row in rows(result.stdout)} == {"good"}
    assert result.stderr.startswith("claimx: error: bad: ")


def test_an_undecodable_text_is_refused_with_the_bytes_place_or_replaced(
    folder: Path, extract: Extract, rows: Rows
) -> None:
    (folder / "a.txt").write_bytes(b"Hayashi said caf\xe9.")
    result = extract("a.txt")
    assert (result.exit_code, result.stdout) == (ExitCode.SOME_FAILED, "")
    assert "a.txt: not utf-8: byte 16 (0xe9)" in result.stderr
    (replaced,) = rows(extract("a.txt", "--errors", "replace").stdout)
    assert replaced["content"]["text"] == "caf\ufffd"
    (read,) = rows(extract("a.txt", "--encoding", "latin-1").stdout)
    assert read["content"]["text"] == "café"


def test_lone_surrogates_come_out_as_json(extract: Extract, rows: Rows) -> None:
    text = "Hayashi said \ud800 it is over."
    (row,) = rows(extract(stdin=json.dumps({"text": text, "note": "\udfff"})).stdout)
    (span,) = row["content"]["spans"]
    assert span["text"] == text[span["start"] : span["end"]] == "\ud800 it is over"
    assert row["meta"] == {"note": "\udfff"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "Hayashi",
        "\ufeffHayashi said yes.",
        "Hayashi said yes.\r\nChina denied it.\r\n",
        "Hayashi said a\x00b \x1b[31m \x9b.",
        "“ ” " * 5_000 + "Hayashi said “it” is “over",
        "“" * 2_000,
        "said " * 1_000,
    ],
    ids=["empty", "space", "word", "bom", "crlf", "controls", "quotes", "run", "said"],
)
def test_odd_texts_go_through_with_their_offsets(extract: Extract, rows: Rows, text: str) -> None:
    result = extract(stdin=text.encode())
    assert result.exit_code == ExitCode.OK, result.stderr
    given = text.removeprefix("\ufeff")
    for row in rows(result.stdout):
        for span in [row["speaker"], row["cue"], *row["content"]["spans"], *row["quotes"]]:
            assert given[span["start"] : span["end"]] == span["text"]


def test_a_paragraph_of_two_megabytes(extract: Extract, rows: Rows) -> None:
    result = extract(stdin="It rained on the old town. " * 75_000 + "Hayashi said it was over.")
    (row,) = rows(result.stdout)
    assert row["speaker"]["start"] == 27 * 75_000


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["missing.txt"], "missing.txt: no such file or folder"),
        (["empty"], "empty: folder holds no *.txt"),
        (["a.txt", "--output", "missing/out"], "missing: no such folder"),
        (["a.txt", "--output", "a.txt"], "a.txt: is there already (--force overwrites it)"),
        (["a.txt", "--model", "missing"], "missing: cannot be loaded"),
        (["a.txt", "--encoding", "klingon"], "'klingon' is no known text encoding"),
        (["a.txt", "--format", "poem"], "'poem' is not one of"),
        (["a.txt", "--spans", "poem"], "'poem' is not one of"),
        (["a.txt", "--min-confidence", "2"], "is not in the range 0<=x<=1"),
        (["a.txt", "-", "--doc-id", "x"], "--doc-id names one text"),
        (["a.txt", "--no-such-option"], "--no-such-option"),
    ],
)
def test_what_cannot_run_is_told_before_work_begins(
    folder: Path, extract: Extract, args: list[str], message: str
) -> None:
    (folder / "a.txt").write_text(ARTICLE)
    (folder / "empty").mkdir()
    result = extract(*args)
    assert (result.exit_code, result.stdout) == (ExitCode.CANNOT_RUN, "")
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert (folder / "a.txt").read_text() == ARTICLE


def test_a_pipeline_without_claims_is_no_model(folder: Path, extract: Extract) -> None:
    import spacy

    spacy.blank("en").to_disk(folder / "blank")
    result = extract("--model", "blank", stdin=ARTICLE)
    assert (result.exit_code, result.stdout) == (ExitCode.CANNOT_RUN, "")
    assert "has no claimx component" in result.stderr


def test_the_output_file_is_written_whole(folder: Path, extract: Extract, rows: Rows) -> None:
    result = extract("--output", "out.jsonl", stdin=ARTICLE)
    assert (result.exit_code, result.stdout) == (ExitCode.OK, "")
    assert len(rows((folder / "out.jsonl").read_text("utf-8"))) == 2
    assert listing(folder) == ["out.jsonl"]
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE((folder / "out.jsonl").stat().st_mode) == 0o666 & ~mask


def test_force_overwrites_and_keeps_the_mode(folder: Path, extract: Extract) -> None:
    out = folder / "out.jsonl"
    out.write_text("old")
    out.chmod(0o640)
    assert extract("-o", "out.jsonl", "--force", stdin=ARTICLE).exit_code == ExitCode.OK
    assert "Hayashi" in out.read_text("utf-8")
    assert stat.S_IMODE(out.stat().st_mode) == 0o640


def test_the_output_file_stays_as_it_was_when_work_breaks_off(
    folder: Path, extract: Extract, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("claimx.run.to_result", interrupted)
    (folder / "out.jsonl").write_text("old")
    result = extract("-o", "out.jsonl", "--force", stdin=ARTICLE)
    assert (result.exit_code, result.stdout) == (ExitCode.INTERRUPTED, "")
    assert (folder / "out.jsonl").read_text() == "old"
    assert listing(folder) == ["out.jsonl"]


def test_claims_below_a_confidence_are_left_out(extract: Extract, rows: Rows) -> None:
    (row,) = rows(extract("--min-confidence", "0.5", stdin=ARTICLE).stdout)
    assert row["speaker"]["name"] == "Hayashi"


def test_spans_can_be_cut_as_published_figures_count_them(extract: Extract, rows: Rows) -> None:
    guidelines, same, polnear = (
        [row["content"]["text"] for row in rows(extract(*args, stdin=ARTICLE).stdout)]
        for args in ((), ("--spans", "guidelines"), ("--spans", "polnear"))
    )
    assert guidelines == same == ["the air was “harsh”", "it had been told"]
    assert polnear == ["the air was “harsh”.", "it had been told."]


def test_options_come_from_the_environment(extract: Extract, rows: Rows) -> None:
    env = {"CLAIMX_EXTRACT_MIN_CONFIDENCE": "0.5", "CLAIMX_EXTRACT_DOC_ID": "x"}
    (row,) = rows(extract(stdin=ARTICLE, env=env).stdout)
    assert row["doc"] == "x"
    assert len(rows(extract("--min-confidence", "0", stdin=ARTICLE, env=env).stdout)) == 2


def test_a_text_that_is_not_english_is_told_once_unless_quiet(
    folder: Path, extract: Extract
) -> None:
    (folder / "a.txt").write_text(GERMAN, "utf-8")
    (folder / "b.txt").write_text(ARTICLE, "utf-8")
    warned = extract("a.txt", "b.txt")
    assert warned.exit_code == ExitCode.OK
    assert warned.stderr == "claimx: warning: a.txt: does not look like English\n"
    assert extract("-q", "a.txt", "b.txt").stderr == ""


def test_verbose_says_what_was_found(extract: Extract) -> None:
    result = extract("-v", stdin=ARTICLE)
    assert "claimx: -: 2 claims" in result.stderr


def test_a_name_cannot_steer_the_terminal(extract: Extract) -> None:
    result = extract("\x1b[2J.txt")
    assert "␛[2J.txt: no such file" in result.stderr


@pytest.mark.parametrize("name", ["table", "text"])
def test_the_other_formats_can_be_asked_for(extract: Extract, name: str) -> None:
    result = extract("--format", name, stdin=ARTICLE)
    assert result.exit_code == ExitCode.OK
    assert "Hayashi" in result.stdout
    assert "“harsh”" in result.stdout
