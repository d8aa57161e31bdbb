"""What a screen reader speaks: two readers of the tags give each sentence whole, in order and in its language."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cards.locations import bundled
from cards.pipeline import Cards
from cards.read.catalogs import translated_tags
from cards.typeset.marks import Face
from tests.heard import Heard, alike, from_pdfjs, from_poppler, is_rtl, laid_out, letters

LOCALES = translated_tags((bundled(),))


@pytest.mark.parametrize("locale", LOCALES)
def test_pdfjs_gives_every_sentence_whole_in_order_and_in_its_language(
    locale: str,
    cards_of: Callable[..., Cards],
    faces_of: Callable[..., tuple[Face, Face]],
    run_reader: Callable[..., str],
    tmp_path: Path,
) -> None:
    path = tmp_path / "card.pdf"
    path.write_bytes(cards_of(locale).pdf)
    heard = from_pdfjs(run_reader("pdfjs", path))
    wanted = laid_out(faces_of(locale))
    assert [each.language for each in heard] == [each.language for each in wanted]
    assert [(each, other) for each, other in zip(heard, wanted, strict=True) if not alike(each.text, other.text)] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_poppler_gives_every_sentence_whole_and_in_order(
    locale: str,
    cards_of: Callable[..., Cards],
    faces_of: Callable[..., tuple[Face, Face]],
    run_reader: Callable[..., str],
    tmp_path: Path,
) -> None:
    """Right-to-left ones from left to right, as they are drawn: it does not look at the text that stands for them."""
    path = tmp_path / "card.pdf"
    path.write_bytes(cards_of(locale).pdf)
    heard = from_poppler(run_reader("pdfinfo", "-struct-text", path))
    wanted = [each.text for each in laid_out(faces_of(locale)) if each.language]
    heard = [text for text in heard if text]
    assert len(heard) == len(wanted)
    for text, expected in zip(heard, wanted, strict=True):
        assert letters(text) == letters(expected) if is_rtl(expected) else alike(text, expected)


def test_a_text_in_another_language_or_order_is_noticed() -> None:
    tree = {"lang": "es", "children": [{"type": "content", "text": "uno "}, {"alt": "dos"}]}
    assert from_pdfjs(json.dumps([{"text": "", "tree": {"children": [tree]}}])) == [
        Heard("uno", "es"),
        Heard("dos", "es"),
    ]
    assert not alike("uno dos", "dos uno")
