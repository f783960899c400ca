"""One source at a time."""

from __future__ import annotations

import datetime
import functools
import json
import pickle
import warnings
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

import entente
from conftest import TEXT, extract


def test_a_text_is_read() -> None:
    reading = entente.read(TEXT, origin="a.txt", published="1992-12-01")
    assert reading["schema"] == "entente.reading/1"
    assert (reading["origin"], reading["lang"], reading["published"]) == ("a.txt", "en", "1992-12-01")
    assert any(event["when"] == "1992-11-19" and event["kind"] == "agreement" for event in reading["events"])
    assert {"RUS", "KOR"} <= {code for event in reading["events"] for code in event["parties"]}
    assert [quantity["value"] for quantity in reading["quantities"]] == [27_000_000_000]
    for event in reading["events"]:
        assert reading["text"][event["start"] : event["end"]] == event["quote"]


def test_the_readings_are_those_of_the_program_to_the_byte(program: str, files: list[Path]) -> None:
    read = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", entente.RefusedWarning)
        lines = []
        for path in files:
            try:
                lines.append(entente.read_json(path.read_bytes(), origin=str(path)))
                read += 1
            except entente.RefusedError:
                continue
    assert read > 5
    assert "".join(lines) == "".join(extract(program, *map(str, files)))


def test_what_is_said_of_a_source_is_what_the_flags_say(program: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Wir haben gestern einen Vertrag mit Russland unterzeichnet.\n\nShare this page\n")
    [line] = extract(program, "--published", "2021-03-23T14:05", "--lang", "de", "--no-clean", str(path))
    said: dict[str, Any] = {"origin": str(path), "lang": "de", "clean": False}
    moment = datetime.datetime(2021, 3, 23, 14, 5)
    assert entente.read_json(path.read_bytes(), published=moment, **said) == line
    assert entente.read_json(path.read_text(), published="2021-03-23T14:05", **said) == line
    assert entente.read(path.read_bytes(), published=datetime.date(2021, 3, 23), **said) == json.loads(line)


def test_bytes_of_all_kinds_are_read_alike() -> None:
    content = TEXT.encode()
    one = entente.read_json(content)
    assert one == entente.read_json(TEXT)
    assert one == entente.read_json(bytearray(content)) == entente.read_json(memoryview(content))
    korean = "한국과 러시아는 1990년 9월 30일 외교 관계를 수립했다. 두 나라는 서울에서 조약에 서명했다."
    page = f"<html><body><p>{korean}</p></body></html>".encode("euc-kr")
    assert korean in entente.read(page, media_type="text/html; charset=euc-kr")["text"]


def test_several_documents_are_read_by_read_all() -> None:
    lines = b'{"id": "x", "text": "%s"}\n{broken\n{"id": "y", "text": "%s"}\n' % (TEXT.encode(), TEXT.encode())
    with pytest.warns(entente.RefusedWarning, match="news.jsonl#2"):
        readings = entente.read_all(lines, origin="news.jsonl")
    assert [reading["origin"] for reading in readings] == ["news.jsonl#x", "news.jsonl#y"]
    with pytest.warns(entente.RefusedWarning), pytest.raises(entente.SeveralDocumentsError, match="2 documents"):
        entente.read(lines, origin="news.jsonl")


def test_a_refusal_says_why() -> None:
    with pytest.raises(entente.RefusedError, match="`a.exe`: unsupported format: a program") as caught:
        entente.read(b"\x7fELF\x02\x01", origin="a.exe")
    assert (caught.value.code, caught.value.origin) == ("unsupported-format", "a.exe")
    assert caught.value.hint
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.code) == (str(caught.value), caught.value.code)


def test_what_is_too_large_is_refused() -> None:
    with pytest.raises(entente.RefusedError) as caught:
        entente.read(b"word " * 300_000, max_size=1)
    assert caught.value.code == "too-large"


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"published": "23 March"}, ValueError),
        ({"published": 2021}, TypeError),
        ({"lang": "english"}, ValueError),
        ({"max_size": -1}, OverflowError),
        ({"unknown": 1}, TypeError),
    ],
)
def test_wrong_use_is_an_exception(arguments: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        entente.read(TEXT, **arguments)


@pytest.mark.parametrize("content", [None, 1, ["text"], object()])
def test_what_is_no_text_is_a_type_error(content: Any) -> None:
    with pytest.raises(TypeError, match="str or bytes"):
        entente.read(content)


@functools.cache
def hostile() -> dict[str, bytes]:
    """Sources that are made to break their readers."""
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in range(4):
            archive.writestr(f"{name}.txt", b"\0" * 60_000_000)
    return {
        "empty": b"",
        "blank": b" \n\t" * 1000,
        "zeros": b"\0" * 100_000,
        "bomb.zip": bomb.getvalue(),
        "cut.zip": bomb.getvalue()[:300],
        "deep.html": b"<div>" * 200_000 + TEXT.encode(),
        "open.html": b"<" * 500_000,
        "cut.pdf": b"%PDF-1.7\n1 0 obj <<" + b"<<" * 10_000,
        "halves.txt": "Москва ".encode()[:-3] * 50_000,
        "marks.txt": "e\u0301\u202e\u200b" .encode() * 50_000,
        "deep.jsonl": b'{"text": ' + b"[" * 100_000,
        "long.txt": b"a" * 3_000_000,
        "digits.txt": b"1 " * 200_000,
    }


@pytest.mark.parametrize("name", sorted(hostile()))
def test_hostile_sources_are_read_or_refused(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", entente.RefusedWarning)
        try:
            for reading in entente.read_all(hostile()[name], origin=name):
                assert reading["schema"] == "entente.reading/1"
        except entente.RefusedError as error:
            assert error.code and error.code != "defect"


def test_half_characters_are_an_exception() -> None:
    with pytest.raises(UnicodeEncodeError):
        entente.read("Moscow \ud800 said")
    with pytest.raises(entente.RefusedError) as caught:
        entente.read("Moscow \0 said on 5 May 1990 that talks went on.")
    assert caught.value.code == "binary"
