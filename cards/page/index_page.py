"""The page's HTML: its frame from `web/index.html`, with the words, and with all that the form is made of.

The frame names its style sheet and its first module by their file names. Whoever assembles a site or the one file puts
them where they belong there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from cards.locations import Shelf
from cards.page.strings import ENGLISH, form_strings

WEB = Path(__file__).parent / "web"
"""The folder with the page's own HTML, CSS and modules."""

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval' blob:",
        "style-src 'self'",
        "img-src 'self' blob: data:",
        "font-src blob:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "frame-src blob:",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
    )
)
"""What the page may load on a site (Content Security Policy 3): its own files, and what it makes itself as blobs.

`worker-src` has 'self' for the service worker alone. The other workers are blobs, because the policy in the page binds
those even where the host sends no headers.
"""

_NAMED = re.compile(r'(<(\w+)[^<>]*? data-t="([^"]+)"[^<>]*>)(?=</\2>)')
_DATA = '<script type="application/json" id="page-data">{}</script>'
_LANGUAGES = "<!-- languages -->"
_REVIEW = '<section class="review" id="review"'
_OTHER_PAGES = re.compile(r'\s*<p class="foot-pages">.*?</p>')
_READY_MADE = re.compile(rf'\s*<p data-t="no-wasm-more"></p>\s*{_LANGUAGES}')


def index_page(
    places: Sequence[Shelf], form: Mapping[str, Any], pages: Mapping[str, str] | None = None, org: str = ""
) -> str:
    """The page in English, which changes to the reader's language by itself.

    `form` is what `Session` answers to `form`; its day is left out, so the page does not depend on it. `pages` are the
    addresses of the static pages by the tags of their languages, and `org` is the organization whose site it is, to
    which reviewers send their answers. Raises BadFile for catalogs that cannot be read.
    """
    strings = form_strings(places)
    html = (WEB / "index.html").read_text(encoding="utf-8")
    if not pages:
        html = _OTHER_PAGES.sub("", _READY_MADE.sub("", html))
    html = _NAMED.sub(lambda found: f"{found[1]}{escape(strings[ENGLISH][found[3]], quote=False)}", html)
    known = {key: value for key, value in form.items() if key != "today"}
    html = html.replace(_LANGUAGES, _links(form, pages or {}))
    if org:
        html = html.replace(_REVIEW, f'{_REVIEW} data-org="{escape(org)}"', 1)
    return html.replace(_DATA, _DATA.replace("{}", _json({"strings": strings, "form": known})))


def placed(html: str, folder: str) -> str:
    """The page where its style sheet and modules are in a folder, such as `p/0123456789abcdef/`, with its policy."""
    charset = '<meta charset="utf-8">'
    head = (
        charset,
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">',
        '<link rel="icon" href="icon.svg" type="image/svg+xml">',
        '<link rel="apple-touch-icon" href="icon-192.png">',
        '<link rel="manifest" href="manifest.webmanifest">',
    )
    html = html.replace(charset, "\n".join(head), 1)
    for own in ('href="page.css"', 'src="main.mjs"'):
        html = html.replace(own, own.replace('"', f'"{folder}', 1))
    return html


def _json(value: object) -> str:
    """JSON that cannot end the script element that it is in (HTML, 4.12.1.3)."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _english_name(language: Mapping[str, Any]) -> str:
    if language["english"] == language["own"]:
        return ""
    return f' <bdi lang="en" dir="ltr">{escape(language["english"])}</bdi>'


def _links(form: Mapping[str, Any], pages: Mapping[str, str]) -> str:
    """A list of the static pages, each under its language's own name."""
    rows = [
        f'<li><a href="{escape(pages[each["tag"]])}" lang="{each["tag"]}" dir="{each["direction"]}">'
        f"{escape(each['own'])}</a>{_english_name(each)}</li>"
        for each in form["languages"]
        if each["tag"] in pages
    ]
    return f'<ul class="language-pages">{"".join(rows)}</ul>' if rows else ""
