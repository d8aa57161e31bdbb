"""What of an organization's content folder becomes public with its site: the files that the program reads, and in them
what it reads.

Comments, and the header of a catalog with its names and addresses, stay in the folder. Every line stays on its line.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from cards.errors import BadFile
from cards.locations import shelves
from cards.read.files import open_ordinary
from cards.read.names import same_person
from cards.read.negations import claims
from cards.read.po_file import FUZZY, PoFile, parse_po
from cards.read.sign_offs import read_sign_offs
from cards.read.tables import read_table, read_text
from cards.read.typefaces import files_of_shelf

_READ = (
    "labels.toml", "scripts/*.toml", "stocks/*.toml", "hotlines/*.toml", "links/*.toml", "fonts/fonts.toml",
    "translations/languages.toml", "translations/letters.toml", "translations/*/negations.toml",
    "translations/*/review.toml", "translations/*/suggestions.toml", "translations/*/LC_MESSAGES/cards.po",
)  # fmt: skip
"""What the program in a browser reads of a content folder, without fonts."""

_STRING_OR_COMMENT = re.compile(
    r'"""(?:[^"\\]++|\\[\s\S]|"(?!""))*+"{3,5}'
    r"|'''(?:[^']++|'(?!''))*+'{3,5}"
    r'|"(?:[^"\\\n]++|\\.)*+"'
    r"|'[^'\n]*+'"
    r"|#[^\n]*+"
)
"""In TOML 1.0.0, a # in a string begins no comment."""


_PRIVATE = ("text", "why", "left_because")
_WRITTEN = re.compile(
    r"""^[ \t]*(?:text|why|left_because)[ \t]*=[ \t]*(?:"(?:[^"\\\n]++|\\.)*+"|'[^'\n]*+')[ \t]*$""", re.MULTILINE
)


def public_texts(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The texts of a content folder by their paths in it, as a site has them.

    Raises BadFile for one that cannot be read, and for a link that leads out of the folder.
    """
    for pattern in _READ:
        for path in sorted(folder.glob(pattern)):
            _refuse_outside(path, folder)
            text = _catalog(path, folder) if path.suffix == ".po" else _table(path)
            text = _objections(path, text) if path.name == "suggestions.toml" else text
            yield path.relative_to(folder).as_posix(), text.encode("utf-8")


def public_fonts(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The fonts that a content folder's fonts.toml names, by their names. Raises BadFile as `public_texts`."""
    for path in sorted(files_of_shelf(shelves(folder)[-1])):
        _refuse_outside(path, folder)
        with open_ordinary(path, "font") as file:
            yield path.name, file.read()


def _refuse_outside(path: Path, folder: Path) -> None:
    if not path.resolve().is_relative_to(folder.resolve()):
        raise BadFile(
            "This link leads out of the content folder, so its file would become public with the site.",
            "Put the file itself there, or remove the link.",
            file=path,
        )


def _table(path: Path) -> str:
    """A TOML file without comments. Raises BadFile."""
    read_table(path)  # a file that is not TOML has no comments either
    text = read_text(path).replace("\r\n", "\n")
    bare = _STRING_OR_COMMENT.sub(lambda found: "" if found[0].startswith("#") else found[0], text)
    if tomllib.loads(bare) != tomllib.loads(text):
        raise BadFile("The comments in this file cannot be told from its content.", "Remove them.", file=path)
    return bare


def _objections(path: Path, text: str) -> str:
    """A file of suggestions without what reviewers wrote, which changes no state of a card. Raises BadFile."""
    bare = _WRITTEN.sub("", text)
    wanted = {
        context: [{key: value for key, value in each.items() if key not in _PRIVATE} for each in tables]
        for context, tables in tomllib.loads(text).items()
    }
    if tomllib.loads(bare) != wanted:
        raise BadFile(
            "The suggestions are not laid out as `locale answers` writes them.", "Put each key on a line.", file=path
        )
    return bare


def _catalog(path: Path, folder: Path) -> str:
    """A catalog without comments but fuzzy marks and claims about negations, with a header that names no stranger."""
    file = parse_po(read_text(path), path)
    lines = [_line(each) for each in file.lines]
    for each in (*file.strays, *((file.header,) if file.header is not None else ())):
        lines[each.keyword : each.end] = [""] * (each.end - each.keyword)
    if file.header is not None:
        tag = path.parents[1].name
        fields = (("Language", file.header_field("Language")), ("Last-Translator", _signer(file, folder, tag)))
        kept = "".join(f"{name}: {_escaped(value)}\\n" for name, value in fields if value)
        first = file.header.keyword
        lines[first] = 'msgid ""'
        lines[first + 1] = f'msgstr "{kept}Content-Type: text/plain; charset=UTF-8\\n"'
    return "\n".join(lines)


def _line(line: str) -> str:
    """A line of a catalog as the reader needs it. Comments stay: after a blank line, others would be lost."""
    bare = line.strip()
    if not bare.startswith("#"):
        return line
    if bare.startswith("#,"):
        flags = {flag.strip().lower() for flag in bare[2:].split(",")}
        return f"#, {FUZZY}" if FUZZY in flags else "#"
    if bare.startswith("#~"):
        return "#~"
    return bare if bare.startswith(("# ", "#\t")) and claims((bare[1:].strip(),)) else "#"


def _signer(file: PoFile, folder: Path, tag: str) -> str:
    """The translator, by the names with which they signed: their own sign-offs do not count (`merge.review`).

    Sign-offs are public anyway. Without one the name decides nothing, and is left out.
    """
    translator = file.header_field("Last-Translator")
    signed = {each.by for found in read_sign_offs(shelves(folder), tag, None).values() for each in found}
    return " <> ".join(sorted(by for by in signed if translator and same_person(by, translator)))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
