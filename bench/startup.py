"""Starting the program: a fresh process that prints one locale, beside the bare import of its libraries.

All have their modules compiled, as an installed program has, in a folder of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
LIBRARIES = (
    "babel.messages.pofile", "click", "icu4py.breakers", "phonenumbers", "qrcode", "reportlab.pdfbase.pdfdoc",
    "uharfbuzz", "zxingcpp", "tomllib",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StartUp:
    """Milliseconds of wall time, medians; `locale` is the one printed."""

    locale: str
    program: float
    libraries: float
    bare: float
    help: float

    @property
    def ratio(self) -> float:
        """How many times the import of the libraries the program takes."""
        return self.program / self.libraries


def time_startup(locale: str, rounds: int) -> StartUp:
    """Programs and libraries by turns, so that both meet the same load; the first of each is not counted.

    Raises CalledProcessError when the program fails.
    """
    spent: dict[str, list[float]] = {"program": [], "libraries": [], "bare": [], "help": []}
    with TemporaryDirectory() as folder:
        commands = {
            "program": [sys.executable, "generate.py", "cards", locale, "-o", folder],
            "libraries": [sys.executable, "-c", f"import {', '.join(LIBRARIES)}"],
            "bare": [sys.executable, "-c", "pass"],
            "help": [sys.executable, "generate.py", "--help"],
        }
        surroundings = {**os.environ, "PYTHONPYCACHEPREFIX": f"{folder}/compiled"}
        surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
        for number in range(rounds + 1):
            for name, command in commands.items():
                wall = _run(command, surroundings)
                if number:
                    spent[name].append(wall)
    return StartUp(locale, *(median(each) for each in spent.values()))


def _run(command: Sequence[str], surroundings: Mapping[str, str]) -> float:
    begin = perf_counter()
    subprocess.run(command, cwd=ROOT, env=surroundings, check=True, capture_output=True)
    return (perf_counter() - begin) * 1000
