"""Writes sign-offs: records that a person has read the current strings."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from cards.errors import BadFile, BadOrder, Untranslated, setting
from cards.guards.refusals import refuse_unsound
from cards.merge.locale_proof import LocaleProof
from cards.merge.proof_text import ProofText
from cards.merge.review import Review, author_among, state_of
from cards.read.catalogs import Message, Wording
from cards.read.languages import ENGLISH, Language
from cards.read.names import names_somebody, plain_name, same_person
from cards.read.reviewers import Reviewers
from cards.read.script_types import Source
from cards.read.sign_offs import LEGAL, ROLES, SignOff, code_digits, sentence_digest, string_digest
from cards.read.suggestions import Suggestion
from cards.read.tables import toml_string
from cards.read.typefaces import Family
from cards.upkeep.toml_text import split_tables

HEADER = """\
# Sign-offs, written by `rights-cards locale sign`. Each holds digests of the language, the English and the translation:
# an edit of either text ends it, and a copy for another language does not count. It counts for the same sentence on
# every card of this language.
"""

_SHA256 = re.compile(r"""^([ \t]*sha256[ \t]*=[ \t]*)(?:"[^"]*"|'[^']*')""", re.MULTILINE)
_SENTENCE = re.compile(r"""^[ \t]*sentence[ \t]*=[^\n]*\n""", re.MULTILINE)
_LOCALE = re.compile(r"""^([ \t]*locale[ \t]*=[ \t]*)(?:"[^"]*"|'[^']*')""", re.MULTILINE)
_VERIFIED = re.compile(r"^[ \t]*verified[ \t]*=[^\n]*(?:\n|\Z)", re.MULTILINE)
_DAY = re.compile(r"^([ \t]*on[ \t]*=[ \t]*)\d{4}-\d{2}-\d{2}", re.MULTILINE)


_CODE = re.compile("[0-9a-f]{16}")


def new_sign_offs(
    sources: Sequence[Source],
    wording: Wording,
    language: Language,
    families: tuple[Family, ...],
    *,
    role: str,
    by: str,
    on: date,
    today: date,
    reviewers: Reviewers | None,
    verified: bool = False,
) -> list[SignOff]:
    """The sign-offs of one person for the current texts of those strings; `families` are the language's fonts.

    `reviewers` is the list of those who may sign, if there is one, and `verified` whether a signature of their answers
    was checked with their key.

    Raises BadOrder for a person who may not sign or has suggested the text, for a role in which they cannot, for a day
    after `today`, and for a sign-off that would replace a verified one (`refuse_unverified`),
    Untranslated for a string that is missing, fuzzy or translated from an older English text, and BadFile for one that
    cannot be printed because of an error.
    """
    name = signer_name(by, role, wording.tag)
    if on > today:
        raise BadOrder(f"{setting('on', str(on))} is in the future.", "Give the day on which the strings were read.")
    if reviewers is not None:
        reviewers.check(name, role, wording.tag)
    for each in sources:
        _refuse_author(name, each, wording)
        signed = [
            one for one in wording.signed(each.context) if (one.context, one.by, one.role) == (each.context, name, role)
        ]
        refuse_unverified(name, reviewers, signed, verified=verified)
    if wording.tag == ENGLISH:
        return [_signed(each, each.text, ENGLISH, role, name, on, verified) for each in sources]
    messages = [_message(each, wording) for each in sources]
    refuse_translator(name, messages, wording.tag)
    refuse_unsound(sources, wording, language, families)
    pairs = zip(sources, messages, strict=True)
    return [_signed(source, message.text, wording.tag, role, name, on, verified) for source, message in pairs]


def signer_name(by: str, role: str, tag: str) -> str:
    """The name of somebody who signs a language in a role. Raises BadOrder for a name or a role that cannot sign it."""
    name = plain_name(by, setting("by"))
    if not name:
        raise BadOrder(f"{setting('by')} is empty.", "Give the name or pseudonym of whoever read the strings.")
    if not names_somebody(name):
        raise BadOrder(f"{name!r} names nobody.", f"Give a name or a pseudonym with letters, with {setting('by')}.")
    if role not in ROLES:
        raise BadOrder(f"{role!r} is not a role.", f"The roles are: {', '.join(ROLES)}.")
    if tag == ENGLISH and role != LEGAL:
        raise BadOrder("Only a lawyer signs the English.", f"Give {setting('role', LEGAL)}.")
    return name


def refuse_translator(name: str, messages: Iterable[Message], tag: str) -> None:
    """Raises BadOrder if somebody is the last translator of any of those translations."""
    translator = next((each.translator for each in messages if same_person(name, each.translator)), None)
    if translator is not None:
        alike = "" if name in translator else f" (in the catalog: {translator})"
        raise BadOrder(
            f"{name} is the last translator of {tag}{alike}, and cannot sign that translation.",
            "Ask somebody else to read it. If two people have similar names, let each add something that differs.",
        )


def _refuse_author(name: str, source: Source, wording: Wording) -> None:
    """Raises BadOrder if somebody has suggested the present text of a string."""
    message = wording.messages.get(source.context)
    text = source.text if wording.tag == ENGLISH else message.text if message is not None else ""
    author = author_among(name, source, text, wording.signed(source.context))
    if author is not None:
        raise BadOrder(
            f"{author.by} suggested the present text of {source.context}, and cannot sign it.",
            f"Ask somebody else to read it, or name other strings with {setting('string')}.",
        )


def refuse_unverified(
    name: str, reviewers: Reviewers | None, records: Iterable[SignOff | Suggestion], *, verified: bool
) -> None:
    """Raises BadOrder if an answer whose signature was not checked would replace or withdraw verified records of a
    person whose key the list of reviewers has: anybody can type a name."""
    if verified or reviewers is None or not reviewers.key(name):
        return
    record = next((each for each in records if each.verified), None)
    if record is not None:
        raise BadOrder(
            f"What {name} said about {record.context} on {record.on} was verified with their key, and this was not.",
            "Ask them for a file of answers with its signature (.sig). Somebody else may object in their own name.",
        )


def check_code(
    code: str, sources: Sequence[Source], proofs: Iterable[ProofText], whole: LocaleProof | None = None, role: str = ""
) -> None:
    """Raises BadOrder unless a code is that of one of the proofs as they would print now, with those strings on it.

    The code stands for all of a proof; a reviewer who has ticked only some strings signs those. `whole` is the proof of
    the language, which has no authorities, so nobody signs with its code in the role of a lawyer.
    """
    plain = code_digits(code)
    if not _CODE.fullmatch(plain):
        raise BadOrder(f"{code!r} is not a code such as 1e49-64c6-bafe-8e4c.", "Copy it from the end of the proof.")
    if whole is not None and plain == code_digits(whole.code):
        _check_whole(code, sources, whole, role)
        return
    proof = next((each for each in proofs if plain == code_digits(each.code)), None)
    if proof is None:
        raise BadOrder(
            f"The texts have changed since the proof with the code {code} was printed, or the code is not for them.",
            f"Print a new proof, or sign with the {setting('script')} that the proof was printed for.",
        )
    shown = {item.context for item in proof.items}
    missing = next((each.context for each in sources if each.context not in shown), None)
    if missing is not None:
        raise BadOrder(
            f"The proof with the code {code} does not show {missing}: it is for {proof.script.id}.",
            f"Give {setting('script', proof.script.id)}, or with {setting('string')} name only strings on that proof.",
        )


def refuse_lawyer(code: str, role: str) -> None:
    """Raises BadOrder for a lawyer who signs a translation by the proof of its whole language, the list with that
    code: with its code, or by its numbers."""
    if role == LEGAL:
        raise BadOrder(
            f"The proof with the code {code} has no authorities, for which a lawyer vouches.",
            f"Print a proof of each card with {setting('script')}, which has them and a code of its own, or let the "
            "lawyer answer on the page, which shows them.",
        )


def _check_whole(code: str, sources: Sequence[Source], whole: LocaleProof, role: str) -> None:
    refuse_lawyer(code, role)
    missing = next((each.context for each in sources if each.context not in whole.contexts), None)
    if missing is not None:
        raise BadOrder(
            f"The proof with the code {code} does not show {missing}.",
            f"With {setting('string')} name only strings on that proof.",
        )


def merged(existing: Mapping[str, Sequence[SignOff]], new: Iterable[SignOff]) -> dict[str, list[SignOff]]:
    """Existing and new sign-offs by context; a new one replaces an older one by the same person in the same role."""
    found = {context: list(signed) for context, signed in existing.items()}
    for each in new:
        others = found.setdefault(each.context, [])
        if any(_replaces(each, old) for old in others):
            found[each.context] = [each if _replaces(each, old) else old for old in others]
        else:
            others.append(each)
    return found


def review_text(before: str, new: Sequence[SignOff], path: Path) -> str:
    """The text of a review.toml with new sign-offs, in alphabetical order of contexts; everything else stays the same.

    `before` is the present text, which has been read, or empty. Raises BadFile if its tables cannot be told apart: no
    sign-off and no comment must get lost.
    """
    file = split_tables(before or HEADER)
    try:
        signed = [each for table in file.tables for those in _parsed(table).values() for each in those]
        for each in new:
            places = [place for place, old in enumerate(signed) if _replaces(each, old)]
            for place in places:
                file = file.changed(place, _signed_again(file.tables[place], each))
            if not places:
                place = _place(signed, each.context)
                file = file.inserted(place, _table(each))
                signed.insert(place, each)
        if _parsed(file.text) == merged(_parsed(before), new):
            return file.text
    except (tomllib.TOMLDecodeError, LookupError):
        pass
    raise BadFile(
        "The file is not laid out as `locale sign` writes it, so nothing can be added to it.",
        'Start each sign-off with a line [["<string>"]]; below it, write sha256, role, by and on, one per line.',
        file=path,
    )


def _place(signed: Sequence[SignOff], context: str) -> int:
    """The position at which a sign-off of a context belongs: after others of the same, or in alphabetical order."""
    same = [place for place, each in enumerate(signed) if each.context == context]
    later = [place for place, each in enumerate(signed) if each.context > context]
    return same[-1] + 1 if same else (later or [len(signed)])[0]


def _replaces(new: SignOff, old: SignOff) -> bool:
    return (new.context, new.by, new.role) == (old.context, old.by, old.role)


def _table(each: SignOff) -> str:
    return (
        f'[[{toml_string(each.context)}]]\n{_locale_line(each)}sha256 = "{each.sha256}"\n{_sentence_line(each)}'
        f'role = "{each.role}"\n'
        f"by = {toml_string(each.by)}\non = {each.on.isoformat()}\n{_verified_line(each)}"
    )


def _locale_line(each: SignOff) -> str:
    return f"locale = {toml_string(each.locale)}\n" if each.locale else ""


def _sentence_line(each: SignOff) -> str:
    return f'sentence = "{each.sentence}"\n' if each.sentence else ""


def _verified_line(each: SignOff) -> str:
    return "verified = true\n" if each.verified else ""


def _signed_again(table: str, each: SignOff) -> str:
    """The table of an older sign-off with its comments, but the digests, locale and day of a new one."""
    table = _VERIFIED.sub("", _SENTENCE.sub("", table))
    table, found = _LOCALE.subn(lambda match: match[1] + toml_string(each.locale), table, count=1)
    locale = "" if found else _locale_line(each)
    sentence = f"\n{_sentence_line(each)}".rstrip("\n")
    table = _SHA256.sub(lambda match: f'{locale}{match[1]}"{each.sha256}"{sentence}', table, count=1)
    verified = f"\n{_verified_line(each)}".rstrip("\n")
    return _DAY.sub(lambda match: f"{match[1]}{each.on.isoformat()}{verified}", table, count=1)


def _parsed(text: str) -> dict[str, list[SignOff]]:
    """The sign-offs of a text that `read_sign_offs` has accepted."""
    return {
        context: [
            SignOff(
                context,
                each["sha256"],
                each["role"],
                each["by"],
                date(each["on"].year, each["on"].month, each["on"].day),
                each.get("locale", ""),
                sentence=each.get("sentence", ""),
                verified=each.get("verified", False),
            )
            for each in tables
        ]
        for context, tables in tomllib.loads(text).items()
    }


def _signed(source: Source, text: str, tag: str, role: str, name: str, on: date, verified: bool) -> SignOff:
    sha256, sentence = string_digest(source, text, tag, role), sentence_digest(source, text, tag, role)
    return SignOff(source.context, sha256, role, name, on, tag, sentence=sentence, verified=verified)


def _message(source: Source, wording: Wording) -> Message:
    """The translation of a string. Raises Untranslated if it cannot be signed."""
    message = wording.messages.get(source.context)
    state = state_of(source, message)
    if message is None or state is not Review.DRAFT:
        raise Untranslated(
            f"{source.context} of {wording.tag} cannot be signed: it is {state.value}.",
            f"Correct the translation first, or name other strings with {setting('string')}.",
            file=message.file if message else None,
            line=message.line if message else None,
        )
    return message
