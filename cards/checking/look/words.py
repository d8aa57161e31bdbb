"""The words on a page: the small print of its cards, the officer's sides, telephone numbers, and all letters."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from cards.checking.installed import Installed
from cards.checking.look.pages import PageText
from cards.checking.look.right_to_left import in_reading_order
from cards.merge.review import STATE_WORDS
from cards.read.government import LOOK_UP
from cards.read.languages import ENGLISH, Language
from cards.read.regions import state_names

_STATES = state_names()
_FOR = rf" ?· ?({'|'.join(map(re.escape, _STATES))})(?!\w)"
"""The state that the words are for, by its name or its abbreviation."""

_SMALL_PRINT = re.compile(rf"· ?([a-z][a-z0-9-]{{0,39}}) (\d{{1,4}})(?:{_FOR})? ?· ?({STATE_WORDS})\b")
_STATE = re.compile(rf"(?<![\w·-])(?<!· )(?:([A-Z]{{2}}) ?· ?)?({STATE_WORDS})(?![\w-])")
"""The small print of a card with no room for more than the state that its words are for; its other side names it."""

_BEHIND = re.compile(
    r"· ?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}) ([a-z][a-z0-9-]{0,39}) (\d{1,4})" rf"(?:{_FOR})?(?![\w·])(?! ·)"
)
"""The end of an officer's side's small print: the tag of the bearer's language, the script, its version, and the state
that the officer's words are for."""

_OFFICERS_FOR = re.compile(rf"\b([a-z][a-z0-9-]{{0,39}}) \d{{1,4}}{_FOR}(?! ?·)")
"""The same from the script on, where the officer's words are for a state; on a bearer's side more follows."""

_TITLE = ": know-your-rights cards in "
"""In the title of a file of cards, between what its script is about and its language."""

_HEARD = re.compile(r"Recording of [a-z][a-z0-9-]{0,39} \d{1,4} in \w")
_LONGEST_NAME = 80
_NAME = re.compile(rf"[^\n·]{{1,{_LONGEST_NAME}}}\Z")
PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_NUMBER = re.compile(r"(?<![\w.@/-])(?:\+\d{1,3}(?:[ -]\d+)+|0\d{2,5}(?: \d{3,7}){1,2}|\d[\d-]{5,}\d)(?![\w@/-])")
"""A number as on cards, "617-370-5023" or "+52 55 5093 0000"; three digits alone could be any number."""

_ADDRESS = re.compile(r"(?<![\w.-])[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,9}\.[a-z]{2,}(?![\w.])")
"""A web address as cards have it, in small letters."""

_LOOK_UPS = (LOOK_UP,)
"""Addresses that plans print in letters alone: no code leads to them."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CODES = re.compile(r"· (?:[0-9a-f]{12}|[0-9a-f]{16})(?!\w)|(?<![\w-])[0-9a-f]{4}(?:-[0-9a-f]{4}){3}(?![\w-])")
"""What proofs print next to a sentence, its code (on older ones, the beginning of a digest), and the codes of whole
lists and proofs: some are digits only."""

_LEAST_DIGITS = 7
_FILLED = ".{0,120}?"


@dataclass(frozen=True, slots=True)
class SmallPrint:
    """What a card says about itself; `language` is None if this installation does not know its name. `region` is the
    code of the state that the bearer's words are for, or ""."""

    named: str
    language: Language | None
    script: str
    version: int
    state: str
    region: str = ""


@dataclass(frozen=True, slots=True)
class OfficersSides:
    """The officer's sides on a page: the best matching script, and how often each of its strings is on the page.

    `region` is the code of the state that the page says they are for, "" for none, and `has_words` whether the script
    has any for it. `surplus` are the statements that they have although they are left out there.
    """

    script: str
    version: int
    counts: Mapping[str, int]
    region: str = ""
    has_words: bool = True
    surplus: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many there are: as many as the most frequent string."""
        return max(self.counts.values())


@dataclass(frozen=True, slots=True)
class PageWords:
    """What was read on one page: the small print of each card, the officer's sides, and numbers with their count.

    `states` has the small print without a name, one for each card: the code of the state of its words, if any, and the
    review state. `given` are the numbers of such cards; `with_cards` names them by `behind`, the small print of the
    officer's side.

    `letters` are those of the page as they are copied, `seen` as they stand in each line from left to right, and
    `ordered` the same lines as one reads them in a right-to-left language; `broken` characters have no name. On a
    poster `together` are languages of one foot, each with small print of its own; `is_heard` is a page of one that
    leads to a recording. `has_address` if a web address is printed, and `asks_for_interpreter` if an officer's side
    does.
    """

    cards: tuple[SmallPrint, ...] = ()
    officers_sides: OfficersSides | None = None
    numbers: Mapping[str, int] = field(default_factory=dict)
    letters: str = ""
    seen: str = ""
    ordered: str = ""
    broken: int = 0
    together: bool = False
    is_heard: bool = False
    has_address: bool = False
    asks_for_interpreter: bool = False
    states: tuple[tuple[str, str], ...] = ()
    behind: SmallPrint | None = None
    given: Mapping[str, int] = field(default_factory=dict)

    def with_cards(self, behind: SmallPrint | None) -> PageWords:
        """The same with its cards named by their other sides, unless they are named here."""
        if self.cards or not self.states or behind is None:
            return self
        cards = tuple(replace(behind, region=region, state=state) for region, state in self.states)
        return replace(self, cards=cards, numbers=self.given)

    @property
    def officers(self) -> int:
        """How many officer's sides there are."""
        return self.officers_sides.count if self.officers_sides else 0

    @property
    def feet(self) -> int:
        """How many feet of cards there are, each with a number, an address and its codes."""
        return min(len(self.cards), 1) if self.together else len(self.cards)

    @property
    def kind(self) -> str:
        """The kind of page: `bearer`, `officer`, `recording` or `other`."""
        if self.cards or self.officers:
            return "bearer" if self.cards else "officer"
        return "recording" if self.is_heard else "other"


def read_words(text: PageText, installed: Installed, *, together: bool = False) -> PageWords:
    """Reads the words on a page."""
    flat = " ".join(text.copied.split())
    cards = tuple(_small_print(flat, match, installed) for match in _SMALL_PRINT.finditer(flat))
    whole, given = letters(text.copied), _numbers(flat)
    return PageWords(
        cards,
        _officers_sides(whole, flat, installed),
        given if cards else {},
        whole,
        letters(text.seen),
        letters(in_reading_order(text.seen)),
        text.broken,
        together=together,
        is_heard=together and bool(_HEARD.search(flat)),
        has_address=any(found not in _LOOK_UPS for found in _ADDRESS.findall(flat)),
        asks_for_interpreter=times(installed.labels.interpreter.text, whole) > 0,
        states=tuple((_STATES.get(name, ""), state) for name, state in _STATE.findall(flat)),
        behind=_behind(flat, installed),
        given=given,
    )


def _small_print(flat: str, match: re.Match[str], installed: Installed) -> SmallPrint:
    name = _NAME.search(flat[max(0, match.start() - _LONGEST_NAME - 1) : match.start()].rstrip())
    named, language = installed.language(name[0].strip() if name else "")
    if language is None and named in installed.languages:
        language = installed.languages[named]  # the shorter form has the tag
        named = language.english
    return SmallPrint(named, language, match[1], int(match[2]), match[4], _STATES.get(match[3] or "", ""))


def _behind(flat: str, installed: Installed) -> SmallPrint | None:
    """The card that the small print of an officer's side names, without a state, if there is any."""
    match = _BEHIND.search(flat)
    if match is None:
        return None
    language = installed.languages.get(match[1])
    return SmallPrint(language.english if language else match[1], language, match[2], int(match[3]), "")


def card_of_title(title: str, installed: Installed) -> SmallPrint | None:
    """The card that the title of a file of one language names, without a state."""
    about, _, named = title.partition(_TITLE)
    language = next((each for each in installed.languages.values() if each.english == named), None)
    script = next((each for each in installed.scripts.values() if each.title == about), None)
    return SmallPrint(named, language, script.id, script.version, "") if script and language else None


def _officers_sides(page: str, flat: str, installed: Installed) -> OfficersSides | None:
    """The officer's sides of the script with the most strings on the page, if at least half of them are there."""
    regions = {name: _STATES[state] for name, state in _OFFICERS_FOR.findall(flat)}
    english = installed.languages[ENGLISH]
    best: dict[str, int] = {}
    found = None
    for name, script in installed.scripts.items():
        code = regions.get(name, "")
        side = script.officer.in_region(code)
        counts = {context: times(text, page) for context, text in installed.texts(side.sources, english).items()}
        if _present(counts) > _present(best):
            gone = {each.context.rpartition("/")[0] for each in side.left_out}
            surplus = [each for each in script.officer.statements if each.context in gone and times(each.text, page)]
            best, found = (
                counts,
                OfficersSides(
                    name, script.version, counts, code, side.state == code, tuple(each.context for each in surplus)
                ),
            )
    return found if _present(best) * 2 > len(best) else None


def _present(counts: Mapping[str, int]) -> int:
    return sum(count > 0 for count in counts.values())


def _numbers(flat: str) -> dict[str, int]:
    """The telephone numbers on a page, each with its count."""
    given = _NUMBER.findall(_CODES.sub(" ", _DAY.sub(" ", flat)))
    return dict(Counter(number for number in given if sum(map(str.isdecimal, number)) >= _LEAST_DIGITS))


def times(text: str, page: str) -> int:
    """How often a string is on a page; what fills a placeholder may be anything."""
    return len(re.findall(_FILLED.join(map(re.escape, pieces(text))), page))


def pieces(text: str) -> list[str]:
    """The letters of a string before, between and after its placeholders."""
    return [letters(piece) for piece in PLACEHOLDER.split(text)]


@lru_cache(maxsize=4096)
def letters(text: str) -> str:
    """Only the letters, their marks and the digits: lines break anywhere, and readers differ in spaces and points."""
    return "".join(each for each in unicodedata.normalize("NFKC", text) if unicodedata.category(each)[0] in "LMN")


@lru_cache(maxsize=256)
def times_printed(address: str, text: PageText) -> int:
    """How often an address, as cards show it, is on a page."""
    return max("".join(order.split()).count(address) for order in (text.copied, text.seen))
