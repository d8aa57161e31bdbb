"""Remedies for a translation that is missing or not printable: which catalog to edit, and how to get it."""

from __future__ import annotations

from pathlib import Path

from cards.locations import in_folder
from cards.read.catalogs import Wording


def how_to_begin(wording: Wording) -> str:
    """The remedy for a locale without a catalog."""
    return f"Start it: locale init {wording.tag}{in_folder(wording.content)}"


def how_to_fill(wording: Wording, named: Path | None = None) -> str:
    """The remedy for missing strings, which does not repeat the path of a file that the error has `named`.

    A content folder has its own catalog for its own English.
    """
    if wording.own is None or wording.own in wording.files:
        path = wording.own or f"translations/{wording.tag}/LC_MESSAGES/cards.po"
        place = "there" if path == named else f"in {path}"
        return f"Translate these {place} and clear their fuzzy marks."
    update = f"locale update {wording.tag}{in_folder(wording.content)}"
    return (
        f"Copy the catalog to your folder with `{update}`, translate these in {wording.own}, "
        "and clear their fuzzy marks."
    )
