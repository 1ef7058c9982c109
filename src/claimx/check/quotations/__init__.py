"""A quotation and its source: whether what stands in quotation marks was said.

:func:`search.align` looks a quotation up in transcripts and statements and tells what is
different; it knows no files and no pipeline. :mod:`words` says what is the same word,
:mod:`transcript` what of a transcript is no speech, :mod:`quote` what the quotation itself marks,
:mod:`chain` which passages of a source belong together, and :mod:`compare` names the changes.
"""

from claimx.check.quotations.alignment import CHANGES, KINDS, Alignment, Change, Difference, Kind
from claimx.check.quotations.claims import quotes_of
from claimx.check.quotations.search import align
from claimx.check.quotations.source import Source

__all__ = [
    "CHANGES",
    "KINDS",
    "Alignment",
    "Change",
    "Difference",
    "Kind",
    "Source",
    "align",
    "quotes_of",
]
