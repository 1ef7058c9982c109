"""Write the marked texts beside this file as gold, for figures from end to end::

    python tests/positions/as_gold.py GOLD && claimx evaluate GOLD

Names, roles and kinds of speakers are not marked, so those scores mean nothing there.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from markup import Fragment, Marked, parse_markup

HERE = Path(__file__).parent


def main(folder: Path, sources: list[Path]) -> None:
    """A text and a line of gold for each marked text of ``sources``."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sources:
        blocks = path.read_text(encoding="utf-8").split("\n---\n")
        for number, block in enumerate(blocks, start=1):
            lines = [line for line in block.strip("\n").split("\n") if not line.startswith("#")]
            marked = parse_markup("\n".join(lines))
            name = folder / f"{path.stem}-{number}"
            name.with_suffix(".txt").write_text(marked.text, encoding="utf-8")
            line = json.dumps(_row(marked), ensure_ascii=False)
            name.with_suffix(".jsonl").write_text(line + "\n", encoding="utf-8")


def _row(marked: Marked) -> dict[str, Any]:
    text, (claim,) = marked

    def span(fragment: Fragment | None) -> dict[str, Any] | None:
        if fragment is None:
            return None
        start, end = fragment
        return {"text": text[start:end], "start": start, "end": end}

    quoted = [_is_quoted(text, part) for part in claim.content]
    form = "direct" if all(quoted) else "indirect"
    return {
        "speaker": span(claim.speaker),
        "name": None,
        "role": None,
        "kind": "unknown",
        "cue": span(claim.cue),
        "content": [span(part) for part in claim.content],
        "form": form,
        **claim.fields,
        "target": span(claim.target),
        "nested": False,
    }


def _is_quoted(text: str, part: Fragment) -> bool:
    return text[: part[0]].endswith(("“", '"', "‘"))


if __name__ == "__main__":
    files = [Path(argument) for argument in sys.argv[2:]]
    known = HERE / "known_failures.txt"
    main(Path(sys.argv[1]), files or [p for p in sorted(HERE.glob("*.txt")) if p != known])
