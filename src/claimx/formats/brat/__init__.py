"""brat standoff: a folder that brat opens, ``NAME.txt`` and ``NAME.ann`` for each document.

A claim is an event as PolNeAR has them: ``Source``, ``Cue``, ``Content`` and ``Target`` in the
text, held together by an ``Attribution`` that stands on the cue, or on the content where there is
no cue. Its form and position are attributes of the event, to be changed in brat; all else is JSON
in its note. A span over several lines stands there in pieces, which is how brat has it.

``_documents.jsonl`` has what is known of each document beside its text: its id and what came with
it. brat passes it over, and a folder without it can be read too.
"""

from claimx.formats.brat.reader import read_brat
from claimx.formats.brat.writer import BratWriter

__all__ = ["BratWriter", "read_brat"]
