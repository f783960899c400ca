"""Reads a Parquet file of readings with pyarrow and compares it with the same readings as JSON Lines; then writes a
file of documents as bytes for the program to read.

Usage: readings.py READINGS.parquet READINGS.jsonl OUTPUT.parquet
"""

import datetime
import json
import sys

import pyarrow as pa
import pyarrow.parquet as pq

table = pq.read_table(sys.argv[1])
with open(sys.argv[2], encoding="utf-8") as file:
    lines = [json.loads(line) for line in file]
told = pq.read_metadata(sys.argv[1]).metadata
assert told[b"schema"] == b"entente.reading/1", told


def plain(value):
    """Without what is null: JSON may leave it out."""
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items() if item is not None}
    return [plain(item) for item in value] if isinstance(value, list) else value


rows = table.to_pylist()
assert len(rows) == len(lines), (len(rows), len(lines))
for row, line in zip(rows, lines):
    assert plain(row) == plain(line), (row, line)
events = pq.read_table(sys.argv[1], columns=["id", "events"])
assert sum(len(row) for row in events["events"].to_pylist()) > 0

documents = pa.table(
    {
        "html": pa.array(
            [
                b"<html><body><p>Russia and South Korea signed a treaty in Seoul.</p></body></html>",
                b"",
                "Президент прибыл в Сеул 19 ноября 1992 года.".encode("cp1251"),
            ],
            pa.binary(),
        ),
        "url": [f"https://example.org/{name}" for name in ["a", "empty", "b"]],
        "date": [datetime.date(1992, 11, 19), None, None],
    }
)
pq.write_table(documents, sys.argv[3], compression="zstd")
