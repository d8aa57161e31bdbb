"""`locale`: what translators do: see how far a language is, begin one, bring it up to date, check it, sign it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cards.cli import options
from cards.cli.output import write_whole
from cards.cli.status_command import as_json, status
from cards.errors import BadOrder, UnknownId
from cards.locations import Shelf, shelves

if TYPE_CHECKING:
    from cards.read.languages import Language
    from cards.read.scripts import Source
    from cards.upkeep.check import Finding

FOUND_ERRORS = 3
"""The exit code of `locale check` when a catalog has errors: that of a broken file."""

tag = click.argument("tag", metavar="TAG")


@click.group()
def locale() -> None:
    """Add, check and sign translations."""


locale.add_command(status)


@locale.command()
@tag
@click.option("--name", metavar="ENGLISH-NAME", help="For a language that languages.toml does not know.")
@click.option("--autonym", metavar="OWN-NAME", help="The language's name in itself.")
@click.option("--script", metavar="ISO-15924", help="Its script.  [default: Latn]")
@click.option("--dir", "direction", type=click.Choice(["ltr", "rtl"]), help="Its direction.  [default: ltr]")
@options.content
def init(
    tag: str, name: str | None, autonym: str | None, script: str | None, direction: str | None, content: Path | None
) -> None:
    """Begins a language: an empty catalog with every string, its notes and its authorities.

    A tag with a region, such as es-MX, begins the language without it (es), unless names are given: then it is a
    language of its own.

    \b
    Examples:
      locale init wo
      locale init yua --name "Yucatec Maya" --autonym "Maaya T'aan"
    """
    from cards.read.catalogs import catalog_path
    from cards.read.languages import find_language, read_languages
    from cards.upkeep.add_language import new_language_table
    from cards.upkeep.template import content_strings
    from cards.upkeep.update import new_catalog

    places = shelves(content)
    target = places[-1]
    language = _known_language(places, tag, (name, autonym, script, direction))
    path = catalog_path(target, language.tag if language else tag)
    if path.exists():
        again = f"locale update {path.parts[-3]}{_in_folder(content)}"
        raise BadOrder(f"{path} is there already.", f"Open it, or bring it up to date: {again}")
    if language is None:
        assert name is not None
        assert autonym is not None
        table = target.translations / "languages.toml"
        text = new_language_table(table, tag, name, autonym, script or "Latn", direction or "ltr")
        write_whole(table, text.encode("utf-8"))
        click.echo(f"{table}: added {tag}")
        language = find_language(read_languages(places), tag)
    write_whole(path, new_catalog(language, content_strings(places)).encode("utf-8"))
    see = f"preview {language.tag}{_in_folder(content)}"
    click.echo(f"{path}: begun. Translate each msgstr, and watch the card grow: {see}")


@locale.command()
@click.argument("tags", nargs=-1, metavar="[TAG]...")
@click.option(
    "--meaning-unchanged",
    "unchanged",
    multiple=True,
    metavar="ID",
    help="A string such as home/bearer/door whose English was corrected without a change of meaning.",
)
@options.content
def update(tags: tuple[str, ...], unchanged: tuple[str, ...], content: Path | None) -> None:
    """Brings catalogs up to date with the English: new strings in, changed ones fuzzy, all else untouched.

    The English that a fuzzy translation was made from stands beside it. A string that comes back has its translation
    again. When an English text is changed back the translation stays fuzzy: only a person takes the mark away. If one
    catalog is broken, none is written.

    \b
    Example:
      locale update es --meaning-unchanged home/bearer/door
    """
    from cards.read.catalogs import catalog_path, translated_tags
    from cards.read.tables import read_text
    from cards.upkeep.template import content_strings
    from cards.upkeep.update import updated_catalog

    places = shelves(content)
    target = places[-1]
    sources = content_strings(places)
    done = []
    for language in [_language(places, name) for name in tags or translated_tags([target])]:
        path = catalog_path(target, language.tag)
        if not path.is_file():
            begin = f"locale init {language.tag}{_in_folder(content)}"
            raise BadOrder(f"{path} is not there: nobody has begun {language.english}.", f"Begin it: {begin}")
        before = read_text(path)
        done.append((path, before, updated_catalog(before, path, sources, unchanged)))
    for path, before, new in done:
        if new.text != before:
            write_whole(path, new.text.encode("utf-8"))
        click.echo(
            f"{path}: {len(new.added)} added, {len(new.changed)} changed, {len(new.obsolete)} no longer used, "
            f"{len(new.revived)} back"
        )


@locale.command()
@click.argument("tags", nargs=-1, metavar="[TAG]...")
@as_json
@options.content
def check(tags: tuple[str, ...], as_json: bool, content: Path | None) -> None:
    """Checks catalogs line by line, and lays out the cards that they make.

    Exit code 3 when there are errors. A warning is silenced by a comment over the string that gives the reason:
    "# allow same-as-source: it is a name".

    \b
    Example:
      locale check es
    """
    from cards.read.catalogs import translated_tags
    from cards.upkeep.check import check_locale

    places = shelves(content)
    languages = [_language(places, name) for name in tags or translated_tags(places)]
    findings = [finding for language in languages for finding in check_locale(places, language)]
    if as_json:
        click.echo(json.dumps([_finding_json(each) for each in findings], ensure_ascii=False, indent=2))
    else:
        for each in findings:
            where = f" {each.context}" if each.context else ""
            click.echo(f"{each.file}:{each.line}:{where} {each.severity} ({each.rule}): {each.message} {each.fix}")
    errors = sum(each.severity == "error" for each in findings)
    counts = f"{_counted(errors, 'error')}, {_counted(len(findings) - errors, 'warning')}"
    click.echo(f"{len(languages)} checked: {counts}", err=True)
    if errors:
        click.get_current_context().exit(FOUND_ERRORS)


@locale.command()
@click.argument("tag", type=click.Choice(["en-XA", "ar-XB"]))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, metavar="FOLDER", help="A content folder."
)
def pseudo(tag: str, output: Path) -> None:
    """Writes a pseudo-locale into a content folder, to try layouts before there is a translation.

    en-XA is accented and 40 % longer, ar-XB runs from right to left.

    \b
    Example:
      locale pseudo ar-XB -o trial
      cards ar-XB --content trial
    """
    from cards.read.languages import read_languages
    from cards.upkeep.add_language import with_language
    from cards.upkeep.pseudo import pseudo_catalog, pseudo_language
    from cards.upkeep.template import content_strings

    folder = output / "translations"
    places = shelves(output if output.is_dir() else None)
    catalog = pseudo_catalog(tag, content_strings(places))
    if tag not in read_languages(places):
        table = folder / "languages.toml"
        write_whole(table, with_language(table, tag, pseudo_language(tag)).encode("utf-8"))
    path = folder / tag / "LC_MESSAGES" / "cards.po"
    write_whole(path, catalog.encode("utf-8"))
    click.echo(f"{path}: written. See it: cards {tag} --content {output}")


@locale.command()
@tag
@click.option("--role", required=True, metavar="ROLE", help="second-translator, back-translation, legal or community.")
@click.option("--by", required=True, metavar="NAME", help="Who has read the strings; a pseudonym is fine.")
@click.option("--string", "strings", multiple=True, metavar="ID", help="Only this string; may be given again.")
@click.option("--script", "script_id", metavar="ID", help="Only the strings of this script.")
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), default=lambda: datetime.now().strftime("%Y-%m-%d"), show_default="today"
)
@click.option("--code", metavar="CODE", help="The proof's signing code; refused when the texts have changed since.")
@options.content
def sign(
    tag: str,
    role: str,
    by: str,
    code: str | None,
    strings: tuple[str, ...],
    script_id: str | None,
    on: datetime,
    content: Path | None,
) -> None:
    """Records that a person has read the strings of a language as they stand.

    An edit of a translation or of its English ends the sign-off by itself. Sign only what that person has really
    read. English is signed by a lawyer.

    \b
    Examples:
      locale sign es --role second-translator --by "Maria"
      locale sign en --role legal --by "A. Lawyer, Esq." --script home
    """
    from cards.read.catalogs import read_wording
    from cards.read.sign_offs import review_path, signing_code
    from cards.read.tables import read_text
    from cards.upkeep.sign import new_sign_offs, review_text

    places = shelves(content)
    language = _language(places, tag)
    wording = read_wording(places, language.tag)
    sources = _sources(places, language, strings, script_id)
    translators = {path: _last_translator(path) for path in wording.files}
    new = new_sign_offs(sources, wording, role=role, by=by, on=on.date(), translators=translators)
    if code is not None and code != signing_code(each.sha256 for each in new):
        raise BadOrder(
            f"The texts are not those of the proof with the signing code {code}.",
            "Print a new proof, or sign with the same --script that the proof was printed for.",
        )
    path = review_path(places[-1], language.tag)
    before = read_text(path) if path.is_file() else ""
    write_whole(path, review_text(before, new, path).encode("utf-8"))
    click.echo(f"{path}: {_counted(len(new), 'string')} signed as {role} by {by}")


def _known_language(places: Sequence[Shelf], tag: str, given: tuple[str | None, ...]) -> Language | None:
    """The language to begin, or None for one to add; `given` are the options for a new one, its two names first.

    Raises BadOrder for a new one without its names, and for options that would be passed over.
    """
    from cards.read.languages import find_language, read_languages

    try:
        language = find_language(read_languages(places), tag)
        unknown = f"languages.toml has {tag!r} as {language.tag} ({language.english}) only."
    except UnknownId as error:
        language = None
        unknown = f"languages.toml does not know {tag!r}. {error.remedy}"
    if language is not None and not any(given):
        return language
    if language is not None and tag.casefold() in {each.casefold() for each in (language.tag, *language.aliases)}:
        raise BadOrder(
            f"languages.toml has {tag!r} already: {language.tag}, {language.english} ({language.autonym}).",
            f"Begin it without further options: locale init {language.tag}. To change the language, edit its table.",
        )
    if None in given[:2]:
        raise BadOrder(
            unknown, "Check the tag, or give --name and --autonym (and --script, --dir) to add the language."
        )
    return None


def _language(places: Sequence[Shelf], name: str) -> Language:
    from cards.read.languages import find_language, read_languages

    return find_language(read_languages(places), name)


def _sources(
    places: Sequence[Shelf], language: Language, strings: Sequence[str], script_id: str | None
) -> list[Source]:
    """The strings to sign: those named, those of a script, or all; in English the officer's side too."""
    from cards.merge.card_text import ENGLISH
    from cards.read.scripts import find_script, read_labels, script_ids

    scripts = [find_script(places, each) for each in ([script_id] if script_id else script_ids(places))]
    found = [source for script in scripts for source in script.bearer.sources]
    if language.tag == ENGLISH:
        found += [source for script in scripts for source in script.officer.sources]
    found += read_labels(places).sources
    if not strings:
        return found
    by_context = {source.context: source for source in found}
    for name in strings:
        if name not in by_context:
            raise UnknownId("string", name, list(by_context))
    return [by_context[name] for name in strings]


def _last_translator(path: Path) -> str:
    from cards.read.po_file import parse_po
    from cards.read.tables import read_text

    return parse_po(read_text(path), path).header_field("Last-Translator")


def _in_folder(content: Path | None) -> str:
    """The option that a command in a remedy needs too."""
    return f" --content {content}" if content else ""


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _finding_json(finding: Finding) -> dict[str, object]:
    return {
        "file": finding.file.as_posix(),
        "line": finding.line,
        "string": finding.context,
        "severity": finding.severity,
        "rule": finding.rule,
        "message": finding.message,
        "fix": finding.fix,
    }
