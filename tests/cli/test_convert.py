from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimx import records
from claimx.cli import cli
from claimx.conversion import READABLE
from claimx.errors import ExitCode
from claimx.formats import FORMATS, read_results
from claimx.formats.jsonl import dump_line
from claimx.output import results_to
from claimx.records import Claim, Document, Failure
from conftest import Rows
from samples import TEXT, claim
from unit.register.samples import lines

OTHER = replace(claim(), doc="b.txt", id="b.txt#1", within=None)
BOTH = (claim(), OTHER)


def convert(*args: str) -> Result:
    return CliRunner().invoke(cli, ["convert", *args])


def done(*args: str) -> bytes:
    """What goes to standard output where all is well."""
    result = convert(*args)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    return result.stdout_bytes


@pytest.fixture
def claims(folder: Path) -> Path:
    """Two lines beside the texts that they are about."""
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(TEXT)
    path = folder / "claims.jsonl"
    path.write_text(lines(*BOTH))
    return path


@pytest.mark.parametrize("name", [name for name in READABLE if name != "jsonl"])
def test_claims_go_to_every_format_and_back(claims: Path, name: str) -> None:
    out = f"out{FORMATS[name].suffix}"
    asked = () if FORMATS[name].suffix else ("--to", name)
    assert done("claims.jsonl", "-o", out, *asked) == b""
    assert done(out).decode() == claims.read_text()


@pytest.mark.parametrize("out", ["out.jsonl.gz", "out.csv.zst", "out.jsonld.xz"])
def test_files_are_packed_as_their_suffixes_say(claims: Path, out: str) -> None:
    done("claims.jsonl", "-o", out)
    assert done(out).decode() == claims.read_text()


def test_standard_output_gets_lines_or_what_is_asked_for(claims: Path) -> None:
    assert done("claims.jsonl").decode() == claims.read_text()
    assert done("claims.jsonl", "--to", "csv").startswith(b"doc,id,speaker_text,")
    assert done("claims.jsonl", "--to", "parquet")[:4] == b"PAR1"
    table = done("claims.jsonl", "--to", "table").decode()
    assert table.index("a.txt") < table.index("Ann Smith") < table.index("b.txt")


@pytest.mark.usefixtures("claims")
def test_a_document_a_line_where_it_is_asked_for(rows: Rows) -> None:
    found = rows(done("claims.jsonl", "--per", "document").decode(), per="document")
    assert [(row["doc"], len(row["claims"])) for row in found] == [("a.txt", 1), ("b.txt", 1)]


def test_a_format_may_be_told(folder: Path) -> None:
    (folder / "claims").write_text(lines(*BOTH))
    result = convert("claims")
    assert result.exit_code == ExitCode.CANNOT_RUN
    assert "claims: its suffix says nothing of its format (name it with --from)" in result.stderr
    assert done("claims", "--from", "jsonl").decode() == lines(*BOTH)


def test_shards_are_read_in_their_order(folder: Path) -> None:
    (folder / "out" / "_claimx").mkdir(parents=True)
    (folder / "out" / "failures.jsonl").write_text("")
    for number, item in ((2, OTHER), (1, claim())):
        data = gzip.compress(lines(item).encode())
        (folder / "out" / f"part-0000{number}.jsonl.gz").write_bytes(data)
    (folder / "out" / ".part-00001.jsonl.gz.x.part").write_text("{")
    assert done("out").decode() == lines(*BOTH)


def test_shards_may_be_folders_for_brat(folder: Path) -> None:
    for number, item in enumerate(BOTH):
        path = folder / "out" / f"part-{number}"
        path.parent.mkdir(exist_ok=True)
        with results_to(path, "brat") as writer:
            writer.write(records.Result(Document(TEXT, item.doc, item.meta), (item,)))
    assert done("out").decode() == lines(*BOTH)


@pytest.mark.parametrize("args", [("out",), ("out", "--from", "csv"), ("out", "--from", "brat")])
def test_a_folder_without_claims_is_refused(folder: Path, args: tuple[str, ...]) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "part-1.txt").write_text("")
    (folder / "out" / "part-1.jsonl").write_text("")
    if len(args) == 1:
        (folder / "out" / "part-1.jsonl").unlink()
    result = convert(*args)
    assert result.exit_code == ExitCode.CANNOT_RUN
    assert "out: holds no claims" in result.stderr


def test_texts_are_found_in_a_folder(folder: Path) -> None:
    (folder / "texts").mkdir()
    (folder / "texts" / "a.txt").write_text(TEXT)
    (folder / "in").mkdir()
    news = replace(claim(), doc="news/a.txt")
    (folder / "in" / "claims.jsonl").write_text(lines(news))
    done("in/claims.jsonl", "--texts", "texts", "-o", "out.spacy")
    (found,) = read_results("docbin", folder / "out.spacy")
    assert found == records.Result(Document(TEXT, "news/a.txt", claim().meta), (news,))
    page = json.loads(done("in/claims.jsonl", "--texts", "texts", "--to", "webanno"))
    assert page["items"][0]["target"][0]["selector"][1]["prefix"] == "He denied "


def test_a_text_that_is_not_there_is_a_failure_and_the_others_go_on(claims: Path) -> None:
    (claims.parent / "a.txt").unlink()
    result = convert("claims.jsonl", "--to", "brat", "-o", "out")
    assert result.exit_code == ExitCode.SOME_FAILED
    assert result.stderr == (
        "claimx: error: a.txt: its text is not in . (name the folder of the texts with --texts)\n"
    )
    assert sorted(path.name for path in (claims.parent / "out").glob("*.txt")) == ["b.txt"]


@pytest.mark.parametrize("to", ["brat", "docbin", "table"])
def test_claims_about_another_text_are_refused(claims: Path, to: str) -> None:
    (claims.parent / "b.txt").write_text(f" {TEXT}")
    result = convert("claims.jsonl", "--to", to, "-o", "out")
    assert result.exit_code == ExitCode.SOME_FAILED
    assert "b.txt: claim b.txt#1: what stands in the text at 0–2 is not" in result.stderr
    assert "a.txt: " not in result.stderr


def test_a_text_that_is_not_utf8_is_a_failure(claims: Path) -> None:
    (claims.parent / "b.txt").write_bytes(b"\xff")
    result = convert("claims.jsonl", "--to", "docbin", "-o", "out.spacy")
    assert result.exit_code == ExitCode.SOME_FAILED
    assert "b.txt: not utf-8" in result.stderr


def test_failures_and_broken_lines_are_told_and_written_where_there_is_a_place(
    folder: Path, rows: Rows
) -> None:
    failure = Failure("c.txt", "decoding", "c.txt: not utf-8")
    content = lines(claim()) + "{\n" + dump_line(failure.to_dict()) + "\n"
    (folder / "claims.jsonl").write_text(content)
    result = convert("claims.jsonl", "--per", "document")
    assert result.exit_code == ExitCode.SOME_FAILED
    found = {row["doc"]: row["error"] for row in rows(result.stdout, per="document")}
    assert found["a.txt"] is None
    assert found["c.txt"] == {"code": "decoding", "message": "c.txt: not utf-8"}
    assert found["claims.jsonl:2"]["code"] == "line"
    assert result.stderr.splitlines()[1] == "claimx: error: c.txt: not utf-8"
    assert convert("claims.jsonl", "--to", "csv").exit_code == ExitCode.SOME_FAILED


def test_a_broken_shard_takes_no_other_with_it(folder: Path) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "part-1.parquet").write_bytes(b"no")
    (folder / "out" / "part-2.jsonl").write_text(lines(claim()))
    result = convert("out")
    assert result.exit_code == ExitCode.SOME_FAILED
    assert "part-1.parquet: is no sound Parquet" in result.stderr
    assert result.stdout == lines(claim())


def test_what_is_there_is_only_overwritten_where_it_is_asked_for(claims: Path) -> None:
    done("claims.jsonl", "-o", "out.csv")
    result = convert("claims.jsonl", "-o", "out.csv")
    assert result.exit_code == ExitCode.CANNOT_RUN
    assert "out.csv: is there already (--force overwrites it)" in result.stderr
    done("claims.jsonl", "-o", "out.csv", "--force")
    done("claims.jsonl", "-o", "claims.jsonl", "--force")
    assert claims.read_text() == lines(*BOTH)


def test_a_folder_is_only_overwritten_where_it_is_one_for_brat(claims: Path) -> None:
    brat = ("claims.jsonl", "--to", "brat", "-o", "out")
    (claims.parent / "out").mkdir()
    done(*brat)
    assert "is there already" in convert(*brat).stderr
    done(*brat, "--force")
    done("out", "--to", "brat", "-o", "out", "--force")
    assert done("out").decode() == lines(*BOTH)
    result = convert("claims.jsonl", "--to", "brat", "-o", ".", "--force")
    assert result.exit_code == ExitCode.CANNOT_RUN
    assert ".: holds other things than brat (name another)" in result.stderr
    assert claims.exists()


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("missing.jsonl",), "'missing.jsonl' does not exist"),
        (("claims.jsonl", "-o", "out.xyz"), "nothing in the name out.xyz says what to write"),
        (("claims.jsonl", "-o", "."), "nothing in the name . says what to write"),
        (("claims.jsonl", "-o", ".", "--to", "csv"), "is a folder"),
        (("claims.jsonl", "--to", "brat"), "brat is a folder of files (name it with --output)"),
        (("claims.jsonl", "-o", "no/out.csv"), "no such folder"),
        (("claims.jsonl", "--from", "table"), "'table' is not one of"),
        (("claims.jsonl", "--texts", "no"), "'no' does not exist"),
    ],
)
def test_what_cannot_be_done_is_told_before_work_begins(
    claims: Path, args: tuple[str, ...], message: str
) -> None:
    before = sorted(claims.parent.iterdir())
    result = convert(*args)
    assert result.exit_code == ExitCode.CANNOT_RUN
    assert message in " ".join(result.stderr.split())
    assert (result.stdout, sorted(claims.parent.iterdir())) == ("", before)


def test_bytes_are_not_for_a_terminal(claims: Path) -> None:
    code = "from claimx.cli import main; main()"
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    outer, inner = os.openpty()
    args = [sys.executable, "-c", code, "convert", "claims.jsonl", "--to", "parquet"]
    ended = subprocess.run(
        args, stdout=inner, stderr=subprocess.PIPE, env=env, cwd=claims.parent, check=False
    )
    os.close(inner)
    os.close(outer)
    assert ended.returncode == ExitCode.CANNOT_RUN
    assert b"parquet is not for a terminal (name a file with --output)" in ended.stderr


def test_lines_to_columns_need_no_spacy(claims: Path) -> None:
    code = (
        "import sys\nfrom claimx.cli import cli\n"
        "cli(['convert', 'claims.jsonl', '-o', 'out.csv'], standalone_mode=False)\n"
        "print({'spacy', 'numpy', 'rich', 'pyarrow'} & set(sys.modules))"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    args = [sys.executable, "-c", code]
    ended = subprocess.run(args, capture_output=True, text=True, env=env, cwd=claims.parent)
    assert (ended.stdout, ended.stderr) == ("set()\n", "")


@pytest.mark.usefixtures("claims")
def test_details_are_told_where_they_are_wanted() -> None:
    result = convert("claims.jsonl", "-v", "-o", "out.csv")
    assert result.stderr == "claimx: a.txt: 1 claims\nclaimx: b.txt: 1 claims\n"


def first(folder: Path) -> Claim:
    (found, *_) = read_results("brat", folder)
    assert isinstance(found, records.Result)
    return found.claims[0]


def test_what_was_corrected_in_brat_comes_out(claims: Path) -> None:
    done("claims.jsonl", "--to", "brat", "-o", "out")
    path = claims.parent / "out" / "a.ann"
    path.write_text(path.read_text("utf-8").replace("Act E1 deny", "Act E1 oppose"), "utf-8")
    assert first(claims.parent / "out").position.act == "oppose"
    rows = [json.loads(line) for line in done("out").splitlines()]
    assert [row["position"]["act"] for row in rows] == ["oppose", "deny"]
