"""The page as a single HTML file, which opens with a double click, from a stick or a mail, without a connection.

A page that was opened as a file may load no other file, so everything is in it:

- the style sheet, in place of the link to `page.css`;
- the page's own modules, each as text in an element. `web/boot.js` makes blob: URLs of them. A module may import others
  only with `import … from "./name.mjs"` at its top or, later on, with `import("./name.mjs")`, and not in a circle;
- the parts of the build, in base64, in elements that `web/runtime.mjs` finds by their names (`part:fonts/….ttf.part`).

The licenses of the parts are there to read. Its policy forbids every connection. Fonts are half of its size, so it may
have those of some languages alone.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from cards.page.build import COMPRESSED, LIST, WEB
from cards.page.documents import source_of
from cards.page.part_licenses import NAME as LICENSES

NAME = "rights-cards.html"
"""The name of the file on a site."""

_FIRST = "main.mjs"
_IMPORT = re.compile(
    r'^(?:import|export)\b[^;"]*?\bfrom\s+"\./([\w-]+\.mjs)"|^[^*/\n]*\bimport\("\./([\w-]+\.mjs)"\)', re.MULTILINE
)
_STYLE = '<link rel="stylesheet" href="page.css">'
_SCRIPT = f'<script type="module" src="{_FIRST}"></script>'
_CHARSET = '<meta charset="utf-8">'


def one_file(program: Mapping[str, bytes], page: str, fonts: Iterable[str]) -> bytes:
    """The file, from the files of a build, its page as `index_page` gives it, and the names of the fonts to have."""
    style = program["page.css"].decode("utf-8")
    boot = (WEB / "boot.js").read_text(encoding="utf-8").replace("\r\n", "\n")
    policy = (
        f"default-src 'none'; script-src {source_of(boot)} 'wasm-unsafe-eval' blob:; style-src {source_of(style)}; "
        "img-src blob: data:; font-src blob: data:; worker-src blob:; frame-src blob:; base-uri 'none'; "
        "form-action 'none'"
    )
    head = f'{_CHARSET}\n<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'
    ends = "\n".join((*_modules(program), *_parts(program, set(fonts)), f"<script>{boot}</script>"))
    return (
        page.replace(_CHARSET, head, 1).replace(_STYLE, f"<style>{style}</style>", 1).replace(_SCRIPT, ends, 1)
    ).encode("utf-8")


def in_order(modules: Mapping[str, str]) -> list[str]:
    """The names of those that `main.mjs` needs, each after all that it imports. Raises ValueError for a circle."""
    found: list[str] = []
    open_: list[str] = []

    def add(name: str) -> None:
        if name in open_:
            raise ValueError(f"modules import each other in a circle: {' -> '.join((*open_, name))}")
        if name not in found:
            open_.append(name)
            for at_once, later in _IMPORT.findall(modules[name]):
                add(at_once or later)
            found.append(open_.pop())

    add(_FIRST)
    return found


def _modules(program: Mapping[str, bytes]) -> Iterator[str]:
    texts = {name: content.decode("utf-8") for name, content in program.items() if name.endswith(".mjs")}
    for name in in_order(texts):
        text = json.dumps(texts[name], ensure_ascii=False).replace("<", "\\u003c")
        yield f'<script type="application/json" data-module="{name}">{text}</script>'


def _parts(program: Mapping[str, bytes], fonts: set[str]) -> Iterator[str]:
    """The parts, with a list of those that are there."""
    about = json.loads(program[LIST])
    kept = {
        name: listed
        for name, listed in about["files"].items()
        if not name.startswith("fonts/") or name.removeprefix("fonts/").removesuffix(COMPRESSED) in fonts
    }
    about["files"] = kept
    yield f'<script type="application/json" id="part:{LIST}">{json.dumps(about)}</script>'
    for name in kept:
        if name == LICENSES:
            yield f'<script type="text/plain" id="licenses">\n{program[name].decode("utf-8")}</script>'
        elif not name.endswith(".css"):
            yield f'<script type="text/plain" id="part:{name}">{b64encode(program[name]).decode("ascii")}</script>'
