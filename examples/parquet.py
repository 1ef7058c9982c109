"""Claims as columns: written to Parquet, and counted by act with pyarrow alone."""

from pathlib import Path
from tempfile import TemporaryDirectory

from pyarrow import parquet

import claimx
from claimx.output import results_to

ARTICLE = Path(__file__).with_name("nato-office.txt")


def main() -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "claims.parquet"
        with results_to(path, "parquet") as writer:
            writer.write(claimx.extract(ARTICLE.read_text(encoding="utf8")))
        claims = parquet.read_table(path, columns=["speaker_name", "act", "confidence"])
    by_act = claims.group_by("act").aggregate([("act", "count"), ("confidence", "mean")])
    for row in by_act.sort_by([("act_count", "descending"), ("act", "ascending")]).to_pylist():
        print(f"{row['act']}: {row['act_count']}, confidence {row['confidence_mean']:.2f}")


if __name__ == "__main__":
    main()
