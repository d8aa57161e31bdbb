"""Keeps a translation with an error from being signed or printed, by the rules of `locale check`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from cards.errors import BadFile, BadOrder
from cards.guards.english import refuse_unsound_english
from cards.guards.identity import mistaken
from cards.guards.rules import RULES, Case, Complaint
from cards.jobs import Job
from cards.locations import in_folder
from cards.merge.gaps import find_gaps
from cards.read.catalogs import Message, Wording
from cards.read.languages import ENGLISH, Language
from cards.read.script_types import Source
from cards.read.typefaces import Family
from cards.typeset.text.broken_clusters import broken_cluster

_ERRORS = tuple(rule for rule in RULES if rule.severity == "error")


def refuse_unsound_card(job: Job) -> None:
    """Raises BadFile if a string of a job's card has an error, such as a number, an address or a lost “not”.

    It checks only the texts, English ones too, and lays out nothing. `merge` refuses a card that is not fully
    translated afterward.
    """
    refuse_unsound_english((*job.script.bearer.sources, *job.labels.sources, job.labels.interpreter), job.english)
    refuse_unsound_english(job.script.officer.sources, job.officer_language)
    sources = job.bearer_sources
    if not find_gaps(sources, job.wording):
        refuse_unsound(sources, job.wording, job.language, job.styles[0].families)
    _refuse_unsound_names(job)


def refuse_unsound(
    sources: Sequence[Source], wording: Wording, language: Language, families: tuple[Family, ...]
) -> None:
    """Raises BadFile for the first translation of those strings with an error, with its file and line.

    `families` are those that the language is set in, the preferred one first.
    """
    if wording.tag == ENGLISH:
        return
    contexts = {source.context for source in sources}
    for each in mistaken(wording, language):
        if not each.context or each.context in contexts:
            raise BadFile(each.what, each.fix, file=each.file, line=each.line)
    for source in sources:
        message = wording.messages.get(source.context)
        complaint = _complaint(source, message, wording, language, families)
        if message is not None and complaint is not None:
            raise BadFile(
                f"The translation of {source.context} {complaint.what.removeprefix('It ')}",
                f"{complaint.fix} For details, run `locale check {wording.tag}{in_folder(wording.content)}`.",
                file=message.file,
                line=message.line,
                string=source.context,
            )


def unsound_strings(
    sources: Sequence[Source], wording: Wording, language: Language, families: tuple[Family, ...]
) -> tuple[Source, ...]:
    """Those of the strings whose translation has an error, for which `refuse_unsound` refuses their card."""
    if wording.tag == ENGLISH:
        return ()
    elsewhere = {each.context for each in mistaken(wording, language)}
    return tuple(
        source
        for source in sources
        if (message := wording.messages.get(source.context)) is not None
        and (
            not elsewhere.isdisjoint(("", source.context))
            or _complaint(source, message, wording, language, families) is not None
        )
    )


def _complaint(
    source: Source, message: Message | None, wording: Wording, language: Language, families: tuple[Family, ...]
) -> Complaint | None:
    """What is wrong with a translation; None without one."""
    if message is None:
        return None
    return _first_error(
        Case(language, source.text, message.text, wording.negations, message.claims, families, say=source.say)
    )


@lru_cache(maxsize=8192)
def _first_error(case: Case) -> Complaint | None:
    """The first error of a text. Cached, because a pack makes thousands of cards with the same words."""
    return next((each for rule in _ERRORS for each in rule.check(case)), None)


def _refuse_unsound_names(job: Job) -> None:
    """Raises BadOrder for a name in the contact with marks that do not fit its letters."""
    contact, families = job.contact, job.styles[0].families
    for name in (contact.org, *(each.name for each in contact.hotlines)):
        found = broken_cluster(name, job.english, (families[-1], *families[:-1]))
        if found:
            raise BadOrder(
                f"The name {name} has marks without a letter in “{found}”.",
                "Type it again, each vowel sign and mark after its consonant.",
            )
