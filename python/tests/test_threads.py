"""Threads, forks and interrupts."""

from __future__ import annotations

import _thread
import os
import threading
import time
import warnings
from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa
import pytest

import entente
from conftest import TEXT


def test_threads_read_alike(texts: list[str]) -> None:
    one_by_one = [entente.read_json(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(entente.read_json, texts * 5)) == one_by_one * 5


def test_the_number_of_jobs_changes_nothing(texts: list[str]) -> None:
    table = pa.table({"text": texts * 3})
    one = pa.table(entente.read_arrow(table))
    for jobs in (0, 2, 7):
        assert pa.table(entente.read_arrow(table, jobs=jobs)).equals(one)


def test_other_threads_run_while_a_document_is_read() -> None:
    entente.read(TEXT)
    long, ticks, done = TEXT * 400, 0, threading.Event()

    def tick() -> None:
        nonlocal ticks
        while not done.is_set():
            ticks += 1
            time.sleep(0.001)

    other = threading.Thread(target=tick)
    other.start()
    entente.read(long)
    done.set()
    other.join()
    assert ticks > 5


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a system without fork")
def test_a_forked_process_reads() -> None:
    expected = entente.read_json(TEXT)
    entente.read_arrow(pa.table({"text": [TEXT] * 4}), jobs=2)
    with warnings.catch_warnings():
        # pyarrow's threads are not ours.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        os._exit(0 if entente.read_json(TEXT) == expected else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_an_interrupt_ends_the_reading_of_a_batch() -> None:
    table = pa.table({"text": [TEXT * 100] * 2_000})
    threading.Timer(0.3, _thread.interrupt_main).start()
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        entente.read_arrow(table)
    assert time.monotonic() - start < 60
