"""Where definitions, translations and fonts are: in a checkout, in an installed wheel, in a content folder.

A `Shelf` is one place that holds content. The bundled shelf comes first; the shelf of a `--content` folder comes
after it and wins: an entry with the same id replaces the bundled one.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from cards.errors import BadFile, BadOrder

PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Shelf:
    """The folders of one place that holds content; a folder need not exist."""

    scripts: Path
    stocks: Path
    hotlines: Path
    translations: Path
    fonts: Path

    @property
    def links(self) -> Path:
        """The folder with the directory of legal aid, beside that of hotlines."""
        return self.hotlines.with_name("links")

    @property
    def labels(self) -> Path:
        """The file with the words that stand on every card."""
        return self.scripts.parent / "labels.toml"


def bundled() -> Shelf:
    """What ships with the program: beside the package in a checkout, inside it in a wheel (setup.cfg, package_dir)."""
    definitions = PACKAGE / "definitions"
    inside = (PACKAGE / "translations").is_dir()
    data = PACKAGE if inside else PACKAGE.parent
    return Shelf(
        definitions / "scripts",
        definitions / "stocks",
        definitions / "hotlines",
        data / "translations",
        data / "fonts",
    )


def in_folder(content: Path | None) -> str:
    """The option that a command in a remedy needs too, with a space before it."""
    if content is None:
        return ""
    return f' --content "{content}"' if " " in str(content) else f" --content {content}"


def shelves(content: Path | None, *, may_be_new: bool = False) -> tuple[Shelf, ...]:
    """The bundled shelf, then that of an organisation's own content folder.

    Raises BadOrder when `content` is given and is not a folder, nor a new one where that `may_be`, and BadFile for what
    stands in it under the name of a folder and is none: it would be passed over.
    """
    if content is None:
        return (bundled(),)
    if not (content.is_dir() or (may_be_new and not content.exists())):
        raise BadOrder(
            f"The content folder {content} does not exist or is not a folder.",
            "Give --content (or RIGHTS_CARDS_CONTENT) a folder with scripts/, stocks/, hotlines/ or translations/.",
        )
    names = ("scripts", "stocks", "hotlines", "translations", "fonts")
    shelf = Shelf(*(content / name for name in names))
    for folder in (*(content / name for name in names), shelf.links):
        if os.path.lexists(folder) and not folder.is_dir():
            raise BadFile(
                "That is not a folder, nor a link to one.", "Put a folder there, or take it away.", file=folder
            )
    return (bundled(), shelf)
