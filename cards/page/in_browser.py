"""Where the worker enters the core. It runs under Pyodide alone; `rights_cards` are functions of the worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import rights_cards
from pyodide.ffi import to_js

from cards.locations import PACKAGE, shelves
from cards.page.session import Session


def start() -> Callable[[str, str, Any, str], Any]:
    """The function that answers the page, with plain values of JavaScript: `Session.answer` as of a day in ISO 8601.

    A page may be open for days, so each question comes with its day.
    """
    content = PACKAGE.parent / "content"  # of the organization whose site this is, if it has one (`bundle.CONTENT`)
    places = shelves(content if content.is_dir() else None)

    @lru_cache(maxsize=1)
    def session(today: str) -> Session:
        return Session(places, _decode, date.fromisoformat(today))

    def answer(ask: str, args: str, files: Any, today: str) -> Any:
        found, made = session(today).answer(ask, args, [bytes(each) for each in files.to_py()])
        return to_js([found, made])

    return answer


def _decode(pixels: bytes, width: int, height: int) -> Sequence[str]:
    return tuple(rights_cards.decode(memoryview(pixels), width, height).to_py())
