"""Columns in and out."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import entente
from conftest import TEXT, extract


def batch(texts: list[str], **columns: list[Any]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict({"text": texts, **columns})


def test_a_row_of_text_is_a_reading(texts: list[str]) -> None:
    readings = entente.read_arrow(batch(texts, id=[f"n{number}" for number in range(len(texts))]))
    table = pa.record_batch(readings)
    assert table.num_rows == len(readings) == len(texts)
    assert table.schema == pa.schema(entente.schema())
    assert table["origin"].to_pylist() == [f"n{number}" for number in range(len(texts))]
    assert readings.rows == list(range(len(texts)))
    years = [row["events"][-1]["when"] for row in table.to_pylist()]
    assert len(set(years)) == len(texts)


def test_nothing_is_copied_on_the_way_out(texts: list[str]) -> None:
    readings = entente.read_arrow(batch(texts))
    one, two = pa.record_batch(readings), pa.record_batch(readings)
    addresses = [[buffer.address for buffer in table["text"].buffers() if buffer] for table in (one, two)]
    assert addresses[0] == addresses[1]
    # The columns outlive what made them.
    del readings, two
    assert TEXT[:10] in one["text"][0].as_py()


def test_a_file_of_columns_is_read_as_the_program_reads_it(program: str, texts: list[str], tmp_path: Path) -> None:
    path = tmp_path / "news.parquet"
    days = [datetime.date(1992, 12, day + 1) for day in range(len(texts))]
    table = pa.table({"id": [f"n{n}" for n in range(len(texts))], "text": texts, "published": days})
    pq.write_table(table, path)
    out = tmp_path / "readings.parquet"
    extract(program, "--format", "parquet", "-o", str(out), str(path))
    theirs = pq.read_table(out)
    ours = pa.table(entente.read_arrow(table, origin=str(path)))
    assert ours.schema == theirs.schema.remove_metadata()
    assert ours.to_pylist() == theirs.to_pylist()


def test_pages_are_read_with_their_addresses(program: str, tmp_path: Path) -> None:
    page = f"<html><head><title>Talks</title></head><body><p>{TEXT}</p></body></html>".encode()
    table = pa.table({"html": [page], "url": ["https://example.org/2021/03/05/talks"]})
    path = tmp_path / "pages.parquet"
    pq.write_table(table, path)
    [line] = extract(program, str(path))
    [row] = pa.table(entente.read_arrow(table, origin=str(path))).to_pylist()
    theirs = json.loads(line)
    assert row["published"] == theirs["published"] == "2021-03-05"
    for name in ("id", "origin", "title", "text", "events", "quantities", "agreements", "statements"):
        assert row[name] == theirs[name]


def test_rows_that_cannot_be_read_are_listed() -> None:
    table = pa.table({"text": [TEXT, None, "", TEXT], "id": ["a", "b", "c", "d"]})
    readings = entente.read_arrow(table)
    assert readings.rows == [0, 3]
    assert [(part.row, part.code) for part in readings.refused] == [(1, "empty"), (2, "empty")]
    assert "empty" in readings.refused[0].reason
    assert repr(readings) == "<entente.Readings: 2 read, 2 refused>"


def test_other_names_of_columns() -> None:
    table = pa.table({"story": [TEXT], "day": ["1992-12-01"], "text": ["A summary."]})
    readings = entente.read_arrow(table, columns={"text": "story", "published": "day"})
    [row] = pa.table(readings).to_pylist()
    assert (row["text"], row["published"]) == (TEXT, "1992-12-01")


@pytest.mark.parametrize(
    ("table", "arguments", "words"),
    [
        ({"number": [1]}, {}, "no column of text or bytes"),
        ({"text": ["a"]}, {"columns": {"body": "text"}}, "`body` is none of"),
        ({"text": ["a"]}, {"columns": {"text": "story"}}, "no column `story`"),
        ({"text": ["a"]}, {"published": "yesterday"}, "yesterday"),
    ],
)
def test_wrong_use_is_an_exception(table: dict[str, Any], arguments: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        entente.read_arrow(pa.table(table), **arguments)
    with pytest.raises((TypeError, ValueError, AttributeError)):
        entente.read_arrow([1, 2])  # type: ignore[arg-type]


def test_no_rows_are_no_readings() -> None:
    empty = entente.read_arrow(pa.table({"text": pa.array([], pa.string())}))
    assert len(empty) == 0
    assert pa.table(empty).schema == pa.schema(entente.schema())


def test_polars(texts: list[str]) -> None:
    frame = pl.DataFrame({"text": texts, "published": [datetime.datetime(1992, 12, 1, 8, 30)] * len(texts)})
    read = pl.DataFrame(entente.read_arrow(frame, jobs=2))
    assert read["text"].to_list() == texts
    assert set(read["published"]) == {"1992-12-01"}
    events = read.select(pl.col("events").explode()).unnest("events")
    assert "agreement" in events["kind"].to_list()


def test_pandas(texts: list[str]) -> None:
    frame = pd.DataFrame({"text": texts, "published": pd.to_datetime(["1992-12-01"] * len(texts))})
    readings = entente.read_arrow(pa.Table.from_pandas(frame))
    read = pa.table(readings).to_pandas()
    assert list(read["text"]) == texts
    assert set(read["published"]) == {"1992-12-01"}
    assert len(frame.iloc[readings.rows]) == len(read)
