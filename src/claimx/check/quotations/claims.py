"""The quotations of claims."""

from __future__ import annotations

from collections.abc import Iterator

from claimx.records import Claim, Result, TextSpan


def quotes_of(result: Result) -> Iterator[tuple[Claim, TextSpan]]:
    """Each direct quote of each claim, with the claim, in the order of the claims.

    Stretches of one claim are quotations of their own, adjacent ones too: what stands between
    them is the article's. A quote within a claim that is told in another stands in both.
    """
    for claim in result:
        for span in claim.quotes:
            if any(map(str.isalnum, span.text)):
                yield claim, span
