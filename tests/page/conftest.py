"""What the tests of the page's answers share."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from cards.decoding import decode
from cards.locations import shelves
from cards.page.session import Session

Answers = Callable[..., tuple[Any, list[bytes]]]

TODAY = date(2026, 11, 30)


@pytest.fixture(scope="session")
def ask() -> Answers:
    """Asks a session with the built-in content: a question, files, and arguments by name."""
    session = Session(shelves(None), decode, TODAY)

    def asked(question: str, *files: bytes, **args: Any) -> tuple[Any, list[bytes]]:
        answer, made = session.answer(question, json.dumps(args), files)
        return json.loads(answer), made

    return asked
