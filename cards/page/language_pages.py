"""Static pages, one for each language: what to say and do, whom to call, cards to print. They need no script.

A page is in its language and direction; whatever is in English says so. Words of a card are exactly those that the card
prints.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from cards.desk.contact import Choice
from cards.merge.card_text import Block, CardText, LegalAidText, SideText
from cards.merge.markup import LRI, PDI
from cards.page.contribute_page import CONTRIBUTE
from cards.page.documents import READER, document
from cards.page.html import Markup, join, tag
from cards.page.ready_made import ReadyMade, Situation
from cards.page.words import Piece, Words, in_english, in_runs
from cards.read.hotlines import Hotline
from cards.read.languages import ENGLISH, Language
from cards.read.pictograms import DRAWINGS, GRID, drawing_for
from cards.read.regions import state_name
from cards.read.script_types import Part

_TALL, _TALLEST = 1.5, 2.0
"""Leadings of languages.toml from which the lines of a page are farther apart, too."""

_PAPERS = {"plain-letter": "static/letter", "plain-a4": "static/a4"}


@dataclass(frozen=True, slots=True)
class LanguagePage:
    """What a page is made of: its situations, whom to call, and the `languages` of all pages.

    It leads to the page that makes cards where the site `has_program`.
    """

    language: Language
    words: Words
    situations: Sequence[Situation]
    choice: Choice
    languages: Sequence[Language]
    has_program: bool = True

    @property
    def there(self) -> list[tuple[Situation, CardText]]:
        """The situations that the language has, with their words."""
        return [(each, each.text) for each in self.situations if each.text is not None]


def language_page(page: LanguagePage) -> str:
    """The HTML of a page, for the folder of its language. It has at least one situation."""
    words, language = page.words, page.language
    first = page.there[0][1].bearer.heading
    title = words.plain("static/title") if words.has("static/title") else first.text
    body = [
        tag("a", words.shown("static/skip"), class_="skip", href="#words"),
        _header(page),
        tag(
            "main",
            tag("h1", title),
            None if words.has("static/title") else words.block("p", "static/title", class_="kicker"),
            _draft(page),
            _help(page),
            _contents(page),
            *(_situation(page, situation, text) for situation, text in page.there),
            id="words",
        ),
        _languages(page),
        tag(
            "footer",
            words.block("p", "about-advice"),
            tag("p", _contribute(page)),
            tag("p", tag("a", "Licenses", href="../licenses.html", lang=ENGLISH, dir="ltr", hreflang=ENGLISH)),
        ),
        _pictograms(page),
        READER,
    ]
    return document(
        language,
        title=f"{title} · {language.autonym}",
        about=words.plain("static/about"),
        body=body,
        class_="tallest" if language.leading >= _TALLEST else "tall" if language.leading >= _TALL else None,
        up="../",
    )


def _contribute(page: LanguagePage) -> Markup:
    """The link to the page on how to help, in the language of the page or else in English."""
    own = page.words.has(CONTRIBUTE) and page.language.tag != ENGLISH
    return tag("a", page.words.shown(CONTRIBUTE), href="contribute.html" if own else "../contribute.html")


def _header(page: LanguagePage) -> Markup:
    words = page.words
    org = page.choice.contact.org
    return tag(
        "header",
        tag("p", tag("bdi", org), class_="org") if org else None,
        tag(
            "p",
            tag("a", words.shown("static/languages"), href="#languages"),
            *_program(page),
        ),
    )


def _program(page: LanguagePage) -> list[Markup]:
    """The links to the page that makes cards and to the review of the language there, and what that page needs."""
    if not page.has_program:
        return []
    words = page.words
    make = tag("a", words.plain("static/make"), href="../index.html")
    read = tag("a", words.plain("static/review"), href=f"../index.html#review/{page.language.tag}")
    needs = tag("span", words.plain("static/needs-script"), class_="small")
    line = (
        Piece(make, words.has("static/make")),
        Piece(read, words.has("static/review"), between=" · "),
        Piece(needs, words.has("static/needs-script")),
    )
    return [tag("span", in_runs(line))]


def _draft(page: LanguagePage) -> Markup | None:
    if all(text.review.signed for _, text in page.there):
        return None
    return page.words.block("p", "static/draft", class_="draft")


def _help(page: LanguagePage) -> Markup:
    """Whom to call and where to find legal aid, under the labels of the cards."""
    foot = page.there[0][1].footer
    hotlines = page.choice.contact.hotlines
    known = {entry.number: entry for entry in page.choice.entries}
    on_paper = None
    if hotlines:
        numbers = tag("ul", *(tag("li", *_hotline(known.get(line.number, line))) for line in hotlines), role="list")
    else:
        numbers = page.words.block("p", "static/no-number", class_="on-screen")
        on_paper = page.words.block("p", "static/write", class_="line")
    heard = page.choice.contact.recording(page.language.tag)
    return tag(
        "section",
        tag("h2", _text(foot.hotline_label), id="help"),
        numbers,
        on_paper,
        *(_legal_aid(foot.legal_aid) if foot.legal_aid else ()),
        tag("p", tag("a", page.words.shown("static/recording"), href=heard.url)) if heard else None,
        class_="help",
        aria_labelledby="help",
    )


def _legal_aid(found: LegalAidText) -> tuple[Markup, Markup]:
    """What a card's code leads to, as a heading and a link."""
    link = tag("a", _breakable(found.link.shown), href=found.link.url)
    return tag("h2", _text(found.label)), tag("p", tag("bdi", link, dir="ltr"), class_="address")


def _breakable(address: str) -> Markup:
    """An address that may go on in a new line after a dot or a slash."""
    return join([piece for piece in re.split(r"(?<=[./])", address) if piece], "<wbr/>")


def _hotline(line: Hotline) -> list[Markup]:
    """The number as a link that dials it, whose it is, and how far it can be trusted."""
    record = line.record
    about = [line.name, line.hours, line.interpreters or ", ".join(record.languages)]
    trust = [record.confirmation, record.from_where, record.doubt] if line.id else []
    return [
        tag("p", tag("bdi", tag("a", line.number.shown, href=line.number.uri), dir="ltr"), class_="number"),
        *(in_english("; ".join(filter(None, each)), name="p", class_="small") for each in (about, trust) if any(each)),
    ]


def _contents(page: LanguagePage) -> Markup:
    links = (
        tag("li", tag("a", tag("b", _title(page, each)), " ", _text(text.bearer.heading), href=f"#{each.script.id}"))
        for each, text in page.there
    )
    missing = [each for each in page.situations if each.text is None]
    return tag(
        "nav",
        page.words.block("h2", "static/situations", id="situations"),
        tag("ul", *links, role="list"),
        tag("p", _missing(page, [page.words.title(each.script) for each in missing])) if missing else None,
        aria_labelledby="situations",
    )


def _missing(page: LanguagePage, names: Sequence[tuple[str, bool]]) -> Markup:
    """What is not in the language of the page, by names that are in that language or else in English."""
    told = Piece(page.words.plain("static/missing"), page.words.has("static/missing"))
    rest = [Piece(name, is_own, ", " if place else " ") for place, (name, is_own) in enumerate(names)]
    return in_runs((told, *rest))


def _title(page: LanguagePage, situation: Situation) -> Markup | str:
    title, is_own = page.words.title(situation.script)
    return title if is_own else in_english(title)


def _heading(page: LanguagePage, situation: Situation) -> Markup:
    title, is_own = page.words.title(situation.script)
    return tag("h2", title) if is_own else in_english(title, name="h2")


def _situation(page: LanguagePage, situation: Situation, text: CardText) -> Markup:
    name, words = situation.script.id, page.words
    officer = None if text.officers_side is None else _officers_words(words, text.officers_side)
    theirs = _plan(text) if text.script.is_plan else _side(text.bearer, level="h3")
    return tag(
        "section",
        _heading(page, situation),
        _lacking(page, situation),
        tag("div", *theirs, data_say=True),
        officer,
        _numbers_again(text),
        _files(page, situation),
        tag("p", tag("bdi", text.footer.status.text, lang=ENGLISH, dir="ltr"), class_="small"),
        id=name,
        tabindex="-1",
        data_read=words.plain("static/read"),
        data_stop=words.plain("static/stop"),
        data_words=None if words.has("static/read") else ENGLISH,
    )


def _lacking(page: LanguagePage, situation: Situation) -> Markup | None:
    """Which state has words of its own that are not in this language, so that the usual ones follow."""
    if not situation.lacking:
        return None
    state = (state_name(situation.lacking), page.language.tag == ENGLISH)
    return tag("p", _missing(page, [state]), class_="draft")


def _side(side: SideText, level: str) -> list[Markup]:
    """The heading and the statements, each with its pictogram."""
    return [
        tag(level, _text(side.heading)),
        tag("ol", *(tag("li", _picture(each), tag("span", _text(each))) for each in side.statements)),
    ]


def _officers_words(words: Words, side: SideText) -> Markup:
    """The officer's side, which says in which language it is."""
    theirs = side.language
    asked = f"Show or say this to the officer, in {theirs.english}"
    return tag(
        "div",
        words.block("h3", "static/officer") if theirs.tag == ENGLISH else in_english(asked, name="h3"),
        tag("div", *_side(side, level="h4"), lang=theirs.tag, dir=theirs.direction, data_say=True),
        class_="officer",
    )


def _plan(text: CardText) -> list[Markup]:
    """The heading of a plan, then each section: its title, what to do, and what to write down."""
    found = [tag("h3", _text(text.bearer.heading))]
    parts = {source.context: source.part for source in text.script.bearer.statements}
    for is_title, blocks in groupby(text.bearer.statements, lambda each: parts[each.id] is Part.SECTION):
        if is_title:
            found += (tag("h4", _text(each)) for each in blocks)
        else:
            items = (tag("li", _picture(each), tag("span", _text(each))) for each in blocks)
            found.append(tag("ul", *items, class_="plan"))
    return found


def _text(block: Block) -> Markup:
    """The words of a block, with what is bold on the card as strong importance and what is said in English as such."""
    found: list[str | Markup] = []
    for bold, spans in groupby(block.spans, key=lambda span: span.bold):
        words = [in_english(span.text) if span.english else span.text for span in spans]
        found += [tag("strong", *words)] if bold else words
    return join(found)


def _picture(block: Block) -> Markup | None:
    """The pictogram of a statement."""
    if not block.pictogram:
        return None
    drawing, mirrored = _drawing(block)
    return tag("svg", tag("use", href=f"#{_picture_id(drawing, mirrored=mirrored)}"), aria_hidden="true")


def _drawing(block: Block) -> tuple[str, bool]:
    language = block.language
    return drawing_for(block.pictogram, rtl=language.is_rtl, script=language.script)


def _picture_id(drawing: str, *, mirrored: bool) -> str:
    return f"picture-{drawing}{'-mirrored' if mirrored else ''}"


def _pictograms(page: LanguagePage) -> Markup:
    """The drawings that the page uses, each once."""
    sides = [side for _, text in page.there for side in (text.bearer, text.officers_side) if side is not None]
    used = sorted({_drawing(each) for side in sides for each in side.statements if each.pictogram})
    return tag("svg", *(_symbol(*each) for each in used), class_="store", aria_hidden="true")


def _symbol(drawing: str, mirrored: bool) -> Markup:
    over = f"matrix(-1 0 0 1 {GRID} 0)" if mirrored else None
    path = tag("path", fill_rule="evenodd", d=DRAWINGS[drawing], transform=over)
    return tag("symbol", path, id=_picture_id(drawing, mirrored=mirrored), viewBox=f"0 0 {GRID} {GRID}")


def _numbers_again(text: CardText) -> Markup | None:
    """The numbers of the card below its words, because a code may lead straight to a situation, and because a situation
    may have lines of its own kind. They are called help only if they are."""
    foot = text.footer
    if not foot.hotlines:
        return None
    links = [
        tag("bdi", tag("a", number.text.strip(LRI + PDI), href=number.target), dir="ltr")
        for number in (each.number for each in foot.hotlines)
    ]
    names = [each.name.text for each in foot.hotlines if each.name and not foot.is_help]
    label = _text(foot.hotline_label) if foot.is_help else in_english("; ".join(names)) if names else None
    return tag("p", *((label, " ") if label else ()), join(links, ", "), class_="number")


def _files(page: LanguagePage, situation: Situation) -> Markup | None:
    if not situation.files:
        return None
    links = (tag("li", _file(page.words, file)) for file in situation.files)
    return tag("div", page.words.block("h3", "static/print"), tag("ul", *links), class_="files")


def _file(words: Words, file: ReadyMade) -> Markup:
    key = _PAPERS[file.stock]
    size = Piece(f"{max(1, round(len(file.pdf) / 1000))} kB", words.tag == ENGLISH, between=" · ")
    named = in_runs((Piece(words.plain(key), words.has(key)), size))
    return tag("a", named, href=file.name, type="application/pdf")


def _languages(page: LanguagePage) -> Markup:
    return tag(
        "nav",
        page.words.block("h2", "static/languages", id="languages"),
        _list_of(page.languages, "../", page.language),
        aria_labelledby="languages",
    )


def _list_of(languages: Sequence[Language], root: str, current: Language | None = None) -> Markup:
    """Links to the pages of languages by their own names; `root` leads from the page to the site."""
    links = (
        tag(
            "li",
            tag(
                "a",
                tag("bdi", each.autonym, lang=each.tag, dir=each.direction),
                href=f"{root}{each.tag}/index.html",
                hreflang=each.tag,
                aria_current="page" if each == current else None,
            ),
            *_english_name(each),
        )
        for each in sorted(languages, key=lambda language: (language.autonym.casefold(), language.tag))
    )
    return tag("ul", *links, role="list", class_="languages")


def _english_name(language: Language) -> tuple[str | Markup, ...]:
    """The English name beside the own one, for those who look for a language that they do not read."""
    if language.english == language.autonym:
        return ()
    return " ", in_english(language.english, class_="small")


def start_page(english: Language, languages: Sequence[Language]) -> str:
    """The start of a site without the program: its languages."""
    title = "Know your rights"
    body = [
        tag("main", tag("h1", title), _list_of(languages, "")),
        tag(
            "footer",
            tag("p", tag("a", "How far each language is", href="board.html")),
            tag("p", tag("a", "Help with the translations", href="contribute.html")),
            tag("p", tag("a", "Licenses", href="licenses.html")),
        ),
    ]
    about = "What to say and do when immigration officers come, in many languages, and cards to print."
    return document(english, title=title, about=about, body=body)
