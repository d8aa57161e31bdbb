"""`locale status`: the progress of each language, as a table or as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cards.cli import options
from cards.cli.answers_command import disputed_lines
from cards.cli.output import checked_file, echo, report, write_whole
from cards.errors import BadFile, BadOrder
from cards.locations import Shelf, in_folder, shelves
from cards.read.languages import ENGLISH, find_language, read_languages

if TYPE_CHECKING:
    from cards.merge.review import Review
    from cards.read.law_reviews import LawState
    from cards.read.script_types import LawReview
    from cards.read.sign_offs import SignOff
    from cards.upkeep.status import Laws, LocaleStatus, ScriptStatus, VariantStatus
    from cards.upkeep.suggestions import Disputed

_BAR = 10
_INDENT = " " * 18
_SIGN_OFFS = {"second-translator": "a second translator's sign-off", "legal": "a lawyer's sign-off"}

NO_TRANSLATOR = "A catalog of this language does not say who translated it: its header has no Last-Translator."

as_json = options.given("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")


@click.command()
@click.argument("tags", nargs=-1, metavar="[TAG]...")
@as_json
@options.given(
    "--html",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the board of all languages and cards as a page to open in a browser or print.",
)
@options.content
def status(tags: tuple[str, ...], as_json: bool, html: Path | None, content: Path | None) -> None:
    """Shows the progress of each language: strings translated and signed for each script, and what blocks release.

    With TAG it shows the state of each card, who has signed, which sign-offs it still needs to be approved, and every
    string that blocks it, on the officer's side too. It also lists strings that only cards with --write-in use; these
    do not keep other cards from being printed or approved. Nor do words for single states, which it lists with the
    states that have them.

    Below the languages it shows when a lawyer last reviewed the law behind each script.

    A broken file is reported under its language, and the others are shown as usual; the exit code is then 3.

    \b
    Examples:
      locale status
      locale status es --json
      locale status --html board.html
    """
    from cards.upkeep.status import read_laws, read_statuses

    places = shelves(content)
    today = date.today()
    if html is not None:
        _write_board(places, html, today, alone=not (tags or as_json))
        return
    languages = read_languages(places)
    chosen = [find_language(languages, each) for each in tags] or list(languages.values())
    rows = read_statuses(places, chosen, read_back=bool(tags), as_of=today)
    laws = read_laws(places, today)
    if as_json:
        echo(json.dumps([_row_json(row, laws) for row in rows], ensure_ascii=False, indent=2))
    else:
        for row in rows:
            _show(row, content, in_full=bool(tags))
        echo("\nThe law behind each script, which a lawyer reviews once for all languages:")
        for script, law in laws.items():
            echo(f"    {script:<8} {_law(*law)}")
        echo("\nBars: strings translated, strings signed. `--json` shows everything.")
        if not tags:
            echo("`locale status TAG` lists what is missing; `locale init TAG` starts a language.")
    if any(row.error for row in rows):
        click.get_current_context().exit(BadFile.exit_code)


def _write_board(places: Sequence[Shelf], html: Path, today: date, *, alone: bool) -> None:
    """Writes the board; a language whose file is broken has a row that says so, and the exit code is 3."""
    from cards.page.board_page import board_page
    from cards.upkeep.board import read_board

    if not alone:
        raise BadOrder("--html shows all languages on a page.", "Leave out TAG and --json, or --html.")
    checked_file(html, ".html")
    board = read_board(places, today)
    write_whole(html, board_page(board, up=None).encode("utf-8"))
    report(html, f"the board of {len(board.rows)} languages and {len(board.scripts)} cards")
    if any(row.error for row in board.rows):
        click.get_current_context().exit(BadFile.exit_code)


def english_signing(script: str, content: Path | None) -> str:
    """How a lawyer signs the English of a script: the command for their proof, and the one that takes its code."""
    folder = in_folder(content)
    return (
        f"locale sign en --role legal --by NAME --script {script} --code CODE{folder}, with the code of the proof that "
        f"they read (proof en --script {script} -o PROOF.pdf{folder})"
    )


def _show(row: LocaleStatus, content: Path | None, *, in_full: bool) -> None:
    language = row.language
    echo(f"{language.tag:<8} {language.english} ({language.autonym}), {language.direction}")
    if row.error is not None:
        echo(f"         broken: {row.error}")
    elif not row.begun or not (in_full or any(script.translated for script in row.scripts)):
        echo("         not started" + (f"; start it: locale init {language.tag}" if in_full else ""))
        return
    if row.lacks:
        echo(f"         {row.lacks}")
    if row.beside:
        echo(f"         Note: {row.beside}.")
    if in_full and not row.names_translator:
        echo(f"         Note: {NO_TRANSLATOR}")
    for script in row.scripts:
        echo(f"         {script.script:<8} {_bars(script)}")
        if in_full:
            _show_strings(script, row, content)
    _show_disputed(row, content, in_full=in_full)


def _show_disputed(row: LocaleStatus, content: Path | None, *, in_full: bool) -> None:
    """The sentences with open suggestions, whose sign-offs do not count meanwhile."""
    for each in row.disputed if in_full else ():
        for line in disputed_lines(each):
            echo(f"         {line}")
    if row.disputed:
        wrong = sum(each.is_wrong for each in row.disputed)
        decide = f"locale suggestions {row.language.tag}{in_folder(content)}"
        echo(f"         called wrong: {wrong} sentences, asked about: {len(row.disputed) - wrong}; {decide}")


def _show_strings(script: ScriptStatus, row: LocaleStatus, content: Path | None) -> None:
    echo(f"{_INDENT}{_state(script)}")
    _show_signers(script, content, with_keys=row.with_keys)
    _show_unsigned(script, row)
    _show_void(script)


def _show_signers(script: ScriptStatus, content: Path | None, *, with_keys: bool) -> None:
    """Who has signed, and whose sign-offs are needed. `with_keys` is whether signatures could have been checked."""
    from cards.merge.sources import only_with

    spared = {context: f"{context}{only_with(context)}" for context, _ in script.write_in}
    for by, role, strings in script.signers:
        is_verified = (by, role) in script.verified
        verified = ", verified" if is_verified else ", unverified" if with_keys else ""
        echo(f"{_INDENT}signed by {by} ({role}{verified}): {strings} of {script.total}")
    for role, contexts in script.needs.items():
        named = ", ".join(spared.get(each, each) for each in contexts)
        on = f"all {script.total} strings" if len(contexts) == script.total else named
        echo(f"{_INDENT}needs {_SIGN_OFFS[role]} on {on}")
    if script.officer:
        how = english_signing(script.script, content)
        echo(f"{_INDENT}needs a lawyer's sign-off on the officer's side, the same for all languages: {how}")


def _show_unsigned(script: ScriptStatus, row: LocaleStatus) -> None:
    """The strings that nobody has signed, with what they were read as."""
    from cards.merge.sources import only_with

    for context, state in (*script.blocking, *script.write_in):
        if state.signed:
            continue
        echo(f"{_INDENT}{context}: {state.value}{only_with(context)}{_understood(context, row)}")
    for context, state in script.officer:
        echo(f"{_INDENT}{context}: {state.value} (on the officer's side)")
    for each in script.variants:
        if each.needs or not each.state.printable:
            echo(f"{_INDENT}{each.context}: {_variant(each, row)}{_understood(each.context, row)}")


def _understood(context: str, row: LocaleStatus) -> str:
    """What a string was read as."""
    if context in row.read_before:
        return f", changed since it was back-translated as: {row.read_before[context]}"
    return f", back-translated as: {row.read_back[context]}" if context in row.read_back else ""


def _variant(each: VariantStatus, row: LocaleStatus) -> str:
    """The state of a variant, and what its states have until it is translated."""
    from cards.read.regions import listed_states

    states = listed_states(each.regions)
    which = f"leaves a statement out of the cards for {states}" if each.leaves_out else f"only on cards for {states}"
    if not each.state.printable:
        which += ", which have the words for other states until this is translated"
    if each.in_english and row.language.tag != ENGLISH:
        which += "; signed in English"
    lacking = " and ".join(_SIGN_OFFS[role] for role in each.needs)
    return f"{each.state.value}{f', needs {lacking}' if lacking else ''} ({which})"


def _show_void(script: ScriptStatus) -> None:
    """The sign-offs that do not count, each with its reason."""
    for each in script.ended:
        echo(f"{_INDENT}{each.context}: lapsed: signed by {each.by} ({each.role}) on {each.on}, edited since")
    for each in script.misplaced:
        echo(f"{_INDENT}{each.context}: does not count: signed by {each.by} ({each.role}); {each.misplaced}")
    for each in script.own:
        echo(f"{_INDENT}{each.context}: does not count: {each.by} ({each.role}) is the Last-Translator now")


def _state(script: ScriptStatus) -> str:
    """The state of a card, which is that of its least trusted string."""
    if not script.state.printable:
        return "the card cannot be printed yet"
    return f"the card is {'' if script.state.signed else 'a '}{script.state.value}"


def _bars(script: ScriptStatus) -> str:
    def bar(part: int) -> str:
        full = part * _BAR // script.total
        return "#" * full + "." * (_BAR - full) + f" {part}/{script.total}"

    stale = f", {script.stale} from an older English text" if script.stale else ""
    local = [each for each in script.variants if not each.in_english]
    translated = sum(each.state.printable for each in local)
    states = f", words for single states {translated}/{len(local)}" if local else ""
    return f"{bar(script.translated):<18} {bar(script.signed)}{stale}{states}"


def _law(state: LawState, review: LawReview | None) -> str:
    """The state of the law behind a script, with its last review."""
    return f"{state.value} (on {review.on} by {review.by})" if review else state.value


def _law_json(state: LawState, review: LawReview | None) -> dict[str, str]:
    last = {"on": review.on.isoformat(), "by": review.by} if review else {}
    return {"state": state.value, **last}


def _row_json(row: LocaleStatus, laws: Laws) -> dict[str, object]:
    language = row.language
    return {
        "tag": language.tag,
        "english": language.english,
        "autonym": language.autonym,
        "direction": language.direction,
        "begun": row.begun,
        "names_translator": row.names_translator,
        "beside": row.beside,
        "lacks": row.lacks,
        "error": _error_json(row.error) if row.error else None,
        "suggestions": [_disputed_json(each) for each in row.disputed],
        "scripts": [
            {
                "script": script.script,
                "strings": script.total,
                "translated": script.translated,
                "signed": script.signed,
                "stale": script.stale,
                "state": script.state.value,
                "law": _law_json(*laws[script.script]),
                "signers": [
                    {"by": by, "role": role, "strings": strings, "verified": (by, role) in script.verified}
                    for by, role, strings in script.signers
                ],
                "needs": {role: list(contexts) for role, contexts in script.needs.items()},
                "blocking": _states_json(script.blocking),
                "write_in": _states_json(script.write_in),
                "officer": _states_json(script.officer),
                "variants": [_variant_json(each) for each in script.variants],
                "ended": [_sign_off_json(each) for each in script.ended],
                "own": [_sign_off_json(each) for each in script.own],
                "misplaced": [{**_sign_off_json(each), "why": each.misplaced} for each in script.misplaced],
            }
            for script in row.scripts
        ],
    }


def _disputed_json(each: Disputed) -> dict[str, object]:
    return {
        "strings": list(each.sentence.contexts),
        "sentence": each.sentence.code,
        "right": [_sign_off_json(one) for one in each.right],
        "suggestions": [
            {
                "by": one.by,
                "role": one.role,
                "on": one.on.isoformat(),
                "verdict": one.verdict.value,
                "text": one.text,
                "why": one.why,
                "verified": one.verified,
                "obstacle": each.obstacles.get(one.text, ""),
            }
            for one in each.different
        ],
    }


def _variant_json(each: VariantStatus) -> dict[str, object]:
    return {
        "string": each.context,
        "state": each.state.value,
        "regions": list(each.regions),
        "needs": list(each.needs),
        "in_english": each.in_english,
        "leaves_out": each.leaves_out,
    }


def _sign_off_json(each: SignOff) -> dict[str, str]:
    return {"string": each.context, "by": each.by, "role": each.role, "on": each.on.isoformat()}


def _states_json(states: Sequence[tuple[str, Review]]) -> list[dict[str, str]]:
    return [{"string": context, "state": state.value} for context, state in states]


def _error_json(error: BadFile) -> dict[str, object]:
    return {
        "file": error.file.as_posix() if error.file else None,
        "line": error.line,
        "message": error.cause,
        "fix": error.remedy,
    }
