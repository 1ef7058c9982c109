"""Claims as columns: a Parquet file asked by pandas, DuckDB and polars."""

from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pandas
import polars

import claimx
from claimx.output import results_to

ARTICLE = Path(__file__).with_name("nato-office.txt")


def main() -> None:
    with TemporaryDirectory() as folder:
        # On the command line: claimx extract nato-office.txt -o claims.parquet
        path = Path(folder) / "claims.parquet"
        with results_to(path, "parquet") as writer:
            writer.write(claimx.extract(ARTICLE.read_text(encoding="utf8")))

        # pandas: how often does who do what?
        claims = pandas.read_parquet(path)
        print(claims.groupby(["speaker_name", "act"]).size().to_string())

        # DuckDB: denials with the words of their cue, over any number of files.
        denials = (
            "SELECT speaker_name, cue_text, content_text FROM read_parquet(?) WHERE act = 'deny'"
        )
        for speaker, cue, content in duckdb.execute(denials, [f"{folder}/*.parquet"]).fetchall():
            print(f"{speaker} {cue}: {content}")

        # polars: how sure are they?
        sure = polars.scan_parquet(path).group_by("certainty").len().sort("certainty")
        print(sure.collect())


if __name__ == "__main__":
    main()
