from __future__ import annotations

import pytest

from claimx.standoff import in_lines, parse_standoff, text_bound

TEXT = "Smith said no\r\nmore of it."
LINES = """\
T1\tSource 0 5\tSmith
T2\tCue 6 10\tsaid
T3\tContent 11 13;15 25\tno more of it
T4\tAttribution 6 10\tsaid
E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3 Content2:T9
A1\tAct E1 deny
A2\tHedged E1
M3\tDoubted E1
#1\tAnnotatorNotes E1\tnot\tsure
#2\tAnnotatorNotes T1
R1\tSame Arg1:T1 Arg2:T2
*\tEquiv T1 T2

no line of brat
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_stands_where_and_what_belongs_together(end: str) -> None:
    found = parse_standoff(LINES.replace("\n", end), "a.ann", TEXT)
    (event,) = found.events
    assert (event.key, event.where) == ("E1", "a.ann:5")
    assert event.roles == {
        "Attribution": [(6, 10)],
        "Source": [(0, 5)],
        "Cue": [(6, 10)],
        "Content": [(11, 13), (15, 25)],
    }
    assert found.attributes == {"E1": {"Act": "deny", "Hedged": "", "Doubted": ""}}
    assert found.notes == {"E1": "not\tsure", "T1": ""}


def test_an_event_may_stand_before_what_it_joins() -> None:
    turned = "\n".join(reversed(LINES.splitlines()))
    assert parse_standoff(turned, "a").events[0].roles["Source"] == [(0, 5)]


@pytest.mark.parametrize(
    ("span", "pieces"),
    [
        ((0, 5), [(0, 5)]),
        ((11, 25), [(11, 13), (15, 25)]),
        ((13, 15), [(13, 15)]),
        ((12, 15), [(12, 13)]),
        ((3, 3), [(3, 3)]),
    ],
)
def test_a_span_is_cut_at_the_ends_of_lines(
    span: tuple[int, int], pieces: list[tuple[int, int]]
) -> None:
    assert in_lines(TEXT, span) == pieces


@pytest.mark.parametrize("spans", [[(0, 5)], [(11, 25), (0, 2)], [(12, 15)], [(13, 15)]])
def test_a_line_says_what_it_was_made_of(spans: list[tuple[int, int]]) -> None:
    line = f"T1\t{text_bound('Content', spans, TEXT)}\nE1\tX:T1 Content:T1"
    assert len(line.splitlines()) == 2
    (event,) = parse_standoff(line, "a", TEXT).events
    assert event.roles["Content"] == [piece for span in spans for piece in in_lines(TEXT, span)]
