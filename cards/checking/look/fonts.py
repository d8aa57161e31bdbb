"""The fonts in use: whether they are embedded, and what their codes mean and draw."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from cards.checking.look.drawing import UsedFont
from cards.checking.look.file import array, described, entry, has, unpacked

_SUBSET = re.compile(r"[A-Z]{6}\+.+")
_EDGE = re.compile(rb"(begin|end)(bfchar|bfrange)")
_CHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<[0-9A-Fa-f]+>|\[[^\[\]]*+\])")
_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_SFNT = (b"\0\1\0\0", b"true", b"OTTO")


@dataclass(frozen=True, slots=True)
class Font:
    """A font: its name, whether it is embedded, as a subset, with a table of characters; and how many codes are drawn.

    `unmapped` counts the codes without a character, and `empty` those that draw the box for a missing glyph.
    """

    name: str
    embedded: bool
    subset: bool
    to_unicode: bool
    codes: int
    unmapped: int
    empty: int


def read_font(used: UsedFont) -> Font:
    """Reads a font. Raises Damaged."""
    font = used.font
    name = entry(font, "/BaseFont") or entry(font, "/Name")
    named = described(name).lstrip("/") if name is not None else "a font without a name"
    descendants = array(entry(font, "/DescendantFonts"))
    inner = descendants[0] if descendants else font
    table = entry(font, "/ToUnicode")
    return Font(
        named,
        embedded=_is_embedded(inner),
        subset=bool(_SUBSET.fullmatch(named)),
        to_unicode=isinstance(table, pikepdf.Stream) or (inner is font and has(font, "/Encoding")),
        codes=len(used.codes),
        unmapped=len(used.codes - _mapped(table)) if inner is not font and table is not None else 0,
        empty=len(_empty(inner, used.codes)) if inner is not font else 0,
    )


def _is_embedded(font: Any) -> bool:
    """Whether the font's outlines are in the file and begin like a font."""
    if entry(font, "/Subtype") == pikepdf.Name.Type3:
        return True
    for key in _PROGRAMS:
        program = entry(font, "/FontDescriptor", key)
        if isinstance(program, pikepdf.Stream):
            data = unpacked(program)
            return data[:4] in _SFNT if key == "/FontFile2" else bool(data)
    return False


def _mapped(table: Any) -> set[int]:
    """The codes for which a ToUnicode table has a text (Adobe Technical Note 5014); none if it is not a stream."""
    found: set[int] = set()
    for kind, block in _blocks(unpacked(table) if isinstance(table, pikepdf.Stream) else b""):
        if kind == b"bfchar":
            found.update(int(code, 16) for code, text in _CHAR.findall(block) if text)
        else:
            for first, last in _RANGE.findall(block):
                found.update(range(int(first, 16), min(int(last, 16), 0xFFFF) + 1))
    return found


def _blocks(table: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The kind and the content of each complete block of a ToUnicode table, in a single pass."""
    last = {kind: table.rfind(b"end" + kind) for kind in (b"bfchar", b"bfrange")}
    kind, start = b"", 0
    for edge in _EDGE.finditer(table):
        if kind and edge[0] == b"end" + kind:
            yield kind, table[start : edge.start()]
            kind = b""
        elif not kind and edge[1] == b"begin" and last[edge[2]] > edge.end():
            kind, start = edge[2], edge.end()


def _empty(font: Any, codes: frozenset[int]) -> frozenset[int]:
    """The codes of glyph 0, which every font draws as an empty box (OpenType, .notdef)."""
    glyphs = entry(font, "/CIDToGIDMap")
    if not isinstance(glyphs, pikepdf.Stream):
        return codes & {0}
    table = unpacked(glyphs)
    return frozenset(code for code in codes if table[2 * code : 2 * code + 2] in (b"", b"\0", b"\0\0"))
