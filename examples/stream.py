"""Many texts in a row: a result for each in its order; one that fails does not stop the rest."""

import claimx

TEXTS = [
    claimx.Document("The union said the strike would go on.", id="a", meta={"desk": "labour"}),
    claimx.Document("“We are ready,” the mayor said. She denied that money was missing.", id="b"),
]


def main() -> None:
    for result in claimx.extract_stream(TEXTS):
        if isinstance(result, claimx.Failure):
            print(f"{result.doc}: {result.message}")
            continue
        for claim in result:
            row = claim.to_dict()
            print(row["id"], row["speaker"]["text"], "→", row["content"]["text"], row["meta"])


if __name__ == "__main__":
    main()
