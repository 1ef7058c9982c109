"""claimx finds in news text who said what, with which words, and where they stand.

>>> import claimx
>>> result = claimx.extract("“It is vital,” Smith said.")  # doctest: +SKIP
>>> result.claims[0].speaker.text, result.claims[0].content.text  # doctest: +SKIP
('Smith', 'It is vital')

Nothing heavy is imported until one of these names is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claimx.api import extract, extract_stream, load
    from claimx.errors import ClaimxError
    from claimx.records import Claim, Document, Failure, Result

    __version__: str

__all__ = [
    "Claim",
    "ClaimxError",
    "Document",
    "Failure",
    "Result",
    "__version__",
    "extract",
    "extract_stream",
    "load",
]

_HOME = {
    "Claim": "claimx.records",
    "ClaimxError": "claimx.errors",
    "Document": "claimx.records",
    "Failure": "claimx.records",
    "Result": "claimx.records",
    "extract": "claimx.api",
    "extract_stream": "claimx.api",
    "load": "claimx.api",
}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        value: Any = _installed_version()
    elif name in _HOME:
        value = getattr(import_module(_HOME[name]), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)


def _installed_version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("claimx")
    except PackageNotFoundError:
        return "0+unknown"
