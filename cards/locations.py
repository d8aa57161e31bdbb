"""The locations of definitions, translations and fonts: in a checkout, an installed wheel, or a content folder.

A `Shelf` is one place with content. The bundled shelf comes first; the shelf of a `--content` folder follows and
overrides it: an entry with the same id replaces the bundled one.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from cards.errors import BadFile, BadOrder

PACKAGE = Path(__file__).resolve().parent


_NAMES = ("scripts", "stocks", "hotlines", "links", "translations", "fonts")
"""The folders of a content folder."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The folders of one place with content; a folder need not exist."""

    scripts: Path
    stocks: Path
    hotlines: Path
    translations: Path
    fonts: Path

    @property
    def links(self) -> Path:
        """The folder with the directory of legal aid."""
        return self.hotlines.with_name("links")

    @property
    def folders(self) -> tuple[Path, ...]:
        """All of its folders."""
        return (self.scripts, self.stocks, self.hotlines, self.links, self.translations, self.fonts)

    @property
    def labels(self) -> Path:
        """The file with the labels on every card."""
        return self.scripts.parent / "labels.toml"


def bundled() -> Shelf:
    """The content of the program: beside the package in a checkout, inside it in a wheel (setup.cfg, package_dir)."""
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
    """The option for the content folder that a command in a remedy also needs, with a leading space."""
    if content is None:
        return ""
    return f' --content "{content}"' if " " in str(content) else f" --content {content}"


def shelves(content: Path | None, *, may_be_new: bool = False) -> tuple[Shelf, ...]:
    """The bundled shelf, then that of an organization's own content folder.

    Raises BadOrder if `content` is given and is not a folder, or not a new one where that `may_be`, and BadFile if
    something else in it has the name of a folder: it would be ignored silently.
    """
    if content is None:
        return (bundled(),)
    if not (content.is_dir() or (may_be_new and not content.exists())):
        raise BadOrder(
            f"The content folder {content} does not exist or is not a folder.",
            "With --content or RIGHTS_CARDS_CONTENT, name a folder with scripts/, stocks/, hotlines/ or translations/.",
        )
    shelf = Shelf(*(content / name for name in _NAMES if name != "links"))
    for folder in shelf.folders:
        if os.path.lexists(folder) and not folder.is_dir():
            raise BadFile(
                "This is not a folder, nor a link to one.", "Replace it with a folder, or remove it.", file=folder
            )
    return (bundled(), shelf)


def holds_nothing(content: Path) -> bool:
    """Whether a folder has none of what a content folder may have, so that it would change nothing."""
    return content.is_dir() and not any(os.path.lexists(content / name) for name in (*_NAMES, "labels.toml"))
