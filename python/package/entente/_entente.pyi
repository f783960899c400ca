import datetime
from collections.abc import Mapping
from typing import Any, Protocol, Union, final

from .types import Reading, Refused

__all__ = ["Readings", "Schema", "__version__", "read", "read_all", "read_arrow", "read_json", "schema"]

__version__: str

class _Array(Protocol):
    def __arrow_c_array__(self, requested_schema: Any = ...) -> Any: ...

class _Stream(Protocol):
    def __arrow_c_stream__(self, requested_schema: Any = ...) -> Any: ...

_Content = Union[str, bytes, bytearray, memoryview]
_Date = Union[str, datetime.date]

def read(
    content: _Content,
    *,
    origin: str | None = None,
    url: str | None = None,
    published: _Date | None = None,
    lang: str | None = None,
    media_type: str | None = None,
    clean: bool = True,
    max_size: int = 50,
) -> Reading: ...
def read_all(
    content: _Content,
    *,
    origin: str | None = None,
    url: str | None = None,
    published: _Date | None = None,
    lang: str | None = None,
    media_type: str | None = None,
    clean: bool = True,
    max_size: int = 50,
) -> list[Reading]: ...
def read_json(
    content: _Content,
    *,
    origin: str | None = None,
    url: str | None = None,
    published: _Date | None = None,
    lang: str | None = None,
    media_type: str | None = None,
    clean: bool = True,
    max_size: int = 50,
) -> str: ...
def read_arrow(
    batch: _Array | _Stream,
    *,
    columns: Mapping[str, str] | None = None,
    origin: str | None = None,
    published: _Date | None = None,
    lang: str | None = None,
    clean: bool = True,
    max_size: int = 50,
    jobs: int = 1,
) -> Readings: ...
def schema() -> Schema: ...
@final
class Schema:
    def __arrow_c_schema__(self) -> Any: ...

@final
class Readings:
    @property
    def rows(self) -> list[int]: ...
    @property
    def refused(self) -> list[Refused]: ...
    def __len__(self) -> int: ...
    def __arrow_c_array__(self, requested_schema: Any | None = None) -> tuple[Any, Any]: ...
    def __arrow_c_schema__(self) -> Any: ...
    def __arrow_c_stream__(self, requested_schema: Any | None = None) -> Any: ...
