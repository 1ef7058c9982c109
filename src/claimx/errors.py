"""What can go wrong, said so that a reader can mend it, and the exit codes of the command."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """How a command ended; the same in every command."""

    OK = 0
    FINDINGS = 1
    CANNOT_RUN = 2
    SOME_FAILED = 3
    INTERRUPTED = 130
    CLOSED_PIPE = 141


class ClaimxError(Exception):
    """Base of every error that claimx raises on purpose.

    Attributes:
        code: a stable, searchable name of the kind of error.
        what: what went wrong.
        where: the file, line, byte or option at which it did, or None.
        mend: how to mend it, or None.
    """

    code = "error"
    exit_code = ExitCode.CANNOT_RUN

    def __init__(self, what: str, *, where: str | None = None, mend: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.mend = mend

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" ({self.mend})" if self.mend else ""
        return f"{place}{self.what}{advice}"


class InputError(ClaimxError):
    """An input that is missing, or that holds nothing to read."""

    code = "input"


class DocumentError(ClaimxError):
    """One document that cannot be read; the others go on."""

    code = "document"
    exit_code = ExitCode.SOME_FAILED


class DecodingError(DocumentError):
    """Bytes that are no text in the encoding asked for."""

    code = "decoding"


class LineError(DocumentError):
    """A line, or a row of a table, that holds no document."""

    code = "line"


class ProcessingError(DocumentError):
    """One document on which the pipeline failed."""

    code = "processing"


class OutputError(ClaimxError):
    """An output that cannot be written."""

    code = "output"


class ModelError(ClaimxError):
    """A pipeline that cannot be loaded, or that lacks claimx components."""

    code = "model"


class MissingExtraError(ClaimxError):
    """Something that needs a package which is not installed with claimx itself."""

    code = "extra"


class EngineError(ClaimxError):
    """Workers that cannot be had."""

    code = "engine"


class TrainingDataError(ClaimxError):
    """Training data that are missing or not the ones that were published."""

    code = "training-data"
