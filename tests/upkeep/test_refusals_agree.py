"""An error of `locale check` and a refusal to print are the same thing, for faults of every kind and for none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cards.decoding import decode
from cards.errors import BadFile, DoesNotFit
from cards.guards.refusals import refuse_unsound_card
from cards.jobs import Order, gather
from cards.locations import Shelf, bundled, shelves
from cards.merge.contact import Contact
from cards.pipeline import make
from cards.read.catalogs import catalog_path
from cards.read.languages import read_languages
from cards.read.po_file import parse_po
from cards.upkeep.check import check_locale
from cards.upkeep.check_cards import TRIAL_CONTACT, TRIAL_STOCK
from cards.upkeep.template import quoted

DOOR = "home/bearer/door"

FAULTS: dict[str, Callable[[str], str]] = {
    "nothing": lambda text: text,
    "a harmless space": lambda text: text.replace(" ", "  ", 1),
    "no full stop": lambda text: text.rstrip(".。।။"),
    "a number": lambda text: f"{text} 911",
    "a number in raised digits": lambda text: f"{text} ⁶¹⁷",
    "an address": lambda text: f"{text} www.example.org",
    "a short address": lambda text: f"{text} bit.ly/abc",
    "a star": lambda text: text.replace("**", "*", 1),
    "a pair too many": lambda text: f"{text} ****",
    "a pair too few": lambda text: text.replace("**", ""),
    "a placeholder": lambda text: f"{text} {{hotline}}",
    "a brace": lambda text: f"{text} {{",
    "a line feed": lambda text: text.replace(" ", "\n", 1) if " " in text else f"{text[:3]}\n{text[3:]}",
    "a tab": lambda text: f"{text[:3]}\t{text[3:]}",
    "an override": lambda text: f"{text[:3]}\u202e{text[3:]}",
    "a soft hyphen": lambda text: f"{text[:3]}\u00ad{text[3:]}",
    "an isolate left open": lambda text: f"\u2066{text}",
    "a tag": lambda text: f"<b>{text}</b>",
    "a lost letter": lambda text: f"{text[:-2]}\ufffd{text[-2:]}",
    "question marks": lambda text: "?" * 30 + ".",
    "a stroke through": lambda text: f"{text[:4]}\u0336{text[4:]}",
    "a character without a glyph": lambda text: f"{text} \U00013000",
    "words without end": lambda text: text + f" {text.replace('**', '')}" * 10,
    "a word without end": lambda text: f"{text} {'W' * 150}",
}


HARMLESS = ("nothing", "a harmless space", "no full stop")
PLANTED = [
    (fault, tag)
    for number, fault in enumerate(FAULTS)
    for tag in dict.fromkeys(("es", ("ar", "hi", "zh-Hans")[number % 3]))
]
"""Each fault in Spanish and in one other script."""


@pytest.mark.parametrize(("fault", "tag"), PLANTED)
def test_what_check_calls_an_error_is_not_printed_and_nothing_else(fault: str, tag: str, tmp_path: Path) -> None:
    shipped = catalog_path(bundled(), tag)
    text = shipped.read_text("utf-8")
    file = parse_po(text, shipped)
    entry = next(each for each in file.entries if each.context == DOOR)
    start = next(each for each in range(entry.keyword, entry.end) if file.lines[each].startswith("msgstr"))
    spoilt = file.changed([(start, entry.end, [f"msgstr {escaped(FAULTS[fault](entry.msgstr))}"])])
    places = shelves(tmp_path)
    path = catalog_path(places[1], tag)
    path.parent.mkdir(parents=True)
    path.write_text(spoilt, "utf-8")
    errors = {each.rule for each in check_locale(places, read_languages(places)[tag]) if each.severity == "error"}
    refused = any(not prints(places, tag, contact) for contact in (TRIAL_CONTACT, Contact(TRIAL_CONTACT.link)))
    assert refused == bool(errors), errors
    assert bool(errors) != (fault in HARMLESS)


def escaped(text: str) -> str:
    return quoted(text).replace("\t", "\\t")


def prints(places: tuple[Shelf, ...], tag: str, contact: Contact) -> bool:
    """Whether `cards` makes the home card on the stock that `check` tries."""
    try:
        job = gather(places, Order(tag, "home", TRIAL_STOCK, contact))
        refuse_unsound_card(job)
        make(job, decode)
    except (BadFile, DoesNotFit):
        return False
    return True
