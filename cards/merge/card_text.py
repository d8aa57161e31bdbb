"""Merges script, wording, hotline and link into the text of one card: every string final, in logical order."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from cards.errors import BadFile, MissingValue, setting
from cards.merge.contact import Contact
from cards.merge.gaps import refuse_gaps
from cards.merge.markup import PLACEHOLDERS, Hidden, NoValue, Span, isolated, left_to_right, spans
from cards.merge.review import Review, card_states, english_state, state_in, state_words, worst
from cards.merge.sources import bearer_sources, left_out, officer_sources
from cards.read.card_options import PLAIN, CardOptions
from cards.read.catalogs import Message, Wording
from cards.read.hotlines import Hotline
from cards.read.languages import ENGLISH, Language
from cards.read.links import Link
from cards.read.pictures import Picture
from cards.read.regions import state_name
from cards.read.script_types import Labels, Script, ScriptSide, Source
from cards.read.sign_offs import SignOff, sign_offs_for


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph: its id (the message context), its language, its spans, and the URI that it links to, if any.

    `pictogram` is the name of the pictogram beside it, "" for none.
    """

    id: str
    language: Language
    spans: tuple[Span, ...]
    target: str = ""
    pictogram: str = ""

    @property
    def text(self) -> str:
        """The text without its styles."""
        return "".join(span.text for span in self.spans)

    @property
    def bold(self) -> Block:
        """The same block, all bold."""
        return replace(self, spans=tuple(replace(span, bold=True) for span in self.spans))


@dataclass(frozen=True, slots=True)
class SideText:
    """A side of the card: heading and statements, and the small print of the officer's side in full, then shorter.

    `shared_prints` are those of officer's sides that are printed once for cards in all languages.
    """

    language: Language
    heading: Block
    statements: tuple[Block, ...]
    small_prints: tuple[Block, ...] = ()
    shared_prints: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class HotlineText:
    """One telephone line: its number, who answers, and when it was last confirmed, if the card says so."""

    number: Block
    name: Block | None
    confirmation: Block | None


@dataclass(frozen=True, slots=True)
class LegalAidText:
    """Where the code of a card leads: the label, the address in letters, and the link itself."""

    label: Block
    address: Block
    link: Link


@dataclass(frozen=True, slots=True)
class Footer:
    """What is below the bearer's statements. Without hotlines there is a blank line for a number.

    `legal_aid` is None on a card without a code. `written` is the label of another blank line, for what the bearer
    writes on the card. `statuses` are the small print in full, then shorter, and last how far the words are reviewed
    alone. `is_help` unless the label for help would be untrue of the lines.
    """

    hotline_label: Block
    hotlines: tuple[HotlineText, ...]
    legal_aid: LegalAidText | None
    org: Block | None
    logo: Picture | None
    statuses: tuple[Block, ...]
    written: Block | None = None
    is_help: bool = True

    @property
    def status(self) -> Block:
        """The small print in full: the language, the script with its version, and how far the words are reviewed."""
        return self.statuses[0]


@dataclass(frozen=True, slots=True)
class Recording:
    """The recording of a card's words, in those languages."""

    link: Link
    languages: tuple[Language, ...]

    @property
    def alternative(self) -> str:
        """The alternative text of its QR code, in English like the small print."""
        spoken = f" in {self.languages[0].english}" if len(self.languages) == 1 else ""
        return f"QR code: recording{spoken}: {self.link.shown}"


@dataclass(frozen=True, slots=True)
class CardText:
    """Everything that one card says. `review` is the least trusted state of its strings."""

    script: Script
    bearer: SideText
    officers_side: SideText | None
    footer: Footer
    review: Review
    recording: Recording | None = None

    @property
    def officer(self) -> SideText:
        """The officer's side of a card, which a plan does not have."""
        assert self.officers_side is not None
        return self.officers_side


def merge(
    script: Script,
    labels: Labels,
    wording: Wording,
    language: Language,
    english: Language,
    contact: Contact,
    english_sign_offs: Mapping[str, tuple[SignOff, ...]] | None = None,
    options: CardOptions = PLAIN,
    officer_language: Language | None = None,
) -> CardText:
    """The text of a card. Raises Untranslated naming every gap, or BadFile for invalid markup.

    The `script` is as `merge.variants` chooses it for a state.

    `english_sign_offs` are those of the officer's side, in whatever language; without them the card is a draft. The
    side is in `officer_language` or else in English, and its small print is in English.
    """
    chosen = _Chosen(wording, language)
    hotline, link, org = contact.hotline, contact.link, contact.org
    called = hotline is not None
    sources = bearer_sources(script, labels, options, linked=link is not None, called=called)
    refuse_gaps(sources, wording, language)
    theirs = officer_sources(script, labels, options)
    signed = english_sign_offs or {}
    states = card_states(
        (state_in(wording, source) for source in sources),
        (english_state(source, sign_offs_for(signed, source.context)) for source in (*theirs, *left_out(script))),
        in_english=language.tag == ENGLISH,
    )
    values = {
        "hotline": left_to_right(hotline.number.shown.replace(" ", "\u00a0")) if hotline else "",
        "hotline_name": isolated(hotline.name) if hotline and hotline.name else "",
        "link": left_to_right(link.shown) if link else "",
        "org": isolated(org) if org else "",
        "language": language.as_spoken,
    }
    assert set(values) == set(PLACEHOLDERS)
    bearer = _side(script.bearer.on_card(called=called), language, lambda source: chosen.block(source, values))
    officer = (
        _officers_side(script, theirs[1:], language, english, officer_language or english, values) if theirs else None
    )
    footer = Footer(
        hotline_label=chosen.block(labels.hotline, values),
        hotlines=tuple(_hotline(each, english, says_confirmed=contact.says_confirmed) for each in contact.hotlines),
        legal_aid=_legal_aid(chosen.block(labels.link, values), link, english) if link else None,
        org=_plain("org", english, _named(org)) if org else None,
        logo=contact.logo,
        statuses=tuple(_plain("status", english, text) for text in _statuses(language, script, states)),
        is_help=contact.is_help,
        written=(
            replace(chosen.block(labels.written[options.write_in], values), pictogram=_WRITTEN[options.write_in])
            if options.write_in
            else None
        ),
    )
    heard = contact.recording(language.tag)
    review = worst(states)
    return CardText(script, bearer, officer, footer, review, Recording(heard, (language,)) if heard else None)


def _officers_side(
    script: Script,
    statements: tuple[Source, ...],
    language: Language,
    english: Language,
    theirs: Language,
    values: dict[str, str],
) -> SideText:
    """The officer's side with those statements in `theirs`, the officer's language, and its small print."""
    side = _side(
        replace(script.officer, statements=statements), theirs, lambda source: _source_block(source, theirs, values)
    )
    small_prints = tuple(_plain("bearer-language", english, text) for text in _bearer_languages(language, script))
    shared_prints = (_plain("words-for", english, _named_officers(script)),) if script.officer.state else ()
    return replace(side, small_prints=small_prints, shared_prints=shared_prints)


def _hotline(hotline: Hotline, english: Language, *, says_confirmed: bool) -> HotlineText:
    confirmation = hotline.confirmation if says_confirmed else ""
    return HotlineText(
        number=_plain("hotline", english, left_to_right(hotline.number.shown), hotline.number.uri),
        name=_plain("hotline-name", english, _named(hotline.name)) if hotline.name else None,
        confirmation=_plain("confirmation", english, confirmation) if confirmation else None,
    )


_WRITTEN = {"lawyer": "scales", "contact": "phone", "a-number": "papers"}
"""The pictogram before each line to write on."""


def _legal_aid(label: Block, link: Link, english: Language) -> LegalAidText:
    return LegalAidText(label, _plain("link", english, left_to_right(link.shown), link.url), link)


def _statuses(language: Language, script: Script, states: tuple[Review, Review]) -> tuple[str, ...]:
    """The small print: the language by its English name or its tag, script and version, and the review state, which the
    shorter forms have without what is signed already.

    Where the bearer's words are those for a state, every form names it, the shorter ones by its abbreviation: the other
    side, which is in the officer's words, cannot.
    """
    in_full = state_words(*states)
    state, code, named = in_full.rpartition(" ")[2], script.bearer.state, f"{script.id} {script.version}"
    long, short = ((state_name(code),), (state_name(code, short=True),)) if code else ((), ())
    forms = [
        (language.english, named, *long),
        (language.tag, named, *long),
        *([(language.tag, named, *short)] if code else []),
        short,
    ]
    full = [(*form, in_full) for form in forms[:-1]] if in_full != state else []
    return tuple(" · ".join(form) for form in (*full, *((*form, state) for form in forms)))


def _named_officers(script: Script) -> str:
    """A script with its version, and the state if the officer's own words are those for it: the law of a state binds no
    federal officer, so their side names no state because of the bearer's words."""
    state = script.officer.state
    return " · ".join((f"{script.id} {script.version}", *((state_name(state),) if state else ())))


def _bearer_languages(language: Language, script: Script) -> tuple[str, ...]:
    """The small print of the officer's side: an interpreter is called by the name of a language, and whoever prints or
    checks cards knows them by the rest. It never says that they are drafts: the rights that it claims are none."""
    named = f"{language.as_spoken} · {language.tag} {_named_officers(script)}"
    return f"Bearer's language: {named}", named


class _Chosen:
    """The bearer's strings: the translations, or the English itself when that is the bearer's language."""

    def __init__(self, wording: Wording, language: Language) -> None:
        self.wording = wording
        self.language = language

    def message(self, source: Source) -> Message | None:
        """The translation of a source, if there is one."""
        return self.wording.messages.get(source.context)

    def block(self, source: Source, values: dict[str, str]) -> Block:
        """The block of a source in the bearer's language."""
        if self.language.tag == ENGLISH:
            return _source_block(source, self.language, values)
        message = self.message(source)
        assert message is not None  # refuse_gaps has run
        try:
            found = spans(message.text, values, source.say, rtl=self.language.is_rtl)
            return Block(source.context, self.language, found)
        except ValueError as error:
            remedy = "Keep the ** and {…} of the English text."
            if isinstance(error, NoValue) and f"{{{error.name}}}" not in source.text:
                error = ValueError(f"has {{{error.name}}}, which the English does not have")
                remedy = "Remove it."
            what = f"The translation of {source.context}"
            raise _bad_text(what, source.context, error, remedy, message.file, message.line) from error


def _side(side: ScriptSide, language: Language, block: Callable[[Source], Block]) -> SideText:
    statements = tuple(_with_address(replace(block(each), pictogram=each.pictogram), each) for each in side.statements)
    return SideText(language, block(side.heading), statements)


def _with_address(block: Block, source: Source) -> Block:
    """The block with the address that the program prints after it, for readers to type."""
    if not source.address:
        return block
    return replace(block, spans=(*block.spans, Span(" "), Span(left_to_right(source.address), bold=True)))


def _source_block(source: Source, language: Language, values: dict[str, str]) -> Block:
    """The block of a text of a script as it is, in its language."""
    try:
        return Block(source.context, language, spans(source.text, values))
    except ValueError as error:
        what = f"The {language.english} text of {source.context}"
        raise _bad_text(what, source.context, error, "Correct it there.", source.file, source.line) from error


def _bad_text(what: str, context: str, error: ValueError, remedy: str, file: Path | None, line: int | None) -> BadFile:
    """The error for a text that `spans` refuses; if only a value is missing, it names the option that gives it."""
    if isinstance(error, NoValue):
        option = setting(error.name if error.name in ("hotline", "hotline_name", "org") else "link")
        return MissingValue(f"{what} {error}.", f"Give {option}.", file=file, line=line, string=context)
    remedy = error.remedy if isinstance(error, Hidden) else remedy
    return BadFile(f"{what} {error}.", remedy, file=file, line=line, string=context)


def _named(name: str) -> str:
    """A name for small print, which runs from left to right: one that begins the other way keeps its direction."""
    first = next((kind for kind in map(unicodedata.bidirectional, name) if kind in ("L", "R", "AL")), "L")
    return name if first == "L" else isolated(name)


def _plain(name: str, language: Language, text: str, target: str = "") -> Block:
    return Block(name, language, (Span(text),), target)
