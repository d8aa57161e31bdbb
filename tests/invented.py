"""An invented script whose statements vary by state, with Spanish, in a content folder; a plugin of pytest."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cards.locations import Shelf, shelves

PARK = """\
id = "park"
version = 4
title = "In the park"
about = "Officers speak to somebody in a park."

[bearer.heading]
id = "heading"
text = "Stay calm in the park."

[[bearer.statement]]
id = "silence"
text = "**Stay silent.** Show this card."

[[bearer.statement]]
id = "name"
text = "**In some states** you must give your name."
authority = ["Hiibel v. Sixth Judicial District Court of Nevada, 542 U.S. 177 (2004)"]

[[bearer.statement.variant]]
id = "duty"
regions = ["US-CO", "US-AZ"]
text = "**Tell the police your name** if they ask."
authority = ["C.R.S. 16-3-103"]
note = "Only in Colorado and Arizona."

[[bearer.statement.variant]]
id = "none"
regions = ["US-MA"]
leave_out = true
authority = ["No statute of Massachusetts asks for it."]

[officer.heading]
id = "heading"
text = "To the officer in the park"

[[officer.statement]]
id = "silence"
text = "**I choose to remain silent** in this park."

[[officer.statement]]
id = "leave"
text = "**If I am free to go,** I will leave the park."

[[officer.statement]]
id = "search"
text = "**I do not consent** to a search of my picnic."

[[officer.statement.variant]]
id = "texas"
regions = ["US-TX"]
text = "**I do not consent** to a search of my barbecue."
authority = ["An invented law."]

[[officer.statement.variant]]
id = "maine"
regions = ["US-ME"]
leave_out = true
authority = ["An invented law."]
"""

HEADER = 'msgid ""\nmsgstr ""\n"Language: es\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
SPANISH = {
    "park/bearer/heading": ("Stay calm in the park.", "Mantenga la calma en el parque."),
    "park/bearer/silence": ("**Stay silent.** Show this card.", "**Guarde silencio.** Muestre esta tarjeta."),
    "park/bearer/name": (
        "**In some states** you must give your name.",
        "**En algunos estados** usted debe dar su nombre.",
    ),
    "park/bearer/name/duty": (
        "**Tell the police your name** if they ask.",
        "**Diga su nombre a la policía** si se lo preguntan.",
    ),
}
DUTY = "park/bearer/name/duty"


def catalog(*without: str, fuzzy: str = "") -> str:
    """The Spanish catalog, without some strings, and with one marked fuzzy."""
    entries = [
        ("#, fuzzy\n" if context == fuzzy else "") + f'msgctxt "{context}"\nmsgid "{english}"\nmsgstr "{spanish}"\n'
        for context, (english, spanish) in SPANISH.items()
        if context not in without
    ]
    return "\n".join([HEADER, *entries])


def write(folder: Path, *, script: str = PARK, spanish: str | None = None) -> tuple[Shelf, ...]:
    """Writes the content folder, and gives the shelves with it."""
    files = {
        "scripts/park.toml": script,
        "translations/es/LC_MESSAGES/cards.po": catalog() if spanish is None else spanish,
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return shelves(folder)


@pytest.fixture
def park(tmp_path: Path) -> Callable[..., tuple[Shelf, ...]]:
    """Writes the folder with the script of the park."""
    return lambda **given: write(tmp_path / "content", **given)
