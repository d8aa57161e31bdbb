"""Writes sign-offs: what a person says they have read, for the strings as they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from cards.errors import BadOrder, Untranslated
from cards.merge.card_text import ENGLISH
from cards.merge.review import Review, state_of
from cards.read.catalogs import Wording
from cards.read.names import plain_name
from cards.read.scripts import Source
from cards.read.sign_offs import LEGAL, ROLES, SignOff, digest

HEADER = """\
# Sign-offs, written by `rights-cards locale sign`. Each holds a digest of the English and the translation: an edit of
# either ends it by itself. Do not copy a digest from one string to another.
"""


def new_sign_offs(
    sources: Sequence[Source], wording: Wording, *, role: str, by: str, on: date, last_translator: str
) -> list[SignOff]:
    """The sign-offs of one person for those strings as they stand.

    Raises BadOrder for a role that this person cannot sign in, and Untranslated for a string that is missing, fuzzy
    or translated from an older English text.
    """
    name = plain_name(by, "--by")
    if not name:
        raise BadOrder("--by is empty.", "Give the name or pseudonym of whoever has read the strings.")
    if role not in ROLES:
        raise BadOrder(f"{role!r} is no role.", f"The roles are: {', '.join(ROLES)}.")
    if wording.tag == ENGLISH and role != LEGAL:
        raise BadOrder("The English is signed by a lawyer only.", f"Give --role {LEGAL}.")
    if _same_person(name, last_translator):
        raise BadOrder(
            f"{name} is the last translator of {wording.tag} and cannot sign that translation.",
            "Ask somebody else to read it.",
        )
    return [SignOff(each.context, _digest(each, wording), role, name, on) for each in sources]


def merged(existing: Mapping[str, Sequence[SignOff]], new: Iterable[SignOff]) -> dict[str, list[SignOff]]:
    """Existing and new sign-offs by context; a new one replaces an older one of the same person and role."""
    found = {context: list(signed) for context, signed in existing.items()}
    for each in new:
        kept = [old for old in found.get(each.context, []) if (old.by, old.role) != (each.by, each.role)]
        found[each.context] = [*kept, each]
    return found


def review_text(sign_offs: Mapping[str, Sequence[SignOff]]) -> str:
    """The text of review.toml, contexts in alphabetical order."""
    parts = [HEADER]
    for context in sorted(sign_offs):
        for each in sign_offs[context]:
            parts.append(
                f'[[{_toml_text(context)}]]\nsha256 = "{each.sha256}"\nrole = "{each.role}"\n'
                f"by = {_toml_text(each.by)}\non = {each.on.isoformat()}\n"
            )
    return "\n".join(parts)


def _digest(source: Source, wording: Wording) -> str:
    if wording.tag == ENGLISH:
        return digest(source.context, source.text, source.text)
    message = wording.messages.get(source.context)
    state = state_of(source, message)
    if message is None or state is not Review.DRAFT:
        raise Untranslated(
            f"{source.context} of {wording.tag} cannot be signed: it is {state.value}.",
            "Mend the translation first, or sign other strings with --string.",
            file=message.file if message else None,
            line=message.line if message else None,
        )
    return digest(source.context, source.text, message.text)


def _same_person(name: str, last_translator: str) -> bool:
    """Whether a name is that of a Last-Translator header, with or without its address."""
    translator = last_translator.partition("<")[0]
    return bool(translator.strip()) and name.casefold().strip() == translator.casefold().strip()


def _toml_text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
