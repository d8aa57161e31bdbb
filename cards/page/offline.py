"""The service worker of a site, with what it may keep: the files of one build, and the pages of one edition.

It lies at the top of the site, because a service worker serves only what is below it. `web/service-worker.js` says how
it works.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

NAME = "service-worker.js"

_WEB = Path(__file__).resolve().parent / "web"
_GIVEN = '"{}"'
_START = ("index.html", "manifest.webmanifest")
_ICON = "icon"


def service_worker(build: str, pages: Mapping[str, bytes]) -> str:
    """The worker for a build, and for the pages of its site by path, icons and manifest among them.

    Its edition is a digest of both, so another page, text or program makes another worker, which a browser notices.
    """
    digests = {path: hashlib.sha256(content).hexdigest() for path, content in sorted(pages.items())}
    start = [path for path in digests if path in _START or path.startswith(_ICON)]
    edition = hashlib.sha256(json.dumps([build, digests]).encode("utf-8")).hexdigest()[:16]
    site = {"edition": edition, "build": build, "pages": digests, "start": start}
    # JSON in a string of JavaScript: paths may have any letters.
    return _source("service-worker.js").replace(_GIVEN, json.dumps(json.dumps(site)), 1)


def farewell() -> str:
    """The worker for a site that has no program any more: it removes what an earlier edition has left."""
    return _source("farewell.js")


def _source(name: str) -> str:
    return (_WEB / name).read_text(encoding="utf-8").replace("\r\n", "\n")
