"""The words on the pages, against those of this installation: language, script, statements, address and numbers."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from cards.checking.look.pages import PageText
from cards.locations import Shelf
from cards.merge.card_text import ENGLISH
from cards.merge.gaps import bearer_sources
from cards.merge.review import Review, english_state, state_of, worst
from cards.read.catalogs import Wording, read_wording
from cards.read.languages import Language, read_languages
from cards.read.numbers import dialled
from cards.read.scripts import Script, Source, find_script, read_labels, script_ids
from cards.read.sign_offs import read_sign_offs

_SMALL_PRINT = re.compile(r"· ?([a-z][a-z0-9-]{0,39}) (\d{1,4}) ?· ?(DRAFT|reviewed|approved)\b")
_HEARD = re.compile(r"Recording of [a-z][a-z0-9-]{0,39} \d{1,4} in \w")
_LONGEST_NAME = 80
_NAME = re.compile(rf"[^\n·]{{1,{_LONGEST_NAME}}}\Z")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_NUMBER = re.compile(r"(?<![\w.@/-])(?:\+\d{1,3}(?:[ -]\d+)+|\d[\d-]{5,}\d)(?![\w@/-])")
"""A number as cards have it, "617-370-5023" or "+52 55 5093 0000"; one of three digits cannot be told from others."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CODES = re.compile(r"· [0-9a-f]{12}(?!\w)|(?<![\w-])[0-9a-f]{4}(?:-[0-9a-f]{4}){3}(?![\w-])")
"""What proofs have beside a string, the beginning of its digest, and their signing code: some are of figures alone."""

_LEAST_DIGITS = 7
_FILLED = ".{0,120}?"


@dataclass(frozen=True, slots=True)
class SmallPrint:
    """What a card says about itself; `language` is None for a name that this installation does not know."""

    named: str
    language: Language | None
    script: str
    version: int
    state: str


@dataclass(slots=True)
class PageWords:
    """What was read on one page: the small print of each card, other words for what it is, numbers with their count.

    `letters` are those of the page as they are copied, and `seen` as they stand in each line from left to right. On a
    poster `together` are languages of one foot, each with small print of its own; `is_heard` is a page of one that
    leads to a recording.
    """

    page: int
    cards: list[SmallPrint] = field(default_factory=list)
    officers: int = 0
    officer_script: str = ""
    numbers: dict[str, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    letters: str = ""
    seen: str = ""
    together: bool = False
    is_heard: bool = False

    @property
    def feet(self) -> int:
        """How many feet of cards there are, each with a number, an address and its codes."""
        return min(len(self.cards), 1) if self.together else len(self.cards)

    @property
    def kind(self) -> str:
        """What stands on the page: `bearer`, `officer`, `recording` or `other`."""
        if self.cards or self.officers:
            return "bearer" if self.cards else "officer"
        return "recording" if self.is_heard else "other"


class Installed:
    """The words of this installation, read once."""

    def __init__(self, shelves: Sequence[Shelf]) -> None:
        self.shelves = shelves
        self.languages = read_languages(shelves)
        self.labels = read_labels(shelves)
        self.scripts: Mapping[str, Script] = {each: find_script(shelves, each) for each in script_ids(shelves)}
        self._english_signed = read_sign_offs(shelves, ENGLISH)
        self._wordings: dict[str, Wording] = {}

    def wording(self, tag: str) -> Wording:
        """The translations of a locale. Raises BadFile."""
        if tag not in self._wordings:
            self._wordings[tag] = read_wording(self.shelves, tag)
        return self._wordings[tag]

    def language(self, before: str) -> tuple[str, Language | None]:
        """The language whose English name ends a text, which may begin with anything; else its last word and None."""
        known = sorted(self.languages.values(), key=lambda each: -len(each.english))
        found = next((each for each in known if before.endswith(each.english)), None)
        return (found.english if found else before.rpartition(" ")[2], found)

    def state(self, script: Script, language: Language, *, write_in: bool) -> Review:
        """How far the words of a card are signed here; `write_in` as in `merge`."""
        wording = self.wording(language.tag)
        sources = bearer_sources(script, self.labels, write_in=write_in)
        bearer = [
            english_state(each, wording.signed(each.context))
            if language.tag == ENGLISH
            else state_of(each, wording.messages.get(each.context), wording.signed(each.context))
            for each in sources
        ]
        officer = [english_state(e, self._english_signed.get(e.context, ())) for e in script.officer.sources]
        return worst((*bearer, *officer))

    def texts(self, sources: Sequence[Source], language: Language) -> dict[str, str]:
        """The text of each source in a language, those without one left out."""
        if language.tag == ENGLISH:
            return {each.context: each.text for each in sources}
        messages = self.wording(language.tag).messages
        found = {each.context: messages.get(each.context) for each in sources}
        return {context: message.text for context, message in found.items() if message is not None and message.text}


def read_words(page: int, text: PageText, installed: Installed, *, together: bool = False) -> PageWords:
    """What stands on a page, numbered from 1, and whether it is what this installation would print."""
    found = PageWords(page, letters=letters(text.copied), seen=letters(text.seen), together=together)
    flat = " ".join(text.copied.split())
    for match in _SMALL_PRINT.finditer(flat):
        name = _NAME.search(flat[max(0, match.start() - _LONGEST_NAME - 1) : match.start()].rstrip())
        named, language = installed.language(name[0].strip() if name else "")
        found.cards.append(SmallPrint(named, language, match[1], int(match[2]), match[3]))
    if found.cards:
        for card in dict.fromkeys(found.cards):
            _compare_card(card, found, installed)
        _read_numbers(flat, found)
    _compare_officer(found, installed)
    found.is_heard = together and bool(_HEARD.search(flat))
    if text.broken:
        found.problems.append(f"{text.broken} letters that no reader can name")
    return found


def _compare_card(card: SmallPrint, found: PageWords, installed: Installed) -> None:
    """Each statement as often as there are cards with this small print, and the state that is claimed."""
    script, language = installed.scripts.get(card.script), card.language
    if script is None or language is None:
        unknown = f"the script {card.script!r}" if script is None else f"the language {card.named!r}"
        found.doubts.append(f"{unknown} is not in this installation (--content?), so that no words were compared")
        return
    if card.version != script.version:
        found.doubts.append(
            f"older or other wording: {language.english} {script.id} {card.version}, and this installation has version "
            f"{script.version}; make the cards anew"
        )
        return
    cards, labels = found.cards.count(card), installed.labels
    texts = installed.texts((*script.bearer.sources, labels.link), language)
    optional = installed.texts((labels.hotline, labels.lawyer), language)
    held = {context: text for context, text in optional.items() if _has_label(text, texts, found, cards, language)}
    missing = _missing({**texts, **held}, found, cards, rtl=language.is_rtl)
    if missing:
        found.problems.append(
            f"older or other wording in {language.english}: "
            + "; ".join(f"{context} is on {times} of {cards} cards" for context, times in missing)
        )
    here = installed.state(script, language, write_in=labels.lawyer.context in held)
    printed = Review.DRAFT if card.state == "DRAFT" else Review(card.state)
    if printed.rank > here.rank:
        found.problems.append(f"says {card.state}, and nobody has signed that here ({language.english}: {here.value})")
    elif printed.rank < here.rank:
        found.doubts.append(f"says {card.state}, and is {here.value} by now: make the cards anew")


def _compare_officer(found: PageWords, installed: Installed) -> None:
    """The officer's side of the script of which the most is there."""
    english = installed.languages[ENGLISH]
    best: list[tuple[str, int]] = []
    best_script = ""
    for name, script in installed.scripts.items():
        counts = [(context, _times(text, found.letters)) for context, text in
                  installed.texts(script.officer.sources, english).items()]  # fmt: skip
        if sum(count > 0 for _, count in counts) > sum(count > 0 for _, count in best):
            best, best_script = counts, f"{name} {script.version}"
    most = max((count for _, count in best), default=0)
    if sum(count > 0 for _, count in best) * 2 <= len(best):
        return
    found.officers, found.officer_script = most, best_script
    missing = [f"{context} is on {count} of {most} cards" for context, count in best if count < most]
    if missing:
        found.problems.append(f"older or other wording on the officer's side: {'; '.join(missing)}")


def _has_label(label: str, texts: Mapping[str, str], found: PageWords, cards: int, language: Language) -> bool:
    """Whether any card has a label: whether it stands on the page more often than within the cards' other texts."""
    whole = letters(label)
    within = sum(letters(text).count(whole) for text in texts.values())
    if found.letters.count(whole) > cards * within:
        return True
    if not language.is_rtl:
        return found.seen.count(whole) > cards * within
    others = [letters(text) for text in texts.values()]
    return all(found.letters.count(word) > cards * sum(other.count(word) for other in others) for word in _words(label))


def _missing(texts: Mapping[str, str], found: PageWords, cards: int, *, rtl: bool) -> list[tuple[str, int]]:
    """The strings that are on fewer cards than they should be, with the number of those."""
    missing = []
    for context, text in texts.items():
        times = _times(text, found.letters)
        if times < cards:
            # In a line that mixes directions readers guess the order of words.
            other = min(map(found.letters.count, _words(text))) if rtl else _times(text, found.seen)
            times = max(times, other)
        if times < cards:
            missing.append((context, times))
    return missing


def _times(text: str, page: str) -> int:
    """How often a string stands on a page; whatever fills a placeholder is passed over."""
    pieces = [letters(piece) for piece in _PLACEHOLDER.split(text)]
    return len(re.findall(_FILLED.join(map(re.escape, pieces)), page))


def _words(text: str) -> list[str]:
    """The words of a right-to-left string: readers guess the order of words in lines that mix directions."""
    return [word for each in _PLACEHOLDER.sub(" ", text).split() if (word := letters(each))]


@lru_cache(maxsize=4096)
def letters(text: str) -> str:
    """Letters, their marks and digits alone: lines break anywhere, and readers place spaces and points as they like."""
    return "".join(each for each in unicodedata.normalize("NFKC", text) if unicodedata.category(each)[0] in "LMN")


def _read_numbers(flat: str, found: PageWords) -> None:
    """The telephone numbers of a page, each valid and on every card as often."""
    given = _NUMBER.findall(_CODES.sub(" ", _DAY.sub(" ", flat)))
    counted = Counter(number for number in given if sum(map(str.isdecimal, number)) >= _LEAST_DIGITS)
    for number, count in counted.items():
        found.numbers[number] = count
        try:
            dialled(number)
        except ValueError as error:
            found.problems.append(f"a number that no card may have: {error}")
        if count % found.feet:
            found.problems.append(f"{number} stands {count} times on {len(found.cards)} cards")


@lru_cache(maxsize=256)
def times_printed(address: str, text: PageText) -> int:
    """How often an address, as cards show it, stands on a page."""
    return max("".join(order.split()).count(address) for order in (text.copied, text.seen))


@lru_cache(maxsize=64)
def check_address(address: str, codes: int, text: PageText) -> str:
    """What is wrong with the address printed beside a page's codes that lead to it; nothing when it is right."""
    printed = times_printed(address, text)
    return "" if printed >= codes else f"{address} is printed {printed} times beside {codes} codes that lead to it"
