"""Fonts: each embedded, a subset, with a character for every code that is drawn, and none of them an empty box."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pikepdf

from cards.checking.look.drawing import UsedFont
from cards.checking.look.file import entry, unpacked
from cards.checking.report import Findings, abridged

_SUBSET = re.compile(r"[A-Z]{6}\+.+")
_EDGE = re.compile(rb"(begin|end)(bfchar|bfrange)")
_CHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<[0-9A-Fa-f]+>|\[[^\[\]]*+\])")
_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_SFNT = (b"\0\1\0\0", b"true", b"OTTO")


def check_fonts(used: Iterable[UsedFont], findings: Findings) -> list[dict[str, object]]:
    """Looks at every font that something is drawn with; returns what was read of each."""
    fonts = list(used)
    facts = [_facts(each) for each in fonts]
    if not facts:
        findings.wrong("fonts", "no text is drawn with any font: the letters are gone, or are pictures of letters")
        return facts

    def named(key: str) -> str:
        return abridged(fact["name"] for fact in facts if not fact[key])

    wrong = len(findings.found)
    for key, text in (
        ("embedded", "not in the file, so that other letters may be drawn on another machine"),
        ("to_unicode", "without a table of characters, so that nobody can search, copy or hear the text"),
    ):
        if named(key):
            findings.wrong("fonts", f"{text}: {named(key)}")
    for key, text in (
        ("unmapped", "drawn without a character that a reader could say"),
        ("empty", "drawn as empty boxes"),
    ):
        broken = [fact for fact in facts if fact[key]]
        if broken:
            glyphs = sum(int(str(fact[key])) for fact in broken)
            findings.wrong("fonts", f"{glyphs} glyphs {text}: {abridged(fact['name'] for fact in broken)}")
    if len(findings.found) == wrong:
        findings.ok("fonts", f"{len(facts)} fonts, all in the file with a character for every glyph")
    if named("subset"):
        findings.warn("fonts", f"whole, not reduced to the letters that are used: {named('subset')}")
    return facts


def _facts(used: UsedFont) -> dict[str, object]:
    font = used.font
    name = str(font.get("/BaseFont", font.get("/Name", "a font without a name"))).lstrip("/")
    descendant = entry(font, "/DescendantFonts")
    inner = descendant[0] if isinstance(descendant, pikepdf.Array) and len(descendant) else font
    return {
        "name": name,
        "embedded": _is_embedded(inner),
        "subset": bool(_SUBSET.fullmatch(name)),
        "to_unicode": isinstance(font.get("/ToUnicode"), pikepdf.Stream) or (inner is font and "/Encoding" in font),
        "codes": len(used.codes),
        "unmapped": len(used.codes - _mapped(font)) if inner is not font and "/ToUnicode" in font else 0,
        "empty": len(_empty(inner, used.codes)) if inner is not font else 0,
    }


def _is_embedded(font: Any) -> bool:
    """Whether the font's outlines are in the file and begin as a font does."""
    if font.get("/Subtype") == pikepdf.Name.Type3:
        return True
    for key in _PROGRAMS:
        program = entry(font, "/FontDescriptor", key)
        if isinstance(program, pikepdf.Stream):
            data = unpacked(program)
            return data[:4] in _SFNT if key == "/FontFile2" else bool(data)
    return False


def _mapped(font: Any) -> set[int]:
    """The codes for which ToUnicode has a text (Adobe Technical Note 5014)."""
    found: set[int] = set()
    for kind, block in _blocks(unpacked(font.ToUnicode)):
        if kind == b"bfchar":
            found.update(int(code, 16) for code, text in _CHAR.findall(block) if text)
        else:
            for first, last in _RANGE.findall(block):
                found.update(range(int(first, 16), min(int(last, 16), 0xFFFF) + 1))
    return found


def _blocks(table: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The kind and the content of each block of a ToUnicode table that ends; looked through once."""
    last = {kind: table.rfind(b"end" + kind) for kind in (b"bfchar", b"bfrange")}
    kind, start = b"", 0
    for edge in _EDGE.finditer(table):
        if kind and edge[0] == b"end" + kind:
            yield kind, table[start : edge.start()]
            kind = b""
        elif not kind and edge[1] == b"begin" and last[edge[2]] > edge.end():
            kind, start = edge[2], edge.end()


def _empty(font: Any, codes: set[int]) -> set[int]:
    """The codes that lead to glyph 0, which every font draws as an empty box (OpenType, .notdef)."""
    glyphs = font.get("/CIDToGIDMap")
    if not isinstance(glyphs, pikepdf.Stream):
        return codes & {0}
    table = unpacked(glyphs)
    return {code for code in codes if table[2 * code : 2 * code + 2] in (b"", b"\0", b"\0\0")}
