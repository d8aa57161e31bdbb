"""What tests of the upkeep share: a shelf with a script of two statements, its catalogs, and gettext's programs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cards.locations import Shelf, bundled

SCRIPT = """\
id = "park"
version = 3
title = "In the park"
about = "Officers walk up to somebody in a park."

[bearer.heading]
id = "heading"
text = "Breathe. You have rights."
authority = ["U.S. Const. amends. IV and V"]

[[bearer.statement]]
id = "ask"
text = "**Ask** whether you may go. You have 48 hours."
note = "A question."
authority = ["INS v. Delgado, 466 U.S. 210 (1984)"]

[[bearer.statement]]
id = "quiet"
text = "**Be quiet.** Show this card to the officer."
authority = ["U.S. Const. amend. V"]

[officer.heading]
id = "heading"
text = "To the officer in the park"
authority = ["U.S. Const. amends. IV and V"]

[[officer.statement]]
id = "silent"
text = "**I remain silent.**"
authority = ["U.S. Const. amend. V"]
"""

LABELS = """\
[hotline]
text = "Call for help:"

[link]
text = "Find a lawyer:"

[lawyer]
text = "My lawyer:"

[contact]
text = "In an emergency:"

[a-number]
text = "A-number:"

[officer.interpreter]
text = "**I speak {language}.** I need an interpreter."
"""


@pytest.fixture
def shelf(tmp_path: Path, put: Callable[[Path, str], Path]) -> Shelf:
    """A shelf of its own: script `park`, the labels, the languages, stocks and fonts that are bundled; no catalog.

    What negates is known in a few of the languages.
    """
    ours = bundled()
    place = Shelf(tmp_path / "scripts", ours.stocks, ours.hotlines, tmp_path / "translations", ours.fonts)
    put(place.scripts / "park.toml", SCRIPT)
    put(place.labels, LABELS)
    for name in ("languages.toml", *(f"{tag}/negations.toml" for tag in ("en", "es", "ar", "km", "my", "th"))):
        put(place.translations / name, (ours.translations / name).read_text("utf-8"))
    return place


@pytest.fixture(scope="session")
def gettext(run_reader: Callable[..., str]) -> Callable[..., str]:
    """Runs a program of GNU gettext with a catalog as its standard input, and gives what it writes."""

    def run(name: str, *arguments: str | Path, catalog: str) -> str:
        return run_reader(name, *arguments, given=catalog)

    return run
