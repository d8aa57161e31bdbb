"""`locale init`, `locale update` and `locale pseudo`: start, update and simulate catalogs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cards.cli import options
from cards.cli.output import STDOUT, checked_folder, echo, typed
from cards.cli.writing import changing
from cards.errors import BadOrder, UnknownId
from cards.locations import Shelf, in_folder, shelves
from cards.read.files import stands
from cards.read.languages import ENGLISH, find_language, is_tag, read_languages
from cards.read.tables import read_text

if TYPE_CHECKING:
    from cards.read.languages import Language
    from cards.upkeep.update import Updated

_NAMES = "--name and --autonym (and --script, --dir)"


@click.command()
@click.argument("tag", metavar="TAG")
@options.given("--name", metavar="ENGLISH-NAME", help="English name of a language that is not in languages.toml.")
@options.given("--autonym", metavar="OWN-NAME", help="The language's name in itself.")
@options.given("--script", metavar="ISO-15924", help="Its script.  [default: Latn]")
@options.given("--dir", "direction", type=click.Choice(["ltr", "rtl"]), help="Its direction.  [default: ltr]")
@options.content_to_write
def init(
    tag: str, name: str | None, autonym: str | None, script: str | None, direction: str | None, content: Path | None
) -> None:
    """Starts a language: an empty catalog with every string, its notes and its authorities.

    With --content the folder gets its own catalog; if the program has one, it is copied and updated to the folder's
    English. A tag with a region, such as es-MX, starts the language without the region (es), unless you give names:
    then it becomes a language of its own.

    \b
    Examples:
      locale init wo
      locale init yua --name "Yucatec Maya" --autonym "Maaya T'aan"
    """
    from cards.read.catalogs import catalog_path
    from cards.upkeep.add_language import new_language_table
    from cards.upkeep.template import content_strings
    from cards.upkeep.update import new_catalog

    tag = tag.replace("_", "-")
    places = shelves(content, may_be_new=True)
    target = places[-1]
    language = _known_language(places, tag, (name, autonym, script, direction))
    path = catalog_path(target, language.tag if language else tag)
    with changing(target.translations / "languages.toml", path) as (table, catalog):
        if stands(path):
            again = typed(f"locale update {path.parts[-3]}{in_folder(content)}")
            raise BadOrder(f"{path} already exists.", f"Open it, or update it: {again}")
        if language is None:
            assert name is not None
            assert autonym is not None
            given = (tag, name, autonym, script or "Latn", direction or "ltr")
            table.write(new_language_table(table.path, *given))
            echo(f"{table.path}: added {tag}")
            language = find_language(read_languages(places), tag)
        see = typed(f"preview {language.tag} -o card.png --watch{in_folder(content)}")
        earlier = _earlier_catalog(places, language.tag)
        if earlier is not None:
            new = _brought_up_to_date(places, earlier, ())
            catalog.write(new.text)
            echo(f"{path}: started from {earlier}: {_counts(new)}\nSee the card while you translate: {see}")
            return
        catalog.write(new_catalog(language, content_strings(places)))
        echo(f"{path}: started. Translate each msgstr, and see the card while you work: {see}")


@click.command()
@click.argument("tags", nargs=-1, metavar="[TAG]...")
@options.given(
    "--meaning-unchanged",
    "unchanged",
    multiple=True,
    metavar="ID",
    help="A string, such as home/bearer/door, whose English was corrected without changing its meaning.",
)
@options.given(
    "--same",
    multiple=True,
    metavar="ID",
    help="Copy the translation of this string to all others with the same English.",
)
@options.given(
    "--adopt",
    is_flag=True,
    help="Move translations that no card uses to the untranslated strings with the same English.",
)
@options.content
def update(
    tags: tuple[str, ...], unchanged: tuple[str, ...], same: tuple[str, ...], adopt: bool, content: Path | None
) -> None:
    """Updates catalogs to the current English: adds new strings, marks changed ones fuzzy, and leaves the rest alone.

    Each fuzzy translation shows the English it was made from. A string that returns gets its translation back. When an
    English text changes back, its translation stays fuzzy until a person clears the mark. If one catalog is broken,
    none is written.

    Where --same changes a signed text, the sign-off lapses, and the command says so.

    With --content the folder's catalogs are updated; a language that you name and that has none there starts with the
    program's own translations.

    \b
    Example:
      locale update es --meaning-unchanged home/bearer/door
      locale update es --same home/bearer/silence
    """
    from cards.read.catalogs import catalog_path, translated_tags

    places = shelves(content)
    target = places[-1]
    languages = [_translated_language(places, name) for name in tags or translated_tags([target])]
    done = []
    with changing(*(catalog_path(target, language.tag) for language in languages)) as files:
        for file, language in zip(files, languages, strict=True):
            earlier = None if stands(file.path) else _earlier_catalog(places, language.tag)
            if earlier is None and not stands(file.path):
                begin = typed(f"locale init {language.tag}{in_folder(content)}")
                raise BadOrder(
                    f"{file.path} does not exist: {language.english} has not been started.", f"Start it: {begin}"
                )
            new = _brought_up_to_date(places, earlier or file.path, unchanged, adopt=adopt)
            done.append((file, earlier, _with_twins(places, language, file.path, new, same)))
        for file, earlier, new in done:
            if earlier is not None or new.text != file.before:
                file.write(new.text)
            echo(f"{file.path}: {f'started from {earlier}: ' if earlier else ''}{_counts(new)}")
    _tell_of_unchanged(unchanged, [(file.path, new) for file, _, new in done])


@click.command()
@click.argument("tag", type=click.Choice(["en-XA", "ar-XB"]))
@options.given(
    "-o", "--output", type=click.Path(path_type=Path), required=True, metavar="FOLDER", help="A content folder."
)
def pseudo(tag: str, output: Path) -> None:
    """Writes a pseudo-locale into a content folder, for trying layouts before there is a translation.

    en-XA is accented and 25 % longer; ar-XB runs from right to left.

    \b
    Example:
      locale pseudo ar-XB -o trial
      cards ar-XB --content trial
    """
    from cards.upkeep.add_language import with_language
    from cards.upkeep.pseudo import pseudo_catalog, pseudo_language
    from cards.upkeep.template import content_strings

    if output == STDOUT:
        raise BadOrder("A content folder cannot go to standard output.", "Give -o a folder.")
    folder = checked_folder(output) / "translations"
    places = shelves(output if output.is_dir() else None)
    path = folder / tag / "LC_MESSAGES" / "cards.po"
    with changing(folder / "languages.toml", path) as (table, catalog):
        text = pseudo_catalog(tag, content_strings(places))
        if tag not in read_languages(shelves(output if output.is_dir() else None)):
            table.write(with_language(table.path, tag, pseudo_language(tag)))
        catalog.write(text)
    echo(f"{path}: written. See it: {typed(f'cards {tag}{in_folder(output)}')}")


def _earlier_catalog(places: Sequence[Shelf], tag: str) -> Path | None:
    """The catalog of a locale on a shelf before the last, from which a content folder's own can start."""
    from cards.read.catalogs import catalog_path

    found = [path for shelf in places[:-1] if stands(path := catalog_path(shelf, tag))]
    return found[-1] if found else None


def _brought_up_to_date(
    places: Sequence[Shelf], path: Path, unchanged: Sequence[str], *, adopt: bool = False
) -> Updated:
    """A catalog updated to the English of the shelves. Raises BadFile or UnknownId.

    With `adopt`, messages that no card uses move to the strings that they belong to.
    """
    from cards.read.po_file import parse_po
    from cards.upkeep.carry import adopted, unused_messages
    from cards.upkeep.template import content_strings
    from cards.upkeep.update import updated_catalog

    text, strings = read_text(path), content_strings(places)
    english = {each.context: each.text for each in strings}
    if adopt:
        carried = adopted(text, path, english)
        text = carried.text
        for context in carried.before:
            echo(f"{path}: {context} now has the translation of a message that no card used")
    else:
        for each in unused_messages(parse_po(text, path), english):
            if each.belongs:
                line = each.entry.keyword + 1
                echo(
                    f"Note: {path}:{line}: no card uses this message, but {each.belongs} has the same English. "
                    "--adopt moves the translation there.",
                    err=True,
                )
    return updated_catalog(text, path, strings, unchanged)


def _with_twins(places: Sequence[Shelf], language: Language, path: Path, new: Updated, same: Sequence[str]) -> Updated:
    """A catalog in which the translations of the strings `same` are copied to all others with the same English.

    Prints each copy and each sign-off that lapses. Raises UnknownId or BadOrder.
    """
    from cards.read.catalogs import read_wording
    from cards.upkeep.carry import carried_to_twins
    from cards.upkeep.template import content_strings

    if not same:
        return new
    sources = {each.context: each for each in content_strings(places)}
    english = {context: each.text for context, each in sources.items()}
    wording = read_wording(places, language.tag)
    text = new.text
    for given in same:
        carried = carried_to_twins(text, path, given, english)
        text = carried.text
        names = ", ".join(carried.before) or "none: all strings with the same English already have it"
        echo(f"{path}: {given} copied to {names}")
        for context, before in carried.before.items():
            for each in wording.sign_offs.get(context, ()):
                if each.objection is None and each.covers(sources[context].source, before):
                    echo(f"Note: {context}: the sign-off of {each.by} ({each.role}) lapses.", err=True)
    return replace(new, text=text)


def _counts(new: Updated) -> str:
    cleared = f", {len(new.cleared)} no longer fuzzy" if new.cleared else ""
    drafts = f", {len(new.drafts)} added with the translation of the same English" if new.drafts else ""
    return (
        f"{len(new.added)} added{drafts}, {len(new.changed)} changed, {len(new.obsolete)} no longer used, "
        f"{len(new.revived)} back{cleared}"
    )


def _tell_of_unchanged(unchanged: Sequence[str], done: Sequence[tuple[Path, Updated]]) -> None:
    """Reports the strings for which --meaning-unchanged did nothing, or left a translation fuzzy."""
    from cards.upkeep.update import still_fuzzy

    for context in unchanged:
        fuzzy = [path for path, new in done if still_fuzzy(new.text, path, context)]
        for path in fuzzy:
            echo(
                f"Note: {context} stays fuzzy in {path}: its mark is not from this change of the English. "
                "Clear it there when the translation is right.",
                err=True,
            )
        touched = {
            each for _, new in done for each in (*new.added, *new.drafts, *new.changed, *new.revived, *new.cleared)
        }
        if not fuzzy and context not in touched:
            echo(
                f"Note: nothing to do for {context}: every catalog has its current English, and none marks it fuzzy.",
                err=True,
            )


def _known_language(places: Sequence[Shelf], tag: str, given: tuple[str | None, ...]) -> Language | None:
    """The language to start, or None for one to add; `given` are the options for a new one, its two names first.

    Raises BadOrder for English, for a new language without its names, and for options that would be ignored.
    """
    try:
        language = find_language(read_languages(places), tag)
    except UnknownId as error:
        if None not in given[:2]:
            return None
        more = "" if is_tag(tag) else f" To add a language, give a tag such as mam, {_NAMES}."
        raise BadOrder(f"{tag!r} is not in languages.toml.", f"{error.remedy}{more}") from error
    is_it = tag.casefold() in {each.casefold() for each in (language.tag, *language.aliases)}
    if is_it or not any(given):
        _refuse_english(language)
    if not any(given):
        return language
    if is_it:
        raise BadOrder(
            f"{tag!r} is already in languages.toml: {language.tag}, {language.english} ({language.autonym}).",
            f"Start it without further options: {typed(f'locale init {language.tag}')}. "
            "To change the language, edit its table.",
        )
    if None in given[:2]:
        raise BadOrder(
            f"In languages.toml, {tag!r} is only known as {language.tag} ({language.english}).",
            f"To add a language of its own, give {_NAMES}.",
        )
    return None


def _translated_language(places: Sequence[Shelf], name: str) -> Language:
    """The language of that tag or name. Raises BadOrder for English."""
    language = find_language(read_languages(places), name, places)
    _refuse_english(language)
    return language


def _refuse_english(language: Language) -> None:
    if language.tag == ENGLISH:
        raise BadOrder(
            "English is the source language and has no catalog.",
            "Give the tag of another language. To change an English text, edit the file of its script in scripts/.",
        )
