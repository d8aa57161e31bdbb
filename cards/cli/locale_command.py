"""`locale`: the translators' commands: see how far a language is, start, update, check and sign it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cards.cli import options
from cards.cli.answers_command import answers, suggestions
from cards.cli.catalog_commands import init, pseudo, update
from cards.cli.changes_command import changes
from cards.cli.findings import count_of, counted, finding_line, findings_of
from cards.cli.output import echo
from cards.cli.status_command import NO_TRANSLATOR, as_json, english_signing, status
from cards.cli.writing import changing
from cards.errors import BadOrder, UnknownId
from cards.locations import Shelf, in_folder, shelves
from cards.read.files import stands
from cards.read.languages import ENGLISH, find_language, read_languages
from cards.read.scripts import find_script, read_labels, script_ids

if TYPE_CHECKING:
    from cards.merge.locale_proof import LocaleProof
    from cards.merge.proof_text import ProofText
    from cards.read.catalogs import Wording
    from cards.read.languages import Language
    from cards.read.script_types import Script, Source
    from cards.read.sign_offs import SignOff
    from cards.upkeep.changed import Changes
    from cards.upkeep.findings import Diagnostic

FOUND_ERRORS = 3
"""The exit code of `locale check` when a catalog has errors: the same as for a broken file."""

tag = click.argument("tag", metavar="TAG")


@click.group()
def locale() -> None:
    """Add, check and sign translations."""


for each in (status, init, update, pseudo, answers, suggestions, changes):
    locale.add_command(each)


@locale.command()
@click.argument("tags", nargs=-1, metavar="[TAG]...")
@as_json
@options.given("--diff", "revision", metavar="REV", help="Tell only of what has changed since a revision of git.")
@options.content
def check(tags: tuple[str, ...], as_json: bool, revision: str | None, content: Path | None) -> None:
    """Checks catalogs line by line, and lays out their cards.

    The exit code is 3 when there are errors. To silence a warning, put a comment with the reason above the string:
    "# allow same-as-source: it is a name".

    With --diff it tells only of strings whose English, note, translation, sign-offs or suggestions have changed since
    that revision, and of everything in a language whose marks of negation or whose entry in languages.toml do. It also
    says what was removed, who was put on the list of reviewers or off it, and what was made “verified” by hand.

    \b
    Examples:
      locale check es
      locale check --diff main
    """
    from cards.read.catalogs import translated_tags

    places = shelves(content)
    today = datetime.now().date()
    languages = [_language(places, name) for name in tags or translated_tags(places)]
    concerned = _since(places, revision, languages) if revision is not None else {}
    if revision is not None:
        _tell_of_records(places, revision, concerned)
        languages = [each for each in languages if each.tag in concerned]
    findings = [
        each
        for language in languages
        for each in findings_of(places, language, today)
        if revision is None or concerned[language.tag].concern(each)
    ]
    if as_json:
        echo(json.dumps([_finding_json(each) for each in findings], ensure_ascii=False, indent=2))
    else:
        for each in findings:
            echo(finding_line(each))
    count = "1 language" if len(languages) == 1 else f"{len(languages)} languages"
    echo(f"{count} checked: {count_of(findings)}", err=True)
    if any(each.severity == "error" for each in findings):
        click.get_current_context().exit(FOUND_ERRORS)


@locale.command()
@tag
@options.given("--role", required=True, metavar="ROLE", help="second-translator, back-translation, legal or community.")
@options.given("--by", required=True, metavar="NAME", help="Who read the strings; a pseudonym is fine.")
@options.given("--string", "strings", multiple=True, metavar="ID", help="Only this string; repeat for more.")
@options.given("--script", "script_id", metavar="ID", help="Only the strings of this script.")
@options.day("--on")
@options.given(
    "--code",
    metavar="CODE",
    help="The signing code of the proof they read; refused if the texts have changed since.",
)
@options.given(
    "--yes", "confirmed", is_flag=True, help="Sign without a code what this command lists: they read those very texts."
)
@options.content_to_write
def sign(
    tag: str,
    role: str,
    by: str,
    code: str | None,
    confirmed: bool,
    strings: tuple[str, ...],
    script_id: str | None,
    on: datetime,
    content: Path | None,
) -> None:
    """Records that a person has read the strings of a language as they are now.

    Any later edit of a translation or of its English ends the sign-off. Sign only what that person has really read:
    give the code of their proof, or confirm with --yes what the command lists without one. Strings that only cards with
    --write-in use are skipped while they cannot be printed, unless you name them with --string; with the code of the
    proof of all cards, so is every string that has no translation yet.

    Where your folder has a list of reviewers (translations/reviewers.toml), nobody else signs. While somebody calls a
    sentence wrong (locale suggestions TAG), no sign-off of it counts.

    English is signed by a lawyer. The code of their proof of a script, without --string, also records in the file of
    the script that they have reviewed its law.

    \b
    Examples:
      locale sign es --role second-translator --by "Maria" --code 3f9a-07c2-11be-90d4
      locale sign en --role legal --by "A. Lawyer, Esq." --script home --yes
    """
    from cards.merge.gaps import find_gaps
    from cards.merge.sources import only_with
    from cards.read.back_translations import read_back_translations
    from cards.read.catalogs import read_wording
    from cards.read.reviewers import read_reviewers
    from cards.read.sign_offs import review_path
    from cards.read.typefaces import read_families
    from cards.upkeep.law_review import with_law_review
    from cards.upkeep.read_back import read_now_and_before
    from cards.upkeep.sign import check_code, new_sign_offs, review_text

    today = datetime.now().date()
    places = shelves(content, may_be_new=True)
    language = _language(places, tag)
    path = review_path(places[-1], language.tag)
    reviewed = script_id if language.tag == ENGLISH and code is not None and not strings else None
    script_path = places[-1].scripts / f"{find_script(places, reviewed).id}.toml" if reviewed else None
    records = script_path is not None and stands(script_path)
    with changing(path, *([script_path] if script_path and records else [])) as (file, *scripts):
        wording = read_wording(places, language.tag, today)
        if not wording.files and language.tag != ENGLISH:
            begin = f"locale init {language.tag}{in_folder(content)}"
            raise BadOrder(f"{language.english} ({language.tag}) has no translations to sign.", f"Start it: {begin}")
        sources = _sources(places, language, strings, script_id, content)
        whole = _whole_proof(places, language, wording) if code is not None and language.tag != ENGLISH else None
        of_whole = whole is not None and script_id is None
        may_lack = sources if of_whole else tuple(read_labels(places).written.values())
        left_out = () if strings else find_gaps(may_lack, wording)
        sources = [each for each in sources if each not in [gap.source for gap in left_out]]
        if not sources:
            raise BadOrder(f"No string of {language.english} ({language.tag}) can be signed.", "Translate some first.")
        families = read_families(places, language.fonts)
        new = new_sign_offs(
            sources,
            wording,
            language,
            families,
            role=role,
            by=by,
            on=on.date(),
            today=today,
            reviewers=read_reviewers(places),
        )
        if code is not None:
            check_code(code, sources, _proofs(places, language, wording, script_id), whole, role)
        elif not confirmed:
            _list(sources, wording)
            listed = counted(len(sources), "string")
            raise BadOrder(
                f"Nothing is signed yet: {listed}, listed above, without the code of a proof.",
                "Give the code at the end of the proof with --code, or add --yes if they have read these very texts.",
            )
        _, meant = read_now_and_before(read_back_translations(places, language.tag), wording)
        text = review_text(file.before, new, path)
        laws = [with_law_review(each.before, each.path, new[0].by, on.date()) for each in scripts]
        file.write(text)
        for each, law in zip(scripts, laws, strict=True):
            each.write(law)
    if code is None:
        _list(sources, wording)
    echo(f"{path}: {counted(len(new), 'string')} signed as {role} by {by}")
    if script_path is not None:
        _tell_of_review(script_path, find_script(places, script_path.stem), new[0], recorded=records)
    _tell_of_signed(sources, new, wording, meant, content)
    for gap in left_out:
        echo(f"Note: {gap.source.context} is not signed: {gap.state.value}{only_with(gap.source.context)}.", err=True)
    if language.tag != ENGLISH and not all(wording.messages[each.context].translator for each in sources):
        echo(f"Note: {NO_TRANSLATOR} If it was {by}, this is not a second reading.", err=True)


def _tell_of_signed(
    sources: Sequence[Source],
    new: Sequence[SignOff],
    wording: Wording,
    meant: Mapping[str, str],
    content: Path | None,
) -> None:
    """Notes about strings that were signed: what some were read as before they changed (`meant`), and who objects."""
    for context in [each.context for each in new if each.context in meant]:
        echo(f"Note: {context} has changed since it was translated back into English as: {meant[context]}", err=True)
    for objection in _objections(sources, wording):
        wrong = f"{objection.by} ({objection.role}, {objection.on}) calls it wrong, so no sign-off of it counts"
        decide = f"locale suggestions {wording.tag}{in_folder(content)}"
        echo(f"Note: {objection.context}: {wrong} until a translator decides: {decide}", err=True)


def _objections(sources: Sequence[Source], wording: Wording) -> list[SignOff]:
    """The open objections to the texts of those strings, each once."""
    from cards.merge.review import open_objections

    texts = {each: each.text if wording.tag == ENGLISH else wording.messages[each.context].text for each in sources}
    found = [one for each in sources for one in open_objections(each, texts[each], wording.signed(each.context))]
    return list(dict.fromkeys(found))


def _since(places: Sequence[Shelf], revision: str, languages: Sequence[Language]) -> dict[str, Changes]:
    """What has changed since a revision, by the tags of the languages in which anything has."""
    from cards.read.revisions import find_revision
    from cards.upkeep.changed import changes, english_changes

    since = find_revision(places[-1].translations.parent, revision)
    english = english_changes(places, since)
    found = {each.tag: changes(places, each.tag, since, english) for each in languages}
    return {tag: each for tag, each in found.items() if each.any}


def _tell_of_records(places: Sequence[Shelf], revision: str, concerned: Mapping[str, Changes]) -> None:
    """Says what was removed from the records of those languages, and who may sign now."""
    from cards.read.revisions import find_revision
    from cards.upkeep.changed_records import reviewer_changes

    told = list(reviewer_changes(places, find_revision(places[-1].translations.parent, revision)))
    told += [f"{tag}: {each}" for tag, changed in concerned.items() for each in changed.told]
    for each in told:
        echo(f"Note: {''.join(letter if letter.isprintable() else ' ' for letter in each)}", err=True)


def _tell_of_review(path: Path, script: Script, signed: SignOff, *, recorded: bool) -> None:
    """Says where a lawyer's review of a script's law is recorded, or how to do that where the file is not there."""
    from cards.upkeep.law_review import law_review_lines

    if recorded:
        echo(f"{path}: its law was reviewed on {signed.on} by {signed.by}")
        return
    lines = "; ".join(law_review_lines(script, signed.by, signed.on).splitlines())
    echo(
        f"Note: the review of the law of {script.id} is not recorded, because {path} does not exist. "
        f"Copy the file of the script there, and add: {lines}.",
        err=True,
    )


def _list(sources: Sequence[Source], wording: Wording) -> None:
    """Shows the strings that are signed without a proof."""
    for each in sources:
        echo(f"{each.context}: {each.text}")
        if wording.tag != ENGLISH:
            echo(f"    {wording.messages[each.context].text}")


def _language(places: Sequence[Shelf], name: str) -> Language:
    return find_language(read_languages(places), name, places)


def _sources(
    places: Sequence[Shelf],
    language: Language,
    strings: Sequence[str],
    script_id: str | None,
    content: Path | None,
) -> list[Source]:
    """The strings to sign: the named ones, those of a script, or all; for English, the officer's side too."""
    from cards.merge.sources import every_source

    labels, in_english = read_labels(places), language.tag == ENGLISH
    scripts = [find_script(places, each) for each in ([script_id] if script_id else script_ids(places))]
    found = list(dict.fromkeys(each for of in scripts for each in every_source(of, labels, in_english=in_english)))
    if not strings:
        return found
    by_context = {source.context: source for source in found}
    officers = {source.context for script in scripts for source in (*script.officer.every, labels.interpreter)}
    for name in strings:
        if name not in by_context and name in officers:
            raise BadOrder(
                f"{name} is on the officer's side, which is the same on every card.",
                f"Sign it once for all languages: {english_signing(_script_of(name, scripts), content)}.",
            )
        if name not in by_context:
            raise UnknownId("string", name, list(by_context))
    return [by_context[name] for name in strings]


def _script_of(name: str, scripts: Sequence[Script]) -> str:
    """The script whose officer's side has that string; of a label, which every script has, the first."""
    owners = [each.id for each in scripts if name in [source.context for source in each.officer.every]]
    return (owners or [scripts[0].id])[0]


def _proofs(
    places: Sequence[Shelf], language: Language, wording: Wording, script_id: str | None
) -> Iterator[ProofText]:
    """The proofs of a language as they would print now, of one script or of each."""
    from cards.merge.proof_text import proof_text

    labels = read_labels(places)
    english = find_language(read_languages(places), "en")
    for each in [script_id] if script_id else script_ids(places):
        yield proof_text(find_script(places, each), labels, wording, language, english)


def _whole_proof(places: Sequence[Shelf], language: Language, wording: Wording) -> LocaleProof:
    """The proof of all cards in a language as it would print now."""
    from cards.merge.locale_proof import locale_proof

    english = find_language(read_languages(places), ENGLISH)
    scripts = [find_script(places, each) for each in script_ids(places)]
    return locale_proof(scripts, read_labels(places), wording, language, english)


def _finding_json(finding: Diagnostic) -> dict[str, object]:
    return {
        "file": finding.file.as_posix(),
        "line": finding.line,
        "string": finding.context,
        "severity": finding.severity,
        "rule": finding.rule,
        "message": finding.message,
        "fix": finding.fix,
    }
