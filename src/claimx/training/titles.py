"""Titles that some data sets take into a person's name."""

from __future__ import annotations

#: GUM takes them in, Universal NER does not; read off the first words of names that the sample
#: of the Groningen Meaning Bank tags.
TITLES = frozenset(
    """ambassador archbishop captain chancellor chief colonel commander congressman defense
    deputy dr emir executive first foreign former general governor judge justice king lady
    lieutenant lord major mayor minister miss mr mrs ms pope premier president prime prince
    princess professor queen rep representative secretary sen senator sheikh sir spokesman
    sultan treasury vice""".split()  # noqa: SIM905 - read and kept as a list of words
)
