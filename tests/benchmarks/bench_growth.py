"""How the time of each component grows with the length of one text: eight times the text.

``python tests/benchmarks/bench_growth.py``: a component whose time grows in step has a
ratio near 8; one that grows with the square would have 64. All of it stands in one
paragraph, which is the worst case.
"""

from __future__ import annotations

import time
from pathlib import Path

from spacy.language import Language

import claimx

ARTICLE = Path(__file__).parents[2] / "examples/nato-office.txt"
SMALL, FACTOR = 10, 8


def seconds(nlp: Language, text: str) -> dict[str, float]:
    """What each component takes on ``text``."""
    found = {}
    doc = nlp.make_doc(text)
    for name, component in nlp.pipeline:
        start = time.perf_counter()
        doc = component(doc)
        found[name] = time.perf_counter() - start
    return found


def main() -> None:
    nlp = claimx.load()
    unit = " ".join(ARTICLE.read_text(encoding="utf8").split()) + " "
    seconds(nlp, unit)
    small, large = seconds(nlp, unit * SMALL), seconds(nlp, unit * SMALL * FACTOR)
    for name, part in large.items():
        print(f"{name:20} {part / small[name]:5.1f}")


if __name__ == "__main__":
    main()
