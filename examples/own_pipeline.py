"""Claims on top of a pipeline of your own, which keeps its tokens, tags and entities."""

import spacy

TEXT = "The harbour will close, the operator said. Acme Corp. rejected the plan."


def main() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "BRAND", "pattern": "Acme Corp."}])
    nlp.add_pipe("claimx")
    doc = nlp(TEXT)
    print([(entity.text, entity.label_) for entity in doc.ents])
    for claim in doc._.claimx:
        print(claim.speaker.text, claim.position.act, claim.content.text)


if __name__ == "__main__":
    main()
