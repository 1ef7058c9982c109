"""The claims of one text, as records."""

from pathlib import Path

import claimx

ARTICLE = Path(__file__).with_name("nato-office.txt")


def main() -> None:
    document = claimx.Document(ARTICLE.read_text(encoding="utf8"), id=ARTICLE.name)
    result = claimx.extract(document)
    for claim in result:
        speaker = claim.speaker.name or claim.speaker.text or "somebody"
        position = claim.position
        print(f"{speaker} ({position.act}, {position.polarity}): {claim.content.text}")
        for span in claim.content.spans:
            assert document.text[span.start : span.end] == span.text


if __name__ == "__main__":
    main()
