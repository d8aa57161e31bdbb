"""What a static page of a language shows and offers: the words of each situation and finished PDFs to print.

Words come through the same door as cards, so a page never shows what a card would not print.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from cards.decoding import decode
from cards.desk.orders import take
from cards.errors import CardError, Untranslated, setting
from cards.jobs import gather
from cards.locations import shelves
from cards.merge.card_text import CardText
from cards.merge.variants import usual_instead
from cards.pipeline import make_together, words
from cards.read.script_types import Script
from cards.read.scripts import find_script
from cards.read.wishes import Wishes

STOCKS = ("plain-letter", "plain-a4")
"""The stocks of ready-made cards: paper that everybody can buy, in the Americas and elsewhere."""


@dataclass(frozen=True, slots=True)
class ReadyMade:
    """A file of cards, with its name and its stock."""

    name: str
    stock: str
    pdf: bytes


@dataclass(frozen=True, slots=True)
class Situation:
    """One script in one language: its words, or None if it is not translated, and the files of its cards.

    `lacking` is the code of the state for which some words are not in this language, so that the usual ones are there,
    or "". `warnings` are those that `cards` gives about these cards.
    """

    script: Script
    text: CardText | None
    files: tuple[ReadyMade, ...] = ()
    lacking: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """The situations to make in one language, with the contact of the `wishes`; `with_pdfs` unless only words count."""

    locale: str
    scripts: tuple[str, ...]
    wishes: Wishes
    today: date
    with_pdfs: bool
    content: Path | None


@dataclass(frozen=True, slots=True)
class Fault:
    """An error as plain values, which pass between processes; its text names settings as the core does."""

    text: str
    exit_code: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """The situations of one language, and what is wrong with the others."""

    locale: str
    situations: tuple[Situation, ...]
    faults: tuple[Fault, ...] = ()

    @property
    def is_there(self) -> bool:
        """Whether the language has any situation at all."""
        return any(each.text is not None for each in self.situations)

    @property
    def warnings(self) -> list[str]:
        """What to tell whoever makes the site."""
        return [each for one in self.situations for each in one.warnings]

    @property
    def skipped(self) -> list[str]:
        """The ids of the scripts that are not translated, or not signed as far as is required."""
        return [each.script.id for each in self.situations if each.text is None]


def prepare(task: Task) -> Prepared:
    """Carries out a task. An error of one situation does not stop the others."""
    situations, faults = [], []
    for script in task.scripts:
        try:
            situations.append(_situation(task, script))
        except CardError as error:
            faults.append(Fault(error.message(setting), error.exit_code))
    return Prepared(task.locale, tuple(situations), tuple(faults))


def _situation(task: Task, script: str) -> Situation:
    places = shelves(task.content)
    wishes = replace(task.wishes, scripts=(script,))
    text: CardText | None = None
    files, warnings, lacking = [], dict[str, None](), ""
    try:
        for stock in STOCKS:
            taken = take(places, replace(wishes, stock=stock), (task.locale,), task.today)
            (order,) = taken.files
            (job,) = (gather(places, each) for each in order.orders)
            text, lacking = text or words(job), job.region if job.gaps else ""
            warnings |= dict.fromkeys(taken.warnings)
            if not task.with_pdfs:
                told: Iterable[str] = usual_instead(job.gaps, job.region, job.language)
            else:
                cards = make_together([job], decode)
                files.append(ReadyMade(order.name, stock, cards.pdf))
                told = cards.warnings
            warnings |= {f"{script} in {task.locale}: {each}": None for each in told if each not in taken.warnings}
            if not task.with_pdfs:
                break
    except Untranslated:
        return Situation(find_script(places, script), None)
    return Situation(find_script(places, script), text, tuple(files), lacking, tuple(warnings))
