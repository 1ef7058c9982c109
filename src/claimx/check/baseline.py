"""Findings that are known: those that a team does not want to hear of again.

A finding is known by its rule, its document and a hash of its words, never by its place, so that
it stays known where text is put before it. What is there twice is counted.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from claimx.check.counts import Counts
from claimx.check.findings import Finding
from claimx.errors import InputError
from claimx.text import decode

VERSION = "claimx/baseline/1"
_DIGITS = 16
_MEND = "write it anew with --write-baseline"


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """What a finding is known by."""

    doc: str
    code: str
    words: str

    @classmethod
    def of(cls, finding: Finding) -> Known:
        """Of its words; of its message where it has none."""
        words = finding.span.text if finding.span else finding.message
        data = " ".join(words.split()).encode("utf-8", "surrogatepass")
        return cls(finding.doc, finding.code, sha256(data).hexdigest()[:_DIGITS])


def fingerprint(finding: Finding) -> str:
    """A hash of what a finding is known by."""
    known = Known.of(finding)
    whole = "\0".join((known.code, known.doc, known.words))
    return sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


class Baseline:
    """Known findings, each as often as it is known, and the counts of the run that wrote them."""

    def __init__(self, known: Counter[Known], counts: Counts) -> None:
        self.known = known
        self.counts = counts
        self._left = known.copy()

    @classmethod
    def of(cls, findings: Iterable[Finding], counts: Counts) -> Baseline:
        """One that knows all these findings."""
        return cls(Counter(map(Known.of, findings)), counts)

    def knows(self, finding: Finding) -> bool:
        """Whether a finding is known; each that is asked for is known once less."""
        known = Known.of(finding)
        if not self._left[known]:
            return False
        self._left[known] -= 1
        return True

    def stale(self, docs: Collection[str], codes: Collection[str]) -> Iterator[Known]:
        """What is known, was looked for and was not found any more, in order.

        Args:
            docs: the documents that were looked at.
            codes: the rules that were asked.
        """
        for known in sorted(+self._left):
            if known.code in codes and known.doc in docs:
                yield known

    def dump(self) -> str:
        """The text of the file: a line an entry, sorted, so that two compare well."""
        rows = [
            {"code": known.code, "doc": known.doc, "words": known.words, "count": count}
            for known, count in sorted(self.known.items())
        ]
        entries = ",\n".join(f"    {json.dumps(row, ensure_ascii=False)}" for row in rows)
        body = f"[\n{entries}\n  ]" if entries else "[]"
        counts = json.dumps(self.counts.to_dict())
        return f'{{\n  "schema": "{VERSION}",\n  "counts": {counts},\n  "findings": {body}\n}}\n'


def read_baseline(path: Path) -> Baseline:
    """The baseline in a file.

    Raises:
        InputError: it cannot be read, or is none.
        DecodingError: it is not UTF-8.
    """
    where = str(path)
    try:
        row = json.loads(decode(path.read_bytes(), where=where))
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=where) from None
    except ValueError as error:
        raise InputError(f"is not JSON: {error}", where=where, mend=_MEND) from None
    if not isinstance(row, dict) or row.get("schema") != VERSION:
        raise InputError(f"is no baseline ({VERSION})", where=where, mend=_MEND)
    try:
        return _baseline(row)
    except (AttributeError, KeyError, TypeError) as error:
        raise InputError(f"is no whole baseline: {error!r}", where=where, mend=_MEND) from None


def _baseline(row: dict[str, Any]) -> Baseline:
    known: Counter[Known] = Counter()
    for item in row["findings"]:
        words = (item["doc"], item["code"], item["words"])
        if not all(isinstance(word, str) for word in words) or not _is_count(item["count"]):
            raise TypeError(item)
        known[Known(*words)] += item["count"]
    counts = Counts(**row["counts"])
    if not all(map(_is_count, counts.to_dict().values())):
        raise TypeError(row["counts"])
    return Baseline(known, counts)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
