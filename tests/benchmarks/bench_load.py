"""How long loading takes, as a share of the time of importing what it stands on.

``python tests/benchmarks/bench_load.py``: each run is a fresh interpreter, and both times
are of the same run. Loading is ``claimx.load()``, all of claimx's own modules imported
before, with the graph's session made; the first text is timed beside it.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys

RUNS = 7
PROGRAM = """
import json, time
start = time.perf_counter()
import spacy, onnxruntime
imported = time.perf_counter()
import claimx, claimx.run, claimx.pipeline.load
ours = time.perf_counter()
nlp = claimx.load()
loaded = time.perf_counter()
claimx.extract("“It is vital,” Smith said.", nlp=nlp)
first = time.perf_counter()
print(json.dumps({"imports": imported - start, "own modules": ours - imported,
                  "load": loaded - ours, "first text": first - loaded}))
"""


def main() -> None:
    rows = []
    for _ in range(RUNS):
        run = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, check=True)
        rows.append(json.loads(run.stdout))
    for name in rows[0]:
        print(f"{name:12} {statistics.median(row[name] for row in rows) * 1000:7.0f} ms")
    ratios = [row["load"] / row["imports"] for row in rows]
    print(f"load / imports of spacy and onnxruntime: {statistics.median(ratios):.2f}")


if __name__ == "__main__":
    main()
