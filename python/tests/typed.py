"""What a type checker makes of uses of the package; checked by ``mypy --strict``, never run."""

from __future__ import annotations

import datetime
from typing import Optional

import entente


def uses(content: bytes, batch: entente.Readings) -> list[Optional[str]]:
    reading: entente.Reading = entente.read(content, origin="a.html", published=datetime.date(2021, 3, 23))
    whens = [event["when"] for event in reading["events"]]
    amounts: list[float] = [quantity["value"] for quantity in reading["quantities"]]
    lines: str = entente.read_json("text", lang="en", clean=False)
    readings: entente.Readings = entente.read_arrow(entente.read_arrow(batch), columns={"text": "body"}, jobs=0)
    rows: list[int] = readings.rows
    codes: list[str] = [part.code for part in readings.refused]
    try:
        entente.read_all(content, max_size=1)
    except entente.RefusedError as error:
        codes += [error.code, error.hint, error.origin]
    assert amounts and lines and rows
    return [*whens, *codes]


def misuses() -> None:
    entente.read(1)  # type: ignore[arg-type]
    entente.read("text", published=2021)  # type: ignore[arg-type]
    entente.read("text")["time"]  # type: ignore[typeddict-item]
