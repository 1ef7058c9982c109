"""What there should be: gold, and the scores that it can tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from claimx.check.rule import Gate
from claimx.check.tables import nearest
from claimx.errors import InputError

if TYPE_CHECKING:
    from claimx.evaluation.gold import GoldDocument


def read_expected(path: Path, *, texts: Path | None = None) -> list[GoldDocument]:
    """The documents of gold, as :func:`claimx.evaluation.readers.read_gold` reads it.

    Raises:
        InputError: there is none, or it does not say which spans make a claim.
        DocumentError: a file of it is broken.
    """
    from claimx.evaluation.readers import read_gold

    documents = read_gold(path, texts=texts)
    if not all(document.has_links for document in documents):
        raise InputError(
            "BIO labels do not say which spans make a claim",
            where=str(path),
            mend="use gold in another format",
        )
    return documents


def refuse_unknown_gates(
    gates: Mapping[str, Gate], documents: Sequence[GoldDocument], where: str
) -> None:
    """See before work begins whether this gold can tell all the scores that have gates.

    Raises:
        InputError: it cannot.
    """
    from claimx.evaluation.limits import best_scores, figures

    known = figures(best_scores(documents)) if gates else {}
    for name in gates:
        if name not in known:
            raise InputError(
                f"check.gates.{name}: this gold tells no score “{name}”",
                where=where,
                mend=nearest(name, [key for key in known if "." not in key or "." in name]),
            )
