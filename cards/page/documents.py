"""The frame of every static page: head, style, policy. A page is whole in its one file and loads nothing.

All pages have the same style sheet and script, so a host can allow both by their digests (`policies.py`).
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from cards.page.html import Markup, join, raw, tag
from cards.read.languages import Language

_FOLDER = Path(__file__).parent / "static"


@cache
def _own(name: str) -> str:
    """A style sheet or script of this program, without the lines that are only comments and without indentation."""
    lines = (line.strip() for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(("//", "/*")))


def style() -> str:
    """The style sheet of static pages."""
    return _own("language.css")


def reader() -> str:
    """The script that reads a situation aloud, where the browser has a voice of its own for its language."""
    return _own("read-aloud.js")


def source_of(text: str) -> str:
    """The source expression that allows an inline style or script (Content Security Policy 3, 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def policy() -> str:
    """The policy of static pages: nothing from anywhere but their own style, script and icons."""
    return (
        f"default-src 'none'; style-src {source_of(style())}; script-src {source_of(reader())}; img-src 'self'; "
        "manifest-src 'self'; base-uri 'none'; form-action 'none'"
    )


READER = tag("script", raw(reader()))


def document(
    language: Language, *, title: str, about: str, body: Sequence[Markup | str | None], class_: str | None = None,
    up: str | None = "", robots: str = "index, follow",
) -> str:  # fmt: skip
    """A page in a language. `up` leads to the folder of the site; None if a page may be shown anywhere."""
    head = [
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy()),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", http_equiv="x-dns-prefetch-control", content="off"),  # no name of a linked host is looked up
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", title),
        tag("meta", name="description", content=about),
        tag("meta", name="robots", content=robots),
        *(_links(up) if up is not None else ()),
        tag("style", raw(style())),
    ]
    page = tag(
        "html",
        raw("\n"),
        tag("head", raw("\n"), join(head, "\n"), raw("\n")),
        raw("\n"),
        tag("body", raw("\n"), join(body, "\n"), raw("\n")),
        raw("\n"),
        lang=language.tag,
        dir=language.direction,
        class_=class_,
    )
    return f"<!DOCTYPE html>\n{page.text}\n"


def _links(up: str) -> tuple[Markup, ...]:
    return (
        tag("link", rel="icon", href=f"{up}icon.svg", type="image/svg+xml"),
        tag("link", rel="apple-touch-icon", href=f"{up}icon-192.png"),
        tag("link", rel="manifest", href=f"{up}manifest.webmanifest"),
    )
