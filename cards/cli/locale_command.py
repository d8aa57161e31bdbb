"""`locale`: what translators do: see how far a language is, begin one, bring it up to date, check it, sign it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cards.cli import options
from cards.cli.output import write_whole
from cards.errors import BadOrder, UnknownId
from cards.locations import Shelf, shelves

if TYPE_CHECKING:
    from cards.read.languages import Language
    from cards.read.scripts import Source
    from cards.upkeep.check import Finding
    from cards.upkeep.status import LocaleStatus, ScriptStatus

FOUND_ERRORS = 3
"""The exit code of `locale check` when a catalog has errors: that of a broken file."""

_BAR = 10

as_json = click.option("--json", "as_json", is_flag=True, help="The same as JSON, for other programs.")
tag = click.argument("tag", metavar="TAG")


@click.group()
def locale() -> None:
    """Add, check and sign translations."""


@locale.command()
@click.argument("tags", nargs=-1, metavar="[TAG]...")
@as_json
@options.content
def status(tags: tuple[str, ...], as_json: bool, content: Path | None) -> None:
    """Shows how far each language is: strings translated and signed for each script, and what blocks release.

    \b
    Examples:
      locale status
      locale status es --json
    """
    places = shelves(content)
    rows = _status_rows(places, tags)
    if as_json:
        click.echo(json.dumps([_status_json(row) for row in rows], ensure_ascii=False, indent=2))
        return
    for row in rows:
        _show_status(places, row, in_full=bool(tags))
    if not tags:
        click.echo("\nBars: translated, signed. `locale status TAG` names what is missing; `--json` tells all.")


@locale.command()
@tag
@click.option("--name", metavar="ENGLISH-NAME", help="For a language that languages.toml does not know.")
@click.option("--autonym", metavar="OWN-NAME", help="The language's name in itself.")
@click.option("--script", default="Latn", show_default=True, metavar="ISO-15924", help="Its script.")
@click.option("--dir", "direction", type=click.Choice(["ltr", "rtl"]), default="ltr", show_default=True)
@options.content
def init(tag: str, name: str | None, autonym: str | None, script: str, direction: str, content: Path | None) -> None:
    """Begins a language: an empty catalog with every string, its notes and its authorities.

    \b
    Examples:
      locale init wo
      locale init yua --name "Yucatec Maya" --autonym "Maaya T'aan"
    """
    from cards.read.catalogs import catalog_path
    from cards.read.extract import content_strings
    from cards.read.languages import find_language, read_languages
    from cards.upkeep.add_language import new_language_table
    from cards.upkeep.update import new_catalog

    places = shelves(content)
    target = places[-1]
    try:
        language = find_language(read_languages(places), tag)
    except UnknownId as error:
        if name is None or autonym is None:
            raise BadOrder(
                f"languages.toml does not know {tag!r}. {error.remedy}",
                "Check the tag, or give --name and --autonym (and --script, --dir) to add the language.",
            ) from error
        table = target.translations / "languages.toml"
        text = new_language_table(table, tag, name, autonym, script, direction)
        write_whole(table, text.encode("utf-8"))
        click.echo(f"{table}: added {tag}")
        language = find_language(read_languages(places), tag)
    path = catalog_path(target, language.tag)
    if path.exists():
        raise BadOrder(f"{path} is there already.", f"Open it, or bring it up to date: locale update {language.tag}")
    write_whole(path, new_catalog(language, content_strings(places)).encode("utf-8"))
    click.echo(f"{path}: begun. Translate each msgstr, then see it: cards {language.tag}")


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

    \b
    Example:
      locale update es --meaning-unchanged home/bearer/door
    """
    from cards.read.catalogs import catalog_path, translated_tags
    from cards.read.extract import content_strings
    from cards.read.tables import read_text
    from cards.upkeep.update import updated_catalog

    places = shelves(content)
    target = places[-1]
    sources = content_strings(places)
    for name in tags or translated_tags([target]):
        language = _language(places, name)
        path = catalog_path(target, language.tag)
        done = updated_catalog(read_text(path), path, sources, unchanged)
        if done.added or done.changed or done.obsolete or done.text != read_text(path):
            write_whole(path, done.text.encode("utf-8"))
        click.echo(f"{path}: {len(done.added)} added, {len(done.changed)} changed, {len(done.obsolete)} no longer used")


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
    click.echo(f"{len(languages)} checked: {errors} errors, {len(findings) - errors} warnings", err=True)
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
    from cards.read.extract import content_strings
    from cards.read.tables import read_text
    from cards.upkeep.pseudo import pseudo_catalog, pseudo_language

    folder = output / "translations"
    sources = content_strings(shelves(None))
    table = folder / "languages.toml"
    before = read_text(table).rstrip("\n") + "\n\n" if table.is_file() else ""
    if f"[{tag}]" not in before:
        write_whole(table, (before + pseudo_language(tag)).encode("utf-8"))
    path = folder / tag / "LC_MESSAGES" / "cards.po"
    write_whole(path, pseudo_catalog(tag, sources).encode("utf-8"))
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
    from cards.read.sign_offs import read_sign_offs, review_path, signing_code
    from cards.upkeep.sign import merged, new_sign_offs, review_text

    places = shelves(content)
    language = _language(places, tag)
    wording = read_wording(places, language.tag)
    sources = _sources(places, language, strings, script_id)
    new = new_sign_offs(
        sources, wording, role=role, by=by, on=on.date(), last_translator=_last_translator(places, language)
    )
    if code is not None and code != signing_code(each.sha256 for each in new):
        raise BadOrder(
            f"The texts are not those of the proof with the signing code {code}.",
            "Print a new proof, or sign with the same --script that the proof was printed for.",
        )
    path = review_path(places[-1], language.tag)
    write_whole(path, review_text(merged(read_sign_offs(places[-1:], language.tag), new)).encode("utf-8"))
    click.echo(f"{path}: {len(new)} strings signed as {role} by {by}")


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


def _last_translator(places: Sequence[Shelf], language: Language) -> str:
    from cards.read.catalogs import catalog_path
    from cards.read.po_file import parse_po
    from cards.read.tables import read_text

    for shelf in reversed(places):
        path = catalog_path(shelf, language.tag)
        if path.is_file():
            return parse_po(read_text(path), path).header_field("Last-Translator")
    return ""


def _status_rows(places: Sequence[Shelf], tags: Iterable[str]) -> list[LocaleStatus]:
    from cards.merge.card_text import ENGLISH
    from cards.read.catalogs import read_wording
    from cards.read.languages import find_language, read_languages
    from cards.read.scripts import find_script, read_labels, script_ids
    from cards.upkeep.status import locale_status

    languages = read_languages(places)
    scripts = [find_script(places, each) for each in script_ids(places)]
    labels = read_labels(places)
    english = read_wording(places, ENGLISH)
    chosen = [find_language(languages, each) for each in tags] or list(languages.values())
    return [locale_status(each, read_wording(places, each.tag), scripts, labels, english) for each in chosen]


def _show_status(places: Sequence[Shelf], row: LocaleStatus, *, in_full: bool) -> None:
    language = row.language
    click.echo(f"{language.tag:<8} {language.english} ({language.autonym}), {language.direction}")
    if not in_full and not any(script.translated for script in row.scripts):
        click.echo("         not begun")
        return
    for script in row.scripts:
        click.echo(f"         {script.script:<8} {_bars(script)}")
        if in_full:
            read_back = _current_back_translations(places, language)
            for context, state in script.blocking:
                understood = f", read back as: {read_back[context]}" if context in read_back else ""
                click.echo(f"                  {context}: {state.value}{understood}")


def _current_back_translations(places: Sequence[Shelf], language: Language) -> dict[str, str]:
    """What readers understood, by context, for the strings that have not been edited since."""
    from cards.read.back_translations import read_back_translations
    from cards.read.catalogs import read_wording
    from cards.read.sign_offs import digest

    messages = read_wording(places, language.tag).messages
    return {
        context: each.english
        for context, each in read_back_translations(places, language.tag).items()
        if (message := messages.get(context)) is not None
        and digest(context, message.source, message.text) == each.sha256
    }


def _bars(script: ScriptStatus) -> str:
    def bar(part: int) -> str:
        full = part * _BAR // script.total
        return "#" * full + "." * (_BAR - full) + f" {part}/{script.total}"

    stale = f", {script.stale} from an older English text" if script.stale else ""
    return f"{bar(script.translated):<18} {bar(script.signed)}{stale}"


def _status_json(row: LocaleStatus) -> dict[str, object]:
    language = row.language
    return {
        "tag": language.tag,
        "english": language.english,
        "autonym": language.autonym,
        "direction": language.direction,
        "scripts": [
            {
                "script": script.script,
                "strings": script.total,
                "translated": script.translated,
                "signed": script.signed,
                "stale": script.stale,
                "blocking": [{"string": context, "state": state.value} for context, state in script.blocking],
            }
            for script in row.scripts
        ],
    }


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
