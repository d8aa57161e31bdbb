"""`locale answers` and `locale suggestions`: take what reviewers answer, and decide on what they suggest."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cards.cli import options
from cards.cli.output import complain, echo, typed
from cards.cli.writing import Changing, changing, write_together
from cards.errors import BadFile, BadOrder, CardError
from cards.locations import Shelf, in_folder, shelves
from cards.read.languages import find_language, read_languages
from cards.read.sign_offs import code_digits
from cards.read.tables import MAX_BYTES, as_text, check_length, read_bytes

if TYPE_CHECKING:
    from cards.read.answers import Answers
    from cards.read.languages import Language
    from cards.read.reviewers import Reviewers
    from cards.read.signatures import Signature
    from cards.read.suggestions import Suggestion
    from cards.upkeep.ledger import Judged, Ledger
    from cards.upkeep.suggestions import Disputed

STDIN = Path("-")
_NAMED_STDIN = Path("standard input")
_INDENT = "    "
_MOST_UNREAD = 20
"""Lines to show of what was not read: more than a greeting and a signature have."""

_FILES = 4
"""The files of a language that answers change."""


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@options.day("--on", "The day of the answers that give none, such as those of a message.")
@options.given(
    "--skip-changed",
    is_flag=True,
    help="Skip answers about texts that have changed since; without this option they refuse their file.",
)
@options.given("--dry-run", is_flag=True, help="Say what would be recorded, and write nothing.")
@options.content_to_write
def answers(files: tuple[Path, ...], on: datetime, skip_changed: bool, dry_run: bool, content: Path | None) -> None:
    """Takes the answers of reviewers: from the page, from a message, or with the codes of a proof on paper.

    Save what a reviewer sent as a text file; greetings around it do no harm. - reads standard input. A signature, made
    with ssh-keygen -Y sign -n rights-cards, is in a file beside it that ends in .sig.

    What was called right is signed, if that is the present text. What should be otherwise becomes a suggestion, which a
    translator takes or leaves (locale suggestions TAG); until then no sign-off of that sentence counts. What reviewers
    said in English is kept as a back-translation. A file with a fault is refused as a whole, and taking a file twice
    changes nothing.

    \b
    Examples:
      locale answers answers-es-rosa.txt
      locale answers messages.txt --dry-run
    """
    from cards.read.reviewers import read_reviewers

    places = shelves(content, may_be_new=True)
    reviewers = read_reviewers(places)
    codes: list[int] = []
    ledgers: dict[str, Ledger] = {}
    for path in files:
        try:
            new = _take_file(places, path, reviewers, on.date(), skip_changed=skip_changed, dry_run=dry_run)
            ledgers |= {each.language.tag: each for each in new}
        except CardError as error:
            if len(files) == 1:
                raise
            complain(error)
            codes.append(error.exit_code)
    for ledger in ledgers.values():
        _show_disputed([each for each in ledger.disputed() if each.is_disagreement], ledger, content)
    if codes:
        echo(f"Refused: {len(codes)} of {len(files)} files, of which nothing was recorded.", err=True)
        click.get_current_context().exit(codes[0])


@dataclass(slots=True)
class _Locale:
    """A locale of a file of answers: its record before and after, and its files, none in a dry run."""

    before: Ledger
    after: Ledger
    parts: list[Judged]
    files: tuple[Changing, ...]


def _take_file(
    places: Sequence[Shelf],
    path: Path,
    reviewers: Reviewers | None,
    day: date,
    *,
    skip_changed: bool,
    dry_run: bool,
) -> list[Ledger]:
    """Records one file of answers, all of it or nothing, and gives the new record of each language. Raises BadFile."""
    from cards.read.answers import read_answers
    from cards.read.signatures import checked, read_signature
    from cards.upkeep.answers import judged, refuse_same_twice
    from cards.upkeep.ledger import read_ledger

    name, raw = _NAMED_STDIN if path == STDIN else path, _read(path)
    parts = read_answers(as_text(raw, name), name)
    signature = None if path == STDIN else read_signature(path)
    tags = {each.locale: _language(places, each) for each in parts}
    languages = {each.tag: each for each in tags.values()}
    today = datetime.now().date()
    paths = [each for tag in languages for each in _paths(places[-1], tag)]
    with nullcontext(()) if dry_run else changing(*paths) as files:
        locales: dict[str, _Locale] = {}
        for place, (tag, language) in enumerate(languages.items()):
            ledger = read_ledger(places, language, today)
            locales[tag] = _Locale(ledger, ledger, [], files[_FILES * place : _FILES * (place + 1)])
        refuse_same_twice((locales[tags[each.locale].tag].before, each) for each in parts)
        keys = {each.by: checked(raw, signature, reviewers.key(each.by) if reviewers else "") for each in parts}
        _refuse_forged(parts, keys, name)
        found: list[tuple[Answers, Judged]] = []
        for each in parts:
            locale = locales[tags[each.locale].tag]
            is_verified = keys[each.by].is_good
            part = judged(
                locale.after, each, reviewers, today=today, day=day, verified=is_verified, skip_changed=skip_changed
            )
            locale.after = locale.after.taken(part)
            locale.parts.append(part)
            found.append((each, part))
        if not dry_run:
            write_together([pair for each in locales.values() for pair in zip(each.files, _texts(each), strict=True)])
    for each, part in found:
        _report(name, each, tags[each.locale], part, keys[each.by], dry_run=dry_run)
    return [each.after for each in locales.values()]


def _read(path: Path) -> bytes:
    """The bytes of a file, or of standard input. Raises BadFile."""
    if path != STDIN:
        return read_bytes(path, "file", MAX_BYTES, "Check that it is the right file.")
    raw = sys.stdin.buffer.read(MAX_BYTES + 1) if sys.stdin is not None else b""
    check_length(len(raw), "text", MAX_BYTES, "Check that it is the right one.", _NAMED_STDIN)
    return raw


def _language(places: Sequence[Shelf], answers: Answers) -> Language:
    """The language of answers. Raises BadFile."""
    try:
        return find_language(read_languages(places), answers.locale, places)
    except CardError as error:
        raise BadFile(error.cause, error.remedy, file=answers.file, line=answers.line) from error


def _paths(shelf: Shelf, tag: str) -> tuple[Path, ...]:
    """The files of a language in the order of writing. Sign-offs come after objections: if the program is stopped
    between, nothing looks reviewed that somebody calls wrong. Which answers were taken comes last."""
    from cards.read.back_translations import back_translation_path
    from cards.read.sign_offs import review_path
    from cards.read.suggestions import suggestions_path
    from cards.read.taken_answers import taken_answers_path

    paths = (back_translation_path, suggestions_path, review_path, taken_answers_path)
    return tuple(path(shelf, tag) for path in paths)


def _refuse_forged(parts: Sequence[Answers], signatures: dict[str, Signature], path: Path) -> None:
    """Raises BadFile if the signature of a file was made with another key than that of any reviewer in it."""
    from cards.read.signatures import Signature

    forged = next((each.by for each in parts if signatures[each.by] is Signature.WRONG), None)
    if forged is not None:
        raise BadFile(
            f"The signature beside it is not that of {forged}, or the file has changed since it was signed.",
            "Ask for the file and its signature again. Each person whose key is listed sends a file of their own.",
            file=path,
        )


def _texts(locale: _Locale) -> tuple[str | None, ...]:
    """The new texts of a locale's files, None for one that stays as it is. Raises BadFile."""
    from cards.upkeep.read_back import back_translations_text
    from cards.upkeep.sign import review_text
    from cards.upkeep.suggestions import suggestions_text
    from cards.upkeep.taken_answers import taken_answers_text

    read_back, suggestions, review, answered = locale.files
    taken = {name: day for name, day in locale.after.answered.items() if name not in locale.before.answered}
    signed = [each for part in locale.parts for each in part.sign_offs]
    withdrawn = {key for part in locale.parts for key in part.withdrawn}
    new = [each for each in locale.after.suggestions if each not in locale.before.suggestions]
    readings = {context: each for part in locale.parts for context, each in part.readings.items()}
    return (
        back_translations_text(read_back.before, readings, read_back.path) if readings else None,
        suggestions_text(suggestions.before, new, withdrawn, suggestions.path) if new or withdrawn else None,
        review_text(review.before, signed, review.path) if signed else None,
        taken_answers_text(answered.before, taken, answered.path) if taken else None,
    )


def _report(
    path: Path, answers: Answers, language: Language, part: Judged, signature: Signature, *, dry_run: bool
) -> None:
    """Says what the answers of one reviewer changed, and what was around them."""
    from cards.read.answer_lines import shown

    day = f", {answers.on}" if answers.on else ""
    who = f"{answers.by} ({answers.role}{day}), {'verified' if signature.is_good else f'unverified: {signature.value}'}"
    echo(f"{path}: {language.english} ({language.tag}), by {who}")
    counts = (
        (part.signed, "signed"),
        (part.suggested, "called wrong"),
        (part.asked, "not sure"),
        (part.read, "read back"),
        (part.before, "recorded before"),
    )
    listed = ", ".join(f"{count} {what}" for count, what in counts if count)
    if not part.changes:
        echo(f"{_INDENT}nothing changes{f': {listed}' if listed else ''}")
    else:
        echo(f"{_INDENT}{'would be recorded: ' if dry_run else ''}{listed}")
    for each in part.notes:
        echo(f"{_INDENT}{each}")
    for line in answers.unread[:_MOST_UNREAD]:
        mark = "> " if line.is_quoted else ""
        echo(f"{_INDENT}not read, line {line.number}: {mark}{shown(line.text, 100)}")
    if len(answers.unread) > _MOST_UNREAD:
        echo(f"{_INDENT}not read: {len(answers.unread) - _MOST_UNREAD:,} more lines")


def _show_disputed(found: Sequence[Disputed], ledger: Ledger, content: Path | None) -> None:
    """Shows sentences with suggestions, and who calls them right."""
    for each in found:
        for line in disputed_lines(each):
            echo(line)
    if found:
        decide = typed(f"locale suggestions {ledger.language.tag}{in_folder(content)}")
        echo("A translator decides, and until then no sign-off of them counts:")
        echo(f"{_INDENT}{decide} --take CODE --by NAME")
        echo(f"{_INDENT}{decide} --leave CODE --by NAME --because REASON")


def disputed_lines(each: Disputed) -> list[str]:
    """A sentence with its suggestions, and with those who call it right."""
    sentence = each.sentence
    heading = "Reviewers disagree about" if each.is_disagreement else "Open:"
    lines = [f"{heading} {', '.join(sentence.contexts)} (sentence {sentence.number}, code {sentence.code})"]
    lines += [f"{_INDENT}English: {sentence.english}"] if sentence.text != sentence.english else []
    lines += [f"{_INDENT}now: {sentence.text}"]
    lines += [f"{_INDENT}right: {one.by} ({one.role}, {one.on}{_verified(one.verified)})" for one in each.right]
    for one in each.different:
        lines.append(f"{_INDENT}{_suggested(one)}")
        if one.text in each.obstacles:
            lines.append(f"{_INDENT}{_INDENT}cannot be taken as it is: {each.obstacles[one.text]}")
    return lines


def _suggested(each: Suggestion) -> str:
    should_be = f", should be: {each.text}" if each.text else ""
    why = f" ({each.why})" if each.why else ""
    verdict = "not sure" if each.verdict.value == "unsure" else each.verdict.value
    return f"{verdict}: {each.by} ({each.role}, {each.on}{_verified(each.verified)}){should_be}{why}"


def _verified(is_verified: bool) -> str:
    return ", verified" if is_verified else ""


@click.command()
@click.argument("tag", metavar="TAG")
@options.given("--take", metavar="CODE", help="Put the suggested text of this sentence into the catalog.")
@options.given("--leave", metavar="CODE", help="Leave this sentence as it is.")
@options.given("--of", "reviewer", metavar="NAME", help="Whose suggestion, where several have one.")
@options.given("--by", metavar="NAME", help="Who decides: the translator, or somebody for them.")
@options.given("--because", metavar="REASON", help="Why the sentence stays as it is.")
@options.day("--on", "The day of the decision.")
@options.content_to_write
def suggestions(
    tag: str,
    take: str | None,
    leave: str | None,
    reviewer: str | None,
    by: str | None,
    because: str | None,
    on: datetime,
    content: Path | None,
) -> None:
    """Lists what reviewers suggest for a language, and records what a translator decides.

    A suggestion ends when its sentence changes, whoever edits the catalog and however. --take puts a suggested text
    there, without any sign-off: somebody has to read it. --leave keeps the sentence, and says who decided and why;
    then sign-offs by other people count again.

    \b
    Examples:
      locale suggestions es
      locale suggestions es --take 1a2b3c4d5e6f7a8b --by "Ana"
      locale suggestions es --leave 1a2b3c4d5e6f7a8b --by "Ana" --because "It is the word in use here."
    """
    from cards.upkeep.ledger import read_ledger

    places = shelves(content, may_be_new=True)
    language = find_language(read_languages(places), tag, places)
    if take is None and leave is None:
        ledger = read_ledger(places, language, on.date())
        found = ledger.disputed()
        _show_disputed(found, ledger, content)
        if not found:
            echo(f"{language.english} ({language.tag}): no open suggestions")
        return
    if take is not None and leave is not None:
        raise BadOrder("--take and --leave exclude each other.", "Decide on one suggestion at a time.")
    if not by:
        raise BadOrder("Nobody decides.", "Say who does with --by.")
    if take is not None:
        _take(places, language, take, (reviewer, by, on.date()), content)
    else:
        _leave(places, language, leave or "", (reviewer, by, because or ""), on.date())


def _take(
    places: Sequence[Shelf],
    language: Language,
    code: str,
    decision: tuple[str | None, str, date],
    content: Path | None,
) -> None:
    from cards.read.catalogs import catalog_path
    from cards.read.suggestions import suggestions_path
    from cards.upkeep.ledger import read_ledger
    from cards.upkeep.suggestions import suggestions_text, taken, with_translation

    reviewer, by, on = decision
    if language.tag == "en":
        raise BadOrder(
            "An English text is in the file of its script.",
            "Edit it there: the suggestion ends with the text, and translations have to follow.",
        )
    paths = suggestions_path(places[-1], language.tag), catalog_path(places[-1], language.tag)
    with changing(*paths) as (kept, file):
        found = _found(read_ledger(places, language, on), code)
        theirs = _of_one([each for each in found.suggestions if each.text], reviewer, "suggests a text for")
        chosen = next((each for each in theirs if each.context in found.sentence.contexts), theirs[0])
        record = taken(chosen, by, on)
        if chosen.text in found.obstacles:
            raise BadOrder(
                f"The suggestion cannot be taken as it is: {found.obstacles[chosen.text]}",
                "Edit the catalog: the suggestion ends when the text changes.",
            )
        if not file.before:
            begin = typed(f"locale update {language.tag}{in_folder(content)}")
            raise BadOrder(f"{file.path} does not exist.", f"Start it with {begin}, then take the suggestion again.")
        text = with_translation(file.before, file.path, found.sentence, chosen.text)
        # Who took it first: if the program is stopped between, its author still cannot sign.
        write_together([(kept, suggestions_text(kept.before, [record], [chosen.key], kept.path)), (file, text)])
    echo(f"{file.path}: {', '.join(found.sentence.contexts)} changed to: {chosen.text}")
    echo(f"It is a draft until somebody other than its translator and {chosen.by}, who suggested it, has read it.")


def _leave(
    places: Sequence[Shelf], language: Language, code: str, decision: tuple[str | None, str, str], on: date
) -> None:
    from cards.read.suggestions import suggestions_path
    from cards.upkeep.ledger import read_ledger
    from cards.upkeep.suggestions import left, suggestions_text

    reviewer, by, because = decision
    with changing(suggestions_path(places[-1], language.tag)) as (file,):
        found = _found(read_ledger(places, language, on), code)
        theirs = _of_one(list(found.suggestions), reviewer, "says anything about")
        decided = [left(each, by, because, on) for each in theirs]
        file.write(suggestions_text(file.before, decided, (), file.path))
    for each in decided:
        echo(f"{file.path}: {each.context} stays as it is, against {each.by}: {each.left_because}")


def _found(ledger: Ledger, code: str) -> Disputed:
    """The sentence with open suggestions that has that code. Raises BadOrder."""
    plain = code_digits(code)
    found = [each for each in ledger.disputed() if plain and each.sentence.code.startswith(plain)]
    if len(found) != 1:
        raise BadOrder(
            f"No sentence of {ledger.language.english} with open suggestions has the code {code}.",
            f"List them: {typed(f'locale suggestions {ledger.language.tag}')}",
        )
    return found[0]


def _of_one(suggestions: list[Suggestion], reviewer: str | None, what: str) -> list[Suggestion]:
    """The suggestions of one reviewer, who may have made them about the same words elsewhere too. Raises BadOrder."""
    names = list(dict.fromkeys(each.by for each in suggestions))
    chosen = [each for each in names if reviewer in (None, each)]
    if len(chosen) != 1:
        raise BadOrder(
            f"{'Nobody' if not chosen else 'More than one reviewer'} {what} that sentence.",
            f"Name one of them with --of: {', '.join(names)}." if names else "Edit the catalog, or leave it as it is.",
        )
    return [each for each in suggestions if each.by == chosen[0]]
