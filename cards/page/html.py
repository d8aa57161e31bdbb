"""Writes HTML whose every text is escaped: what is not made by `tag` or `raw` is text.

The pages are well-formed XML too (“polyglot”), so a strict reader can check them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

_VOID = frozenset({"br", "img", "link", "meta", "path", "use", "wbr"})
"""Elements without content and end tag (HTML, 13.1.2, and those of SVG that we leave empty)."""


@dataclass(frozen=True, slots=True)
class Markup:
    """Finished HTML."""

    text: str


def raw(text: str) -> Markup:
    """HTML that this program wrote itself, such as a style sheet; never a text from a file that somebody else wrote."""
    return Markup(text)


def tag(name: str, /, *children: Markup | str | None, **attributes: str | bool | None) -> Markup:
    """An element. Children and attributes without a value (None, False) are omitted.

    Attributes are written with `_` for `-`; one that ends in `_`, such as `class_`, loses that.
    """
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(key if value is True else value)}"'
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    if name in _VOID:
        return Markup(f"<{name}{given}/>")
    return Markup(f"<{name}{given}>{join(children).text}</{name}>")


def join(children: Iterable[Markup | str | None], between: str = "") -> Markup:
    """Several pieces, one after the other, with an unescaped text such as a line break `between` them."""
    pieces = (child.text if isinstance(child, Markup) else escape(child, quote=False) for child in children if child)
    return Markup(between.join(pieces))
