"""Keeps a translation with an error from being signed or printed, by the rules that `locale check` tells of."""

from __future__ import annotations

from collections.abc import Sequence

from cards.errors import BadFile
from cards.jobs import Job
from cards.merge.card_text import ENGLISH
from cards.merge.gaps import bearer_sources, find_gaps
from cards.read.catalogs import Wording
from cards.read.languages import Language
from cards.read.scripts import Source
from cards.upkeep.rules import RULES, Case

_ERRORS = tuple(rule for rule in RULES if rule.severity == "error")


def refuse_unsound_card(job: Job) -> None:
    """Raises BadFile when a string of a job's card has an error: a number, an address, a lost “not”.

    Only the texts are looked at, nothing is laid out. Of a card that is not wholly translated `merge` says so first.
    """
    if not find_gaps(job.script, job.labels, job.wording, write_in=job.write_in):
        sources = bearer_sources(job.script, job.labels, write_in=job.write_in)
        refuse_unsound(sources, job.wording, job.language)


def refuse_unsound(sources: Sequence[Source], wording: Wording, language: Language) -> None:
    """Raises BadFile for the first translation of those strings that has an error, with its file and line."""
    if wording.tag == ENGLISH:
        return
    for source in sources:
        message = wording.messages.get(source.context)
        if message is None:
            continue
        case = Case(language, source.text, message.text, wording.negations, message.claims)
        complaint = next((each for rule in _ERRORS for each in rule.check(case)), None)
        if complaint is not None:
            raise BadFile(
                f"The translation of {source.context} {complaint.what.removeprefix('It ')}",
                f"{complaint.fix} `locale check {wording.tag}` says more.",
                file=message.file,
                line=message.line,
            )
