"""Words a second end to end, and what share of the time each component takes.

``python tests/benchmarks/bench_speed.py [FOLDER]``: reads the texts of FOLDER (the examples
where none is given), repeated to at least 20,000 words. On one core unless CLAIMX_THREADS
says otherwise. Shares are of one run, so they hold on a busy machine, too.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from pathlib import Path

import claimx
from claimx.convert import to_result

EXAMPLES = Path(__file__).parents[2] / "examples"
WORDS = 20_000


def main(folder: Path = EXAMPLES) -> None:
    texts = [path.read_bytes().decode("utf8") for path in sorted(folder.glob("*.txt"))]
    words = sum(len(text.split()) for text in texts)
    texts *= -(-WORDS // words)
    total = sum(len(text.split()) for text in texts)
    nlp = claimx.load()
    claimx.extract(texts[0], nlp=nlp)
    spent: dict[str, float] = defaultdict(float)
    begun = time.perf_counter()
    for text in texts:
        with nlp.memory_zone():
            last = time.perf_counter()
            doc = nlp.make_doc(text)
            for name, component in [("tokenizer", None), *nlp.pipeline]:
                doc = component(doc) if component else doc
                now = time.perf_counter()
                spent[name] += now - last
                last = now
            to_result(doc, claimx.Document(text))
            spent["conversion"] += time.perf_counter() - last
    seconds = time.perf_counter() - begun
    print(f"{total / seconds:,.0f} words/s ({total:,} words in {seconds:.1f} s)")
    for name, part in spent.items():
        print(f"{name:20} {part / seconds:6.1%}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
