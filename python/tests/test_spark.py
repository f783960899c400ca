"""A local session of Spark."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator

import pyarrow as pa
import pytest

import entente


@pytest.mark.skipif(shutil.which("java") is None, reason="no java to run Spark with")
@pytest.mark.filterwarnings("ignore")
def test_map_in_arrow(texts: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark")
    from pyspark.sql import SparkSession
    from pyspark.sql.pandas.types import from_arrow_schema

    # Inside, so that it goes to the workers whole: they do not know this file.
    def read(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield pa.record_batch(entente.read_arrow(batch))

    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    spark = (
        SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").appName("entente").getOrCreate()
    )
    try:
        rows = [(f"n{number:02}", text) for number, text in enumerate(texts)]
        frame = spark.createDataFrame(rows, "id string, text string").repartition(3)
        readings = frame.mapInArrow(read, from_arrow_schema(pa.schema(entente.schema())))
        found = {row["origin"]: row for row in readings.collect()}
        assert sorted(found) == [name for name, _ in rows]
        direct = pa.table(entente.read_arrow(pa.table({"id": [n for n, _ in rows], "text": texts}))).to_pylist()
        for row in direct:
            assert found[row["origin"]].asDict(recursive=True) == row
        kinds = readings.selectExpr("explode(events) AS event").groupBy("event.kind").count().collect()
        assert "agreement" in {row["kind"] for row in kinds}
    finally:
        spark.stop()
