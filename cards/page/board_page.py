"""The board as a page: every language with every card, who has signed, what blocks, and what is asked for. Static HTML.

On a narrow screen and on paper each row of a table is a block whose cells say what they are, so the tables name their
roles themselves. No state is shown by color alone. There is no clock: the days are those of sign-offs.
"""

from __future__ import annotations

from collections.abc import Sequence

from cards.merge.cover_text import counted
from cards.page.documents import document
from cards.page.html import Markup, join, tag
from cards.page.words import in_english
from cards.read.languages import Language
from cards.upkeep.board import Board, CardCell, Row

TITLE = "How far each language is"
ABOUT = "Which cards are translated, read back and signed in each language, and what is asked for next."

_INTRODUCTION = (
    "Every card says DRAFT until somebody other than its translator has signed each of its sentences in the language, "
    "and a lawyer has signed the English that officers read. Nothing here is signed by the project itself."
)
_READ_BACK = "Read back: somebody who saw only the translation said in English what it says. That is not a sign-off."


def board_page(board: Board, *, up: str | None = "") -> str:
    """The HTML of a board. `up` leads to the folder of the site, None if the page is in a file of its own."""
    body = [
        tag(
            "main",
            tag("h1", TITLE),
            tag("p", _INTRODUCTION),
            _english(board),
            _languages(board),
            _cards(board),
            _signers(board),
            _lacking(board),
            _wanted(board),
            class_="board",
        ),
        _footer() if up is not None else None,
    ]
    return document(board.english.language, title=TITLE, about=ABOUT, body=body, up=up)


def _footer() -> Markup:
    links = (("index.html", "Start"), ("contribute.html", "Contribute"))
    return tag("footer", tag("p", join([tag("a", name, href=page) for page, name in links], " · ")))


def _english(board: Board) -> Markup:
    rows = []
    for script, cell in zip(board.scripts, board.english.cards, strict=True):
        review = board.laws[script.id]
        law = f"reviewed on {review.on.isoformat()} by {review.by}" if review else "no lawyer has reviewed it"
        read = f"{cell.signed} of {cell.strings} statements signed" if cell.strings else "has no officer’s side"
        rows.append(_row(_script(script.id, script.title), (("Officer’s side", read), ("Law", law))))
    return tag(
        "section",
        tag("h2", "The English, once for all languages"),
        tag("p", tag("strong", board.english.lacks)),
        _table("What a lawyer has signed and reviewed, by card", ("Card", "Officer’s side", "Law"), rows),
    )


def _languages(board: Board) -> Markup:
    rows = []
    for row in board.rows:
        if row.error:
            rows.append(_row(_name(row.language), (("Lacks", f"A file is broken: {row.error}"),), span=4))
            continue
        cells = (
            ("Translated", f"{row.translated} of {row.sentences}"),
            ("Read back", f"{row.read_back} of {row.sentences}"),
            ("Signed", f"{row.signed} of {row.sentences}"),
            ("Lacks", row.lacks),
        )
        rows.append(_row(_name(row.language), cells))
    return tag(
        "section",
        tag("h2", f"{counted(len(board.rows), 'language')}, and what each lacks"),
        tag("p", _READ_BACK),
        _table("Sentences of each language", ("Language", "Translated", "Read back", "Signed", "Lacks"), rows),
    )


def _cards(board: Board) -> Markup:
    there = [row for row in board.rows if not row.error]
    rows = [_row(_name(row.language), [(each.script, _cell(each)) for each in row.cards]) for row in there]
    named = [script.id for script in board.scripts]
    explained = (
        "A card’s state in the language is that of its least trusted sentence. The numbers are sentences on the "
        "card: translated, read back and signed."
    )
    return tag(
        "section",
        tag("h2", "Every card in every language"),
        tag("p", explained),
        _table("State of each card by language", ("Language", *named), rows, wide=True),
    )


def _cell(cell: CardCell) -> Markup:
    numbers = f"{cell.translated} of {cell.strings}, {cell.read_back} read back, {cell.signed} signed"
    return join([tag("b", cell.state.value), " ", tag("span", numbers, class_="small")])


def _signers(board: Board) -> Markup:
    rows = [
        _row(_name(row.language), (("Who", each.by), ("Role", each.role), *_extent(row, each.sentences, each.last)))
        for row in (board.english, *board.rows)
        for each in row.signers
    ]
    heads = ("Language", "Who", "Role", "Sentences", "Last on")
    return tag(
        "section",
        tag("h2", "Who has signed"),
        _table("Sign-offs that count, by person", heads, rows) if rows else tag("p", "Nobody has signed anything yet."),
    )


def _extent(row: Row, sentences: int, last: object) -> tuple[tuple[str, str], ...]:
    return (("Sentences", f"{sentences} of {row.sentences}"), ("Last on", str(last)))


def _lacking(board: Board) -> Markup | None:
    if not board.lacking:
        return None
    begun = sum(not row.error for row in board.rows)
    rows = [
        _row(
            each.english.replace("**", ""),
            (("Cards", ", ".join(each.scripts) or "every card"), ("Lacking in", f"{each.languages} of {begun}")),
        )
        for each in board.lacking
    ]
    return tag(
        "section",
        tag("h2", "What most languages lack"),
        _table("Sentences that most languages lack", ("Sentence", "Cards", "Lacking in"), rows),
    )


def _wanted(board: Board) -> Markup | None:
    if not board.wanted:
        return None
    return tag(
        "section",
        tag("h2", "Languages asked for and not yet started"),
        tag("p", tag("strong", board.first), " That is enough for a first card."),
        tag("ul", *(tag("li", _name(each)) for each in board.wanted), role="list", class_="languages"),
    )


def _name(language: Language) -> Markup:
    """A language in English, with its own name and its tag."""
    if language.english == language.autonym:
        return join([language.english, " ", tag("span", language.tag, class_="small")])
    own = tag("bdi", language.autonym, lang=language.tag, dir=language.direction)
    return join([language.english, " ", tag("span", own, f" {language.tag}", class_="small")])


def _script(name: str, title: str) -> Markup:
    return join([title, " ", in_english(name, class_="small")])


Cells = Sequence[tuple[str, Markup | str]]


def _row(head: Markup | str, cells: Cells, *, span: int = 1) -> Markup:
    wide = str(span) if span > 1 else None
    return tag(
        "tr",
        tag("th", head, scope="row", role="rowheader"),
        *(tag("td", tag("span", each), role="cell", data_of=name, colspan=wide) for name, each in cells),
        role="row",
    )


def _table(caption: str, heads: Sequence[str], rows: Sequence[Markup], *, wide: bool = False) -> Markup:
    head = tag("tr", *(tag("th", each, scope="col", role="columnheader") for each in heads), role="row")
    return tag(
        "table",
        tag("caption", caption),
        tag("thead", head, role="rowgroup"),
        tag("tbody", *rows, role="rowgroup"),
        role="table",
        class_="wide" if wide else None,
    )
