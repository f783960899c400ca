"""The program whose readings the package must give, and files to read."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

TEXT = (
    "SEOUL, Nov. 10, 1988. Foreign Minister Eduard Shevardnadze said that Moscow was ready to open a trade office in "
    "Seoul. Russia and South Korea signed a treaty on 19 November 1992. Trade between Russia and South Korea reached "
    "$27 billion in 2021."
)


@pytest.fixture(scope="session")
def program() -> str:
    """The program, as ``cargo xtask wheel`` built it."""
    name = os.environ.get("ENTENTE_PROGRAM")
    if name is None:
        pytest.skip("ENTENTE_PROGRAM names no program to compare with")
    return name


@pytest.fixture(scope="session")
def files() -> list[Path]:
    """Files of every format that ``cargo xtask samples`` wrote, and the sample dossier's."""
    found: list[Path] = []
    sample = Path(__file__).parents[2] / "examples" / "sample" / "documents"
    folders = [sample]
    if "ENTENTE_SAMPLES" in os.environ:
        folders.append(Path(os.environ["ENTENTE_SAMPLES"]))
    for folder in folders:
        found += sorted(path for path in folder.rglob("*") if path.is_file())
    assert found
    return found


def extract(program: str, *arguments: str) -> list[str]:
    """The lines of ``entente extract``."""
    # Without a path to search it finds no Tesseract: recognition of scans is not part of the package.
    environment = {**os.environ, "PATH": ""}
    done = subprocess.run([program, "extract", *arguments], capture_output=True, check=False, env=environment)
    assert done.returncode in (0, 1), done.stderr.decode()
    # A line may hold characters that Python takes for the ends of lines.
    return [f"{line}\n" for line in done.stdout.decode().split("\n")[:-1]]


@pytest.fixture
def texts() -> Iterator[list[str]]:
    """A few texts that differ."""
    yield [TEXT.replace("1992", str(1992 + number)) for number in range(12)]
