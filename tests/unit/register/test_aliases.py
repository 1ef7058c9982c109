from __future__ import annotations

from pathlib import Path

import pytest

from claimx.errors import ExitCode, InputError
from claimx.register import Aliases, read_aliases

TOML = 'Q1 = ["Yoshimasa Hayashi", "Hayashi  Yoshimasa"]\nmofa-jp = "Ministry of Foreign Affairs"\n'
CSV = "id,name\nQ1,Yoshimasa Hayashi\nQ1,Hayashi  Yoshimasa\nmofa-jp,Ministry of Foreign Affairs\n"


def refused(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_aliases(path)
    assert caught.value.exit_code == ExitCode.CANNOT_RUN
    return str(caught.value)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("people.toml", TOML),
        ("people.csv", CSV),
        ("PEOPLE.CSV", CSV),
        ("bom.csv", "\ufeff" + CSV),
        ("crlf.csv", CSV.replace("\n", "\r\n")),
        (
            "columns.csv",
            "note,name,id\n"
            ",Yoshimasa Hayashi,Q1\n"
            "x,Hayashi Yoshimasa, Q1 \n\n"
            ',"Ministry of Foreign Affairs",mofa-jp\n',
        ),
    ],
)
def test_toml_and_csv_say_the_same(folder: Path, file: str, text: str) -> None:
    (folder / file).write_bytes(text.encode())
    assert read_aliases(Path(file)) == Aliases(
        ids={
            "yoshimasa hayashi": "Q1",
            "hayashi yoshimasa": "Q1",
            "ministry of foreign affairs": "mofa-jp",
        },
        names={"Q1": "Yoshimasa Hayashi", "mofa-jp": "Ministry of Foreign Affairs"},
    )


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Yoshimasa Hayashi", "Q1"),
        ("YOSHIMASA\n hayashi ", "Q1"),
        ("Hayashi Yoshimasa", "Q1"),
        ("Hayashi", None),
        ("", None),
    ],
)
def test_case_and_white_space_do_not_count(folder: Path, name: str, known: str | None) -> None:
    (folder / "people.toml").write_text(TOML)
    assert read_aliases(Path("people.toml")).id_of(name) == known


def test_the_same_line_twice_is_no_error(folder: Path) -> None:
    (folder / "people.csv").write_text("id,name\nQ1,Ann Smith\nQ1,ann smith\n")
    assert read_aliases(Path("people.csv")).names == {"Q1": "Ann Smith"}


@pytest.mark.parametrize("file", ["empty.toml", "empty.csv"])
def test_a_list_may_be_empty(folder: Path, file: str) -> None:
    (folder / file).write_text("id,name\n" if file.endswith("csv") else "# nobody yet\n")
    assert read_aliases(Path(file)) == Aliases()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name\nAnn Smith\n", "a.csv: has no column “id” (its first line must be id,name)"),
        ("id\nQ1\n", "a.csv: has no column “name” (its first line must be id,name)"),
        ("", "a.csv: has no column “id”"),
        ("id,name\nQ1,Ann Smith\n\nQ2,ANN  Smith\n", "a.csv:4: “ANN  Smith” has the id Q1 already"),
        ("id,name\nQ1,Ann Smith\n ,Bob Lee\n", "a.csv:3: a line needs an id and a name"),
        ("id,name\nQ1,\n", "a.csv:2: a line needs an id and a name"),
        ("id,name\nQ1\n", "a.csv:2: a line needs an id and a name"),
    ],
)
def test_what_is_wrong_with_csv_is_told_with_its_line(
    folder: Path, text: str, message: str
) -> None:
    (folder / "a.csv").write_text(text)
    assert refused(Path("a.csv")).startswith(message)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('Q1 = ["Ann Smith"\n', "a.toml: broken TOML: "),
        ('Q1 = "Ann"\nQ1 = "Bob"\n', "a.toml: broken TOML: "),
        ('Q1 = "Ann Smith"\nQ2 = ["ann smith"]\n', "a.toml: Q2: “ann smith” has the id Q1 already"),
        ('"" = "Ann Smith"\n', "a.toml: : a line needs an id and a name"),
        ('Q1 = ["Ann Smith", " "]\n', "a.toml: Q1: a line needs an id and a name"),
        ("Q1 = 7\n", "a.toml: “Q1” is neither a name nor a list of names"),
        ('Q1 = ["Ann Smith", 7]\n', "a.toml: “Q1” is neither a name nor a list of names"),
        ('[Q1]\nname = "Ann Smith"\n', "a.toml: “Q1” is neither a name nor a list of names"),
    ],
)
def test_what_is_wrong_with_toml_is_told_with_its_key(
    folder: Path, text: str, message: str
) -> None:
    (folder / "a.toml").write_text(text)
    assert refused(Path("a.toml")).startswith(message)


@pytest.mark.parametrize("file", ["people.json", "people", "toml"])
def test_the_suffix_has_to_say_what_it_is(folder: Path, file: str) -> None:
    (folder / file).write_text(CSV)
    message = f"{file}: is neither TOML nor CSV by its suffix (name it *.toml or *.csv)"
    assert refused(Path(file)) == message


@pytest.mark.parametrize("file", ["a.toml", "a.csv"])
def test_bytes_that_are_not_utf_8_are_told_by_their_place(folder: Path, file: str) -> None:
    (folder / file).write_bytes(b"id,name\nQ1,Ren\xe9 Cassin\n")
    message = refused(Path(file))
    assert message.startswith(f"{file}: not utf-8: byte 14 (0xe9, line 2)")
    # There is no option for the encoding of this file.
    assert "--encoding" not in message


def test_a_file_that_cannot_be_read_is_told(folder: Path) -> None:
    (folder / "a.toml").mkdir()
    assert refused(Path("a.toml")).startswith("a.toml: cannot be read: ")
    assert refused(Path("b.csv")) == "b.csv: cannot be read: No such file or directory"
