"""Options of a card: what it holds beyond its script, or does without."""

from __future__ import annotations

from dataclasses import dataclass, fields

WRITE_INS = ("lawyer", "contact", "a-number")
"""What the bearer may write on a line of their own, by the keys of its labels in labels.toml."""


@dataclass(frozen=True, slots=True)
class CardOptions:
    """What a card holds beyond its script, or does without, from the order to the last stage that needs it.

    Each field is a setting of that name (`read/settings.py`). A new option is a field here, its row there, and the code
    that makes it; nothing between passes it on by name.

    `pictograms` allows them beside the statements. `write_in` (one of `WRITE_INS`, "" for none) adds a blank line for
    the bearer to write on. With `interpreter` the officer's side says which language the bearer speaks and asks for an
    interpreter.
    """

    pictograms: bool = True
    write_in: str = ""
    interpreter: bool = False


OF_CARD = tuple(each.name for each in fields(CardOptions))
"""The keys of the settings that are options of a card."""

PLAIN = CardOptions()
"""A card with nothing optional but pictograms."""
