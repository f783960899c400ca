"""Reads documents about the relations of states: who did what to whom, when, with every quote.

``read`` gives the reading of one document as a dictionary, ``read_all`` those of a source of several, ``read_json`` the
same as lines of JSON, and ``read_arrow`` reads a batch of Arrow columns into Arrow columns. The readings are those of the
program ``entente extract``, to the byte.
"""

from ._entente import Readings, Schema, __version__, read, read_all, read_arrow, read_json, schema
from .errors import RefusedError, RefusedWarning, SeveralDocumentsError
from .types import Reading, Refused

__all__ = [
    "Reading",
    "Readings",
    "Refused",
    "RefusedError",
    "RefusedWarning",
    "Schema",
    "SeveralDocumentsError",
    "__version__",
    "read",
    "read_all",
    "read_arrow",
    "read_json",
    "schema",
]
