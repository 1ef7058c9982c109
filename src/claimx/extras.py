"""What claimx can do with a package that is not installed with it."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from claimx.errors import MissingExtraError


def need(module: str, extra: str, what: str) -> Any:
    """The module of an optional package.

    Args:
        module: its name for ``import``.
        extra: the extra of claimx that installs it.
        what: what it is needed for, to begin a sentence with.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        return import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        raise MissingExtraError(
            f"{what} needs the package {package}, which cannot be imported ({error})",
            mend=f"pip install 'claimx[{extra}]'",
        ) from error
