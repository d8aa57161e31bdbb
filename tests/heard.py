"""What a screen reader has of a tagged card: each text with its language, in the order of the structure tree.

Two readers of other makes give it: pdf.js, as for a browser's accessibility tree, and poppler. Both are compared with
what was laid out.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from cards.typeset.marks import Face, SymbolMark, TextMark

STEERING = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


class Heard(NamedTuple):
    """A text with its language."""

    text: str
    language: str


def laid_out(faces: Iterable[Face]) -> list[Heard]:
    """The texts of the faces in reading order, in stretches of one language; of a code, what stands for it.

    Figures alone are in the language of their side.
    """
    found = []
    for face in faces:
        for mark in face.marks:
            if isinstance(mark, TextMark):
                texts = [(each.text, each.language) for each in mark.stretches] or [(mark.text, mark.language)]
                for text, tag in texts:
                    found.append(Heard(plain(text), tag if any(map(str.isalpha, text)) else face.language))
            elif isinstance(mark, SymbolMark):
                found.append(Heard("QR code", ""))
    return found


def plain(text: str) -> str:
    """A text without invisible characters that steer its direction, and with single blanks."""
    return " ".join(text.translate(STEERING).split())


def from_pdfjs(report: str) -> list[Heard]:
    """What pdf.js says of all pages: read_with_pdfjs.mjs prints it."""
    return [heard for page in json.loads(report) if page["tree"] for heard in _leaves(page["tree"], "")]


def _leaves(node: dict[str, Any], language: str) -> Iterator[Heard]:
    """A text that stands for an element is read in place of its content."""
    language = node.get("lang") or language
    if node.get("alt"):
        text = plain(node["alt"])
        yield Heard("QR code", "") if text.startswith("QR code") else Heard(text, language)
        return
    if node.get("type") == "content" and node["text"].strip():
        yield Heard(plain(node["text"]), language)
    for each in node.get("children", ()):
        yield from _leaves(each, language)


def from_poppler(report: str) -> list[str]:
    """What `pdfinfo -struct-text` says; it does not give languages, and reads what is drawn from left to right."""
    return [plain(text) for text in re.findall(r'^ *"(.*)"$', report, re.MULTILINE)]


def letters(text: str) -> list[str]:
    """The letters of a text, in whatever order."""
    return sorted(unicodedata.normalize("NFKD", "".join(text.split())))


def is_rtl(text: str) -> bool:
    """Whether a text has a letter that runs from right to left."""
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


def alike(heard: str, wanted: str) -> bool:
    """Whether a text is the wanted one, but for blanks at the ends of its lines."""
    return "".join(heard.split()) == "".join(wanted.split())
