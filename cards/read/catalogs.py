"""PO catalogs: a locale's translations, matched by message context alone.

`po_grammar` checks every line, `po_file` and Babel read the messages, and the two must agree. The message context
(msgctxt) decides which string a translation is for; its msgid shows whether the English has changed since.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from cards.errors import BadFile, UnknownId
from cards.locations import Shelf
from cards.read.files import list_folder, stands
from cards.read.languages import find_language, is_tag, read_languages
from cards.read.negations import Claim, Negations, claims, read_negations
from cards.read.other_catalogs import locales_with
from cards.read.po_file import FUZZY, PoFile, parse_po
from cards.read.sign_offs import SignOff, set_apart, sign_offs_for
from cards.read.suggestions import read_signed
from cards.read.tables import read_text


@dataclass(frozen=True, slots=True)
class Message:
    """One translation: its context, the English that it was made from, its text, and its place.

    `translator` is the Last-Translator of its catalog, or empty; `claims` are the translator's comments on which words
    negate, which do not, and which stand for a key word.
    """

    context: str
    source: str
    text: str
    fuzzy: bool
    file: Path
    line: int
    translator: str = ""
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Stranger:
    """The header of a catalog that names another language, with the name that it gives."""

    file: Path
    line: int
    named: str


@dataclass(frozen=True, slots=True)
class Wording:
    """Every translation of a locale, its sign-offs and objections, by message context, and the catalogs that were read.

    `negations` are the marks of the language, against which translations are checked before they are printed.

    `strangers` are headers that name a language other than the folder's. `elsewhere` has, by context, the other locales
    with the same text in a catalog on the same shelf or an earlier one. `own` is the catalog for the user's
    translations, which need not exist, and `content` the folder that has it, unless that is the program's own.
    """

    tag: str
    messages: Mapping[str, Message]
    files: tuple[Path, ...]
    sign_offs: Mapping[str, tuple[SignOff, ...]] = field(default_factory=dict)
    own: Path | None = None
    content: Path | None = None
    negations: Negations | None = None
    strangers: tuple[Stranger, ...] = ()
    elsewhere: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def signed(self, context: str) -> tuple[SignOff, ...]:
        """The sign-offs that may count for a context, including those that have lapsed."""
        return sign_offs_for(self.sign_offs, context)


def catalog_path(shelf: Shelf, tag: str) -> Path:
    """Where a shelf keeps the catalog of a locale."""
    return shelf.translations / tag / "LC_MESSAGES" / "cards.po"


def translated_tags(shelves: Sequence[Shelf]) -> list[str]:
    """The tags of the locales that have a catalog on any shelf, sorted. Raises BadFile."""
    folders = [(shelf, path.name) for shelf in shelves for path in list_folder(shelf.translations)]
    return sorted({tag for shelf, tag in folders if stands(catalog_path(shelf, tag))})


def read_wording(shelves: Sequence[Shelf], tag: str, as_of: date | None = None) -> Wording:
    """The translations of a locale; a later shelf's message replaces an earlier one's unless it is empty.

    Raises BadFile, also for a sign-off dated later than `as_of`.
    """
    messages: dict[str, Message] = {}
    strangers: list[Stranger] = []
    files = tuple(path for shelf in shelves if stands(path := catalog_path(shelf, tag)))
    sign_offs = read_signed(shelves, tag, as_of)
    for path in files:
        file = parse_po(read_text(path), path)
        found = read_messages(file)
        stranger = _stranger(file, shelves, tag)
        strangers += [stranger] if stranger else []
        if sign_offs and not _names_language(file, shelves, tag):
            named = file.header_field("Language")
            reason = f"the header of {tag} names {named!r}" if named else f"the header of {tag} names no language"
            sign_offs = set_apart(sign_offs, f"{reason}, so it may be for another language")
        messages.update({context: each for context, each in found.items() if each.text or context not in messages})
    content = shelves[-1].translations.parent if len(shelves) > 1 else None
    own = catalog_path(shelves[-1], tag) if shelves else None
    return Wording(
        tag, messages, files, sign_offs, own, content, read_negations(shelves, tag), tuple(strangers),
        _elsewhere(messages, shelves, tag),
    )  # fmt: skip


def _stranger(file: PoFile, shelves: Sequence[Shelf], tag: str) -> Stranger | None:
    """The header of a catalog if it names another language; None if it names none.

    A name without a script or region may stand for any of them, such as zh for zh-Hant.
    """
    named = file.header_field("Language")
    is_wide = named.casefold() == tag.partition("-")[0]
    if not named or is_wide or _names_language(file, shelves, tag):
        return None
    try:
        find_language(read_languages(shelves), named)
    except UnknownId:
        if not is_tag(named) or re.split("[-_]", named)[0].casefold() == tag.partition("-")[0]:
            return None
    header = file.header
    assert header is not None
    lines = range(header.keyword, header.end)
    line = next((each for each in lines if file.lines[each].lstrip(' "').startswith("Language:")), header.keyword)
    return Stranger(file.path, line + 1, named)


def _elsewhere(messages: Mapping[str, Message], shelves: Sequence[Shelf], tag: str) -> dict[str, frozenset[str]]:
    """By context, the other locales that have its text. An earlier shelf is not compared with a later one."""
    found: dict[str, frozenset[str]] = {}
    places = {catalog_path(shelf, tag): tuple(shelves[: place + 1]) for place, shelf in enumerate(shelves)}
    for context, message in messages.items():
        if message.text:
            tags = locales_with(message.text, places[message.file]) - {tag}
            if tags:
                found[context] = tags
    return found


def _names_language(file: PoFile, shelves: Sequence[Shelf], tag: str) -> bool:
    """Whether the header of a catalog names that language, by its tag, by an alias, or with a region."""
    named = file.header_field("Language")
    if named.replace("_", "-").casefold() == tag.casefold():
        return True
    try:
        return bool(named) and find_language(read_languages(shelves), named).tag == tag
    except UnknownId:
        return False


def read_messages(file: PoFile) -> dict[str, Message]:
    """The messages of a catalog. Two readers must agree on them, because a card's words are too important for one.

    Raises BadFile if they differ.
    """
    path = file.path
    babel = _as_babel_reads(file)
    translator = file.header_field("Last-Translator")
    messages: dict[str, Message] = {}
    for entry in file.entries:
        line = entry.keyword + 1
        if babel.get(entry.context) != (entry.msgid, entry.msgstr):
            raise BadFile(
                f"The message {entry.context} can be read in two ways.",
                "Rewrite its msgid and msgstr, each on one line, without plural forms.",
                file=path,
                line=line,
            )
        fuzzy = FUZZY in entry.flags
        messages[entry.context] = Message(
            entry.context, entry.msgid, entry.msgstr, fuzzy, path, line, translator, claims(entry.notes)
        )
    return messages


def _as_babel_reads(file: PoFile) -> dict[str, tuple[object, object]]:
    """The text and translation of each context as Babel reads them, from the live messages without comments."""
    from babel.messages.pofile import PoFileError, read_po

    kept = [line.expandtabs(1) for entry in file.entries for line in (*file.lines[entry.keyword : entry.end], "")]
    try:
        catalog = read_po(io.StringIO("\n".join(kept)), abort_invalid=True)
    except (PoFileError, ValueError, LookupError) as error:
        raise BadFile(
            f"The catalog cannot be read: {str(error).rstrip('.')}.",
            "Correct it in Poedit or a text editor.",
            file=file.path,
        ) from error
    return {str(entry.context): (entry.id, entry.string or "") for entry in catalog if entry.id}
