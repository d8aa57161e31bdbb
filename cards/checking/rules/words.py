"""The words on the pages against those of this installation: language, script, statements, state, numbers, address."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from cards.checking.installed import Installed
from cards.checking.look.document import Page
from cards.checking.look.pages import PageText
from cards.checking.look.right_to_left import times_in_order
from cards.checking.look.words import PLACEHOLDER, PageWords, SmallPrint, letters, pieces, times, times_printed
from cards.checking.report import Finding, warning, wrong
from cards.merge.review import DRAFT, printed_states, state_words
from cards.read.card_options import CardOptions
from cards.read.countries import CODES, HOME
from cards.read.languages import Language
from cards.read.numbers import NotDialled, dialled
from cards.read.regions import state_name
from cards.read.script_types import Script

_TOPIC = "text"


def check_words(pages: Sequence[Page], installed: Installed) -> Iterator[Finding]:
    """Whether each page says what this installation would print. Pages with the same words are compared once."""
    known: dict[int, list[Finding]] = {}
    for page in pages:
        if page.words is None:
            continue
        key = id(page.words)
        if key not in known:
            known[key] = sorted(compare_words(page.words, installed), key=lambda each: -each.mark.rank)
        yield from (Finding(each.mark, each.topic, f"page {page.number}: {each.text}") for each in known[key])


def compare_words(words: PageWords, installed: Installed) -> Iterator[Finding]:
    """The differences between one page and what this installation would print."""
    for card in dict.fromkeys(words.cards):
        yield from _compare_card(card, words, installed)
    yield from _compare_numbers(words)
    yield from _compare_officers(words)
    if words.broken:
        yield wrong(_TOPIC, f"{words.broken} letters have no meaning for readers: nobody can search or hear them")


def _compare_card(card: SmallPrint, found: PageWords, installed: Installed) -> Iterator[Finding]:
    """Whether each statement is there as often as cards with this small print, and the claimed state is right."""
    script, language = installed.scripts.get(card.script), card.language
    if script is None or language is None:
        unknown = f"the script {card.script!r}" if script is None else f"the language {card.named!r}"
        yield warning(
            _TOPIC, f"{unknown} is not in this installation, so no words were compared: name its folder with --content"
        )
        return
    if card.version != script.version:
        yield warning(
            _TOPIC,
            f"older or other wording: {language.english} {script.id} {card.version}, but this installation has version "
            f"{script.version}: make the cards again",
        )
        return
    script = installed.script_for(card.script, card.region, language)
    if card.region != script.bearer.state:
        yield wrong(
            _TOPIC,
            f"says that its words are for {state_name(card.region)}, but here {script.id} has no words for it in "
            f"{language.english}: make the cards again",
        )
        return
    cards, labels = found.cards.count(card), installed.labels
    # A number of three digits is not known as one, so without a number such statements are optional.
    sure = script.bearer.on_card(called=bool(found.numbers)).sources
    unsure = [each for each in script.bearer.sources if each not in sure]
    always = (*sure, *((labels.link,) if found.has_address else ()))
    texts = installed.texts(always, language)
    optional = installed.texts((*unsure, labels.hotline, *labels.written.values()), language)
    held = {context: text for context, text in optional.items() if _has_label(text, texts, found, cards, language)}
    whole = {each.context for each in script.bearer.sources}
    missing = _missing({**texts, **held}, whole, found, cards, rtl=language.is_rtl)
    if missing:
        yield wrong(
            _TOPIC,
            f"older or other wording in {language.english}: "
            + "; ".join(f"{context} is on {count} of {cards} cards" for context, count in missing),
        )
    yield from _compare_left_out(script, {**texts, **held}, found, cards, installed.usual(script, language), language)
    options = CardOptions(
        write_in=next((name for name, label in labels.written.items() if label.context in held), ""),
        interpreter=found.asks_for_interpreter,
    )
    called = bool(found.numbers) or any(each.context in held for each in unsure)
    here = installed.state(script, language, options, linked=found.has_address, called=called)
    for claimed, state in zip(printed_states(card.state), here, strict=True):
        if claimed.rank > state.rank:
            yield wrong(_TOPIC, f"says {card.state}, but here nobody has signed it ({language.english}: {state.value})")
            return
    now = state_words(*here)
    if now not in (card.state, *([DRAFT] if card.state == DRAFT and now.endswith(DRAFT) else [])):
        yield warning(_TOPIC, f"says {card.state}, but is {now} now: make the cards again")


def _compare_left_out(
    script: Script, texts: Mapping[str, str], found: PageWords, cards: int, usual: Mapping[str, str], language: Language
) -> Iterator[Finding]:
    """Whether a card for a state has a statement that cards there leave out, by its usual words."""
    for each in script.bearer.left_out:
        context = each.context.rpartition("/")[0]
        if context in usual and _has_label(usual[context], texts, found, cards, language):
            yield wrong(
                _TOPIC, f"{context} is on the cards, but those for {state_name(script.bearer.state)} leave it out"
            )


def _compare_numbers(found: PageWords) -> Iterator[Finding]:
    """Whether each telephone number is valid, and equally often on every card."""
    for number, count in found.numbers.items():
        refusals = [_refusal(number, country) for country in (HOME, *CODES)]
        if all(refusals):
            yield wrong(_TOPIC, f"a number that no card may have: {refusals[0]}")
        if count % found.feet:
            yield wrong(_TOPIC, f"{number} is there {count} times, for {len(found.cards)} cards")


def _refusal(number: str, country: str) -> str:
    """Why no card of a country may have a number; empty if one may."""
    try:
        dialled(number, country)
    except NotDialled as error:
        return str(error)
    return ""


def _compare_officers(found: PageWords) -> Iterator[Finding]:
    """Whether each string of the officer's sides is there as often as such sides."""
    sides = found.officers_sides
    if sides is None:
        return
    if not sides.has_words:
        yield wrong(
            _TOPIC,
            f"the officer's side says that its words are for {state_name(sides.region)}, but here {sides.script} has "
            "none for it: make the cards again",
        )
    for context in sides.surplus:
        yield wrong(_TOPIC, f"{context} is on the officer's side, but for {state_name(sides.region)} it is left out")
    short = {context: count for context, count in sides.counts.items() if count < found.officers}
    missing = [f"{context} is on {count} of {found.officers} cards" for context, count in short.items()]
    if missing:
        yield wrong(_TOPIC, f"older or other wording on the officer's side: {'; '.join(missing)}")


def _has_label(label: str, texts: Mapping[str, str], found: PageWords, cards: int, language: Language) -> bool:
    """Whether any card has a label: it is on the page more often than within the cards' other texts."""
    whole = letters(label)
    within = sum(letters(text).count(whole) for text in texts.values())
    if found.letters.count(whole) > cards * within:
        return True
    if not language.is_rtl:
        return found.seen.count(whole) > cards * within
    if times_in_order([whole], found.ordered) > cards * within:
        return True
    others = [letters(text) for text in texts.values()]
    return all(found.letters.count(word) > cards * sum(other.count(word) for other in others) for word in _words(label))


def _missing(
    texts: Mapping[str, str], whole: Collection[str], found: PageWords, cards: int, *, rtl: bool
) -> list[tuple[str, int]]:
    """The strings that are on fewer cards than they should be, with the number of those.

    In a line that mixes directions, readers guess the order of words. Of a right-to-left label, which may have a number
    or an address beside it, each word may be anywhere; not of strings in `whole`, whose "not" is in others too.
    """
    missing = []
    for context, text in texts.items():
        count = times(text, found.letters)
        if count < cards:
            count = max(count, times_in_order(pieces(text), found.ordered) if rtl else times(text, found.seen))
        if count < cards and rtl and context not in whole:
            count = max(count, min(map(found.letters.count, _words(text)), default=0))
        if count < cards:
            missing.append((context, count))
    return missing


def _words(text: str) -> list[str]:
    """The words of a right-to-left string: readers guess the order of words in lines that mix directions."""
    return [word for each in PLACEHOLDER.sub(" ", text).split() if (word := letters(each))]


@lru_cache(maxsize=64)
def check_address(address: str, codes: int, text: PageText) -> str:
    """What is wrong with the address printed beside the codes that lead to it; "" if nothing is."""
    printed = times_printed(address, text)
    return "" if printed >= codes else f"{address} is printed {printed} times beside {codes} codes that lead to it"
