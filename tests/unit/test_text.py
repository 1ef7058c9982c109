from __future__ import annotations

import pytest

from claimx.errors import DecodingError
from claimx.language import plainly_not_english
from claimx.text import Lines, decode, is_encoding, one_line, visible, without_surrogates


def test_a_byte_order_mark_is_dropped_and_line_ends_are_kept() -> None:
    assert decode(b"\xef\xbb\xbfone\r\ntwo") == "one\r\ntwo"
    assert decode("one".encode("utf-16"), encoding="utf-16") == "one"


def test_a_bad_byte_is_named_by_its_place() -> None:
    with pytest.raises(DecodingError) as caught:
        decode(b"one\ntw\xff", where="a.txt")
    assert str(caught.value).startswith("a.txt: not utf-8: byte 6 (0xff, line 2)")
    assert "--errors replace" in str(caught.value)


def test_a_bad_byte_is_replaced_on_request() -> None:
    assert decode(b"tw\xffo", errors="replace") == "tw\ufffdo"


@pytest.mark.parametrize(
    ("name", "known"),
    [("utf-8", True), ("cp1252", True), ("klingon", False), ("rot13", False), ("base64", False)],
)
def test_encodings_of_text_are_told_from_other_codecs(name: str, known: bool) -> None:
    assert is_encoding(name) is known


def test_lone_surrogates_are_replaced_one_for_one() -> None:
    assert without_surrogates("a\ud800b") == "a\ufffdb"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("a\x00b", "a␀b"),
        ("a\x7fb", "a␡b"),
        ("a\x9bb", "a<U+009B>b"),
        ("a\u202eb", "a<U+202E>b"),
        ("a\ud800b", "a<U+D800>b"),
        ("“plain” – text", "“plain” – text"),
    ],
)
def test_what_a_terminal_acts_on_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_line_ends_are_kept_where_asked_for_and_folded_in_a_cell() -> None:
    assert visible("a\n\tb\r", keep="\n\t") == "a\n\tb␍"
    assert one_line(" a\r\n  b ") == "a b"


def test_an_offset_has_a_line_and_a_column() -> None:
    text = "ab\ncd\r\nef\rgh"
    lines = Lines(text)
    assert [lines.place(text.index(letter)) for letter in "abcegh"] == [
        (1, 1),
        (1, 2),
        (2, 1),
        (3, 1),
        (4, 1),
        (4, 2),
    ]
    assert Lines("").place(0) == (1, 1)


ENGLISH = (
    "The council said on Monday that it would open the bridge to the public again, but that "
    "repairs had taken longer than planned and were not finished."
)
GERMAN = (
    "Der Rat teilte am Montag mit, dass die Brücke wieder geöffnet werde, doch hätten die "
    "Arbeiten länger gedauert als geplant und seien noch nicht abgeschlossen worden."
)
DUTCH = (
    "De raad zei maandag dat de brug weer open gaat voor het publiek, maar dat het werk langer "
    "heeft geduurd dan was voorzien en nog niet is afgerond in deze stad."
)
RUSSIAN = "Совет сообщил в понедельник, что мост снова откроют для публики, но работы затянулись."


@pytest.mark.parametrize("text", [GERMAN, DUTCH, RUSSIAN])
def test_another_language_is_plainly_not_english(text: str) -> None:
    assert plainly_not_english(text)


@pytest.mark.parametrize("text", [ENGLISH, "", "Guten Tag", "\n", "12 34 " * 50])
def test_english_and_what_is_too_short_to_tell_pass(text: str) -> None:
    assert not plainly_not_english(text)
