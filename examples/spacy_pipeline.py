"""claimx as a spaCy pipeline: tags, heads, sentences and entities are ordinary annotations."""

import claimx

TEXT = "Anna Berg, the finance minister, warned on Monday that prices would rise."


def main() -> None:
    nlp = claimx.load()
    doc = nlp(TEXT)
    print([(entity.text, entity.label_) for entity in doc.ents])
    print([(token.text, token.dep_, token.head.text) for token in doc if token.dep_ == "nsubj"])
    for key in ("claimx_sources", "claimx_cues", "claimx_contents"):
        print(key, [span.text for span in doc.spans[key]])
    for claim in doc._.claimx:
        print(claim.speaker.name, claim.speaker.role, claim.position.act, claim.content.text)


if __name__ == "__main__":
    main()
