"""How long 500 quotations take against 200 transcripts of 5,000 words.

``python tests/benchmarks/bench_quotations.py``: the index apart from the look-up, and each kind of
quotation by itself; those that nobody said have to be looked for everywhere. The transcripts are
put together from the words of one article, two at a time, so that all talk of the same subject.
"""

from __future__ import annotations

import random
import time
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

from claimx.check.quotations import Kind, Source, align

ARTICLE = Path(__file__).parents[2] / "examples/nato-office.txt"
SOURCES, WORDS, QUOTES = 200, 5000, 500


def babble(rng: random.Random, after: dict[str, list[str]], count: int) -> list[str]:
    """Words of which each follows the one before somewhere in the article, now and then a new one.

    New words make the transcripts differ as those of real people do.
    """
    word = rng.choice(list(after))
    said = []
    for _ in range(count):
        said.append(f"name{rng.randrange(5000)}" if rng.random() < 0.1 else word)
        word = rng.choice(after[word] if rng.random() < 0.7 else list(after))
    return said


def seconds(quotes: list[str], sources: list[Source]) -> tuple[float, Counter[Kind]]:
    start = time.perf_counter()
    kinds = Counter(align(quote, sources).kind for quote in quotes)
    return time.perf_counter() - start, kinds


def main() -> None:
    rng = random.Random(7)
    words = ARTICLE.read_text(encoding="utf8").split()
    after: dict[str, list[str]] = defaultdict(lambda: words)
    for left, right in pairwise(words):
        after[left] = [*after[left], right] if left in after else [right]
    texts = [babble(rng, after, WORDS) for _ in range(SOURCES)]
    sources = [Source(str(index), " ".join(text)) for index, text in enumerate(texts)]
    start = time.perf_counter()
    for source in sources:
        assert source.pairs
        assert source.places
    print(f"{'index':12} {time.perf_counter() - start:6.2f} s")

    said, altered, joined = [], [], []
    for _ in range(QUOTES):
        text = rng.choice(texts)
        first, size = rng.randrange(WORDS - 200), rng.randrange(8, 40)
        quote = text[first : first + size]
        said.append(" ".join(quote))
        altered.append(" ".join([*quote[: size // 2], "zebra", *quote[size // 2 + 1 :]]))
        joined.append(" ".join([*quote, "…", *text[first + 100 : first + 110]]))
    made_up = [" ".join(babble(rng, after, rng.randrange(8, 40))) for _ in range(QUOTES)]
    for name, quotes in (
        ("verbatim", said),
        ("ellipsis", joined),
        ("altered", altered),
        ("made up", made_up),
    ):
        took, kinds = seconds(quotes, sources)
        print(f"{name:12} {took:6.2f} s  {dict(kinds)}")


if __name__ == "__main__":
    main()
