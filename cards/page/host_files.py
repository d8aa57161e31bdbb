"""What a web server and a browser read beside the pages: headers, the web app manifest, robots.txt, 404.html."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from html import unescape

from cards.page.documents import document
from cards.page.html import tag
from cards.page.icons import SIZES
from cards.page.index_page import POLICY
from cards.read.languages import Language

_HEADERS = {
    "Referrer-Policy": "no-referrer",
    "X-DNS-Prefetch-Control": "off",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

_FOREVER = "public, max-age=31536000, immutable"
"""For the folder of a build, whose name is a digest of what is in it."""

_ASK_FIRST = "no-cache"
"""For pages, which lead to a build: one that is older than the site would ask for files that are gone."""

_TYPES = {"mjs": "text/javascript", "wasm": "application/wasm", "webmanifest": "application/manifest+json"}
"""Types that older servers do not know; a browser runs a module or WebAssembly only under the right one."""

_OWN_POLICY = re.compile(rb'http-equiv="Content-Security-Policy" content="([^"]*)"')
_DIGEST = re.compile("'sha256-[A-Za-z0-9+/]{43}='")


def site_policy(pages: Iterable[bytes]) -> str:
    """The policy of the whole site as a header: what any of its pages may do; each page allows itself less.

    Scripts and styles inside a page are allowed by the digests in the policy that the page has itself.
    """
    allowed = dict(each.split(" ", 1) for each in POLICY.split("; "))
    for page in pages:
        found = _OWN_POLICY.search(page)
        own = unescape(found[1].decode("utf-8")) if found else ""
        for directive, sources in (each.split(" ", 1) for each in own.split("; ") if each):
            for digest in _DIGEST.findall(sources):
                if digest not in allowed[directive]:
                    allowed[directive] += f" {digest}"
    allowed["frame-ancestors"] = "'none'"
    return "; ".join(f"{directive} {sources}" for directive, sources in allowed.items())


def headers_file(policy: str) -> str:
    """`_headers`, as Netlify, Cloudflare Pages and others read it."""
    every = {"Content-Security-Policy": policy, **_HEADERS}
    rules: Mapping[str, Mapping[str, str]] = {
        "/*": every,
        "/p/*": {"Cache-Control": _FOREVER},
        # Hosts join the values of all rules that match, so "/*" may not have one, too.
        **{
            path: {"Cache-Control": _ASK_FIRST}
            for path in ("/", "/:page", "/:language/", "/:language/index.html", "/:language/contribute.html")
        },
    }
    return "".join(
        f"{path}\n{''.join(f'  {name}: {value}' + chr(10) for name, value in given.items())}"
        for path, given in rules.items()
    )


def htaccess_file(policy: str) -> str:
    """`.htaccess`, as Apache reads it where its host allows that; the same headers, and types that it may not know."""
    every = {"Content-Security-Policy": policy, **_HEADERS}
    lines = [
        *(f"AddType {kind} .{ending}" for ending, kind in _TYPES.items()),
        "AddDefaultCharset utf-8",
        "<IfModule mod_headers.c>",
        *(f'Header always set {name} "{value}"' for name, value in every.items()),
        '<FilesMatch "(\\.html|^service-worker\\.js)$">',
        f'Header set Cache-Control "{_ASK_FIRST}"',
        "</FilesMatch>",
        "<IfModule mod_setenvif.c>",
        'SetEnvIf Request_URI "/p/[0-9a-f]{16}/" of_a_build',
        f'Header set Cache-Control "{_FOREVER}" env=of_a_build',
        "</IfModule>",
        "</IfModule>",
    ]
    return "\n".join(lines) + "\n"


def robots_file() -> str:
    """robots.txt (RFC 9309): everything may be found."""
    return "User-agent: *\nAllow: /\n"


def manifest_file(name: str) -> str:
    """The web app manifest (W3C), for the home screen of a telephone."""
    icons = [{"src": "icon.svg", "sizes": "any", "type": "image/svg+xml", "purpose": "any"}]
    icons += [
        {"src": f"icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for size in SIZES
        for purpose in ("any", "maskable")
    ]
    content = {
        "name": name,
        "short_name": name,
        "id": "./",
        "start_url": "./index.html",
        "scope": "./",
        "display": "standalone",
        "lang": "en",
        "dir": "ltr",
        "background_color": "#ffffff",
        "theme_color": "#c8102e",
        "icons": icons,
    }
    return json.dumps(content, indent=1) + "\n"


def missing_page(english: Language) -> str:
    """404.html. A host shows it at any address, so it refers to nothing but the folders around that address."""
    body = [
        tag(
            "main",
            tag("h1", "There is no page here"),
            tag("p", "The address may be misspelled, or the page may have been moved. Try the start of this site:"),
            tag(
                "ul",
                tag("li", tag("a", "this folder", href="./")),
                tag("li", tag("a", "the folder above", href="../")),
            ),
            tag("p", "Esta página no existe. Pruebe el inicio del sitio con los enlaces de arriba.", lang="es"),
        )
    ]
    return document(english, title="No page here", about="There is no page here.", body=body, up=None, robots="noindex")


def licenses_page(english: Language, own: str, fonts: Mapping[str, str], unicode_terms: str, parts: str = "") -> str:
    """The licenses of the program, of the fonts that the files of cards embed, and of Unicode's data.

    `fonts` are license files by the names of their families. Their texts differ in the first line, which is shown for
    each; the rest, once. `parts` are those of what the page that makes cards is made of, if it is there.
    """
    lines, terms = _credits(fonts)
    body = [
        tag(
            "main",
            tag("h1", "Licenses"),
            tag("p", "This site was made with rights-cards. Its cards are information, not legal advice."),
            tag("h2", "The program"),
            tag("pre", own),
            tag("h2", "The fonts in the cards"),
            tag("ul", *(tag("li", tag("b", name), " ", line) for name, line in lines)),
            *(tag("pre", each) for each in terms),
            tag("h2", "Data of Unicode"),
            tag("pre", unicode_terms),
            *((tag("h2", "The page that makes cards"), tag("pre", parts)) if parts else ()),
        ),
        tag("footer", tag("p", tag("a", "Start", href="index.html"))),
    ]
    return document(english, title="Licenses", about="The licenses of rights-cards and its fonts.", body=body)


def _credits(fonts: Mapping[str, str]) -> tuple[list[tuple[str, str]], list[str]]:
    """For each family its copyright, and the texts that follow it, each once."""
    lines, terms = [], dict[str, None]()
    for name, text in sorted(fonts.items()):
        first, _, rest = text.strip().replace("\r\n", "\n").partition("\n")
        lines.append((name, first))
        terms[re.sub(r"\n{3,}", "\n\n", rest.strip())] = None
    return lines, list(terms)
