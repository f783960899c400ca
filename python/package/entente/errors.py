"""What goes wrong with sources."""

from __future__ import annotations

__all__ = ["RefusedError", "RefusedWarning", "SeveralDocumentsError"]


class RefusedError(ValueError):
    """A source that was not read; the message says why and what can be done about it."""

    def __init__(self, message: str, code: str = "", hint: str = "", origin: str = "") -> None:
        super().__init__(message)
        #: The reason as a short stable word: ``empty``, ``too-large``, ``binary``, ``unsupported-format``.
        self.code = code
        #: What can be done about it.
        self.hint = hint
        #: Where the source came from, as given.
        self.origin = origin

    def __reduce__(self) -> tuple[type[RefusedError], tuple[str, str, str, str]]:
        # Errors of workers travel to their masters.
        return type(self), (str(self), self.code, self.hint, self.origin)


class SeveralDocumentsError(ValueError):
    """A source that holds several documents, given to ``read``; ``read_all`` reads them."""


class RefusedWarning(UserWarning):
    """A part of a source that was left out, while others were read."""
