"""Paths that are not on this machine: ``s3:``, ``gs:``, ``az:``, ``http:``, ``https:`` and others.

What they are read with is smart_open, which brings the libraries of the stores.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, BinaryIO, cast

from claimx.errors import InputError, MissingExtraError
from claimx.extras import need

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_QUERY = re.compile(r"[?#].*", re.DOTALL)
_ALSO_KNOWN_AS = {"az": "azure"}
_WEB = ("http", "https")
_STORES = (*_WEB, "s3", "gs", "azure")
_EXTRA = ("remote", "a remote path")
_CHUNK = 1 << 17
_SECONDS = 60


def is_remote(name: str) -> bool:
    """Whether ``name`` is a URL."""
    return _SCHEME.match(name) is not None


def without_query(url: str) -> str:
    """The part of ``url`` that names a file; a query is only known on the web."""
    return _QUERY.sub("", url) if _scheme(url) in _WEB else url


def need_transport(url: str) -> None:
    """See whether there is what reads ``url``.

    Raises:
        MissingExtraError: the package for it is not installed.
        InputError: nothing reads such URLs.
    """
    scheme = _scheme(url)
    try:
        need("smart_open.transport", *_EXTRA).get_transport(scheme)
    except ImportError as error:
        raise MissingExtraError(
            f"a path of {scheme} needs a package that is not installed",
            where=url,
            mend=f"pip install '{'claimx[remote]' if scheme in _STORES else 'smart-open[all]'}'",
        ) from error
    except NotImplementedError as error:
        raise InputError(
            f"nothing is known that reads {scheme}",
            where=url,
            mend="s3, gs, az, http and https can be read",
        ) from error


@contextmanager
def open_remote(url: str) -> Iterator[BinaryIO]:
    """The bytes that ``url`` names, still packed where they are.

    Raises:
        OSError: they cannot be read, whichever library says so.
        MissingExtraError: the package for it is not installed.
    """
    smart_open = need("smart_open", *_EXTRA)
    scheme = _scheme(url)
    # A server that keeps silent is not waited for without end.
    more = {"transport_params": {"timeout": _SECONDS}} if scheme in _WEB else {}
    with _system_errors():
        stream = smart_open.open(_address(url), "rb", compression="disable", **more)
    with io.BufferedReader(_Remote(stream), _CHUNK) as buffered:
        yield cast("BinaryIO", buffered)


class _Remote(io.RawIOBase):
    """A stream of some library's, whose errors are the system's."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        with _system_errors():
            data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            # What had to be read has been read.
            with suppress(Exception):
                self._stream.close()
        super().close()


@contextmanager
def _system_errors() -> Iterator[None]:
    """Turns what the libraries of the stores raise, who share no class, into an OSError."""
    try:
        yield
    except Exception as error:
        raise OSError(_reason(error)) from error


def _reason(error: Exception) -> str:
    """What went wrong: the server's answer, else what the system says, else the library."""
    response: Any = getattr(error, "response", None)
    if hasattr(response, "status_code"):
        return f"the server answers {response.status_code} {response.reason}".rstrip()
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, OSError) and cause.strerror:
            return cause.strerror
        cause = cause.__cause__ or cause.__context__
    return " ".join(str(error).split()) or type(error).__name__


def _scheme(url: str) -> str:
    found = _SCHEME.match(url)
    scheme = found[1].lower() if found else ""
    return _ALSO_KNOWN_AS.get(scheme, scheme)


def _address(url: str) -> str:
    return _SCHEME.sub(f"{_scheme(url)}://", url, count=1)
