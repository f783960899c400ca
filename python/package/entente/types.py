"""The shape of a reading, ``entente.reading/1``. Offsets count code points of ``text``, end exclusive."""

from __future__ import annotations

from typing import Literal, NamedTuple, Optional, TypedDict

__all__ = [
    "Actor",
    "Agreement",
    "Event",
    "Mention",
    "Participant",
    "Place",
    "Quantity",
    "Reading",
    "Refused",
    "Role",
    "Statement",
    "Time",
    "Warned",
]


class Refused(NamedTuple):
    """A row, or a part of one, that was not read."""

    #: The row of the batch, from nought.
    row: int
    #: Its name.
    origin: str
    #: The reason as a short stable word.
    code: str
    #: The reason and what can be done about it.
    reason: str


class _TimeBase(TypedDict):
    start: int
    end: int
    text: str
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: Optional[str]
    edtf: Optional[str]


class Time(_TimeBase, total=False):
    """A temporal expression: TIMEX3 ``type`` and ``value``, the same as EDTF, and what a relative one counts from."""

    anchor: str


class Role(TypedDict):
    """An office, and of which state or body."""

    title: str
    of: Optional[str]


class Mention(TypedDict):
    """Words that name an actor."""

    start: int
    end: int
    text: str


class Actor(TypedDict):
    """Someone or something that acts; ``code`` for states and bodies."""

    id: str
    kind: Literal["state", "body", "organisation", "person", "place"]
    name: str
    code: Optional[str]
    roles: list[Role]
    mentions: list[Mention]


class Participant(TypedDict):
    """An actor in an event."""

    actor: str
    role: Literal["source", "target", "participant", "place", "about"]


class Event(TypedDict):
    """One happening, as one clause tells it; ``when`` is EDTF, ``times`` are indices of the reading's ``times``."""

    id: str
    start: int
    end: int
    quote: str
    when: Optional[str]
    kind: str
    plover: Optional[str]
    cameo: Optional[str]
    status: str
    parties: list[str]
    participants: list[Participant]
    place: Optional[str]
    times: list[int]
    confidence: float


class Quantity(TypedDict):
    """A figure with its unit, bound and role."""

    start: int
    end: int
    quote: str
    value: float
    unit: str
    bound: str
    measure: str
    as_of: Optional[str]
    role: str


class Agreement(TypedDict):
    """A treaty, protocol, communique, memorandum or the like."""

    start: int
    end: int
    quote: str
    name: str
    kind: str
    signed: Optional[str]
    parties: list[str]
    event: Optional[str]


class Statement(TypedDict):
    """Who says what; ``speaker`` is the id of an actor of the reading."""

    start: int
    end: int
    quote: str
    speaker: str
    mode: str
    act: str
    topics: list[str]
    about: list[str]


class Warned(TypedDict):
    """Something that went less than well, and did not stop the reading."""

    code: str
    message: str


class Place(TypedDict):
    """Where a part of the text stood in the source; ``confidence`` of words that were recognised on a scan."""

    at: int
    name: str


class _ReadingBase(TypedDict):
    schema: Literal["entente.reading/1"]
    id: str
    origin: str
    lang: Optional[str]
    title: Optional[str]
    publisher: Optional[str]
    published: Optional[str]
    text: str
    times: list[Time]
    actors: list[Actor]
    events: list[Event]
    quantities: list[Quantity]
    agreements: list[Agreement]
    statements: list[Statement]
    warnings: list[Warned]


class Reading(_ReadingBase, total=False):
    """Everything found in one document."""

    published_by: str
    captured: str
    places: list[Place]
