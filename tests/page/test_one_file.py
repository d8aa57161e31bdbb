"""The single file: everything in it, opened from a disk, without a connection."""

from __future__ import annotations

import gzip
import json
from base64 import encodebytes
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from cards.desk.fonts import fonts_needed
from cards.locations import bundled, shelves
from cards.page.one_file import in_order, one_file
from cards.page.program import Program, single_file
from tests.page.browsers import PROGRAMS, Page, Server
from tests.page.test_runtime import SCRIPT, SPANISH, digests_of

HTML = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Alone</title><link rel="stylesheet" href="page.css"></head>
<body><p>Here.</p><script type="module" src="main.mjs"></script></body></html>"""


def test_modules_come_after_what_they_import() -> None:
    modules = {
        "main.mjs": 'import {\n  a,\n  b,\n} from "./a.mjs";\nimport "./unused.js";\nexport * from "./b.mjs";\n',
        "a.mjs": 'import { c } from "./c.mjs";\n/** @typedef {import("./main.mjs").Thing} Thing */\n',
        "b.mjs": 'import { a } from "./a.mjs";',
        "c.mjs": "const text = 'from \"./d.mjs\"';",
        "other.mjs": 'import { x } from "./nowhere.mjs";',
    }
    assert in_order(modules) == ["c.mjs", "a.mjs", "b.mjs", "main.mjs"]
    with pytest.raises(ValueError, match=r"circle: main\.mjs -> a\.mjs -> c\.mjs -> a\.mjs"):
        in_order({**modules, "c.mjs": 'import "x";\nimport { a } from "./a.mjs";'})


def program(about: dict[str, bytes]) -> dict[str, bytes]:
    listed = {name: {"bytes": len(each), "sha256": ""} for name, each in about.items()}
    return {**about, "files.json": json.dumps({"build": "0", "start": [], "files": listed}).encode()}


def test_everything_is_in_the_file_but_other_fonts() -> None:
    files = program(
        {
            "main.mjs": b'const x = "</script><b>";\n',
            "page.css": b"p { color: red }",
            "program.zip.part": b"\0\1\2",
            "fonts/A.ttf.part": b"A",
            "fonts/B.ttf.part": b"B",
        }
    )
    text = one_file(files, HTML, ["A.ttf"]).decode("utf-8")
    assert "<style>p { color: red }</style>" in text and 'rel="stylesheet"' not in text and "src=" not in text
    assert 'id="part:program.zip.part">AAEC<' in text
    assert 'id="part:fonts/A.ttf.part"' in text and "B.ttf" not in text
    assert "</script><b>" not in text
    assert "default-src &#x27;none&#x27;" in text and "connect-src" not in text
    assert text.index("Content-Security-Policy") < text.index("<style>")


@pytest.fixture(scope="session")
def spanish_file(build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A single file with the program and a script to ask it."""
    files = {path.relative_to(build).as_posix(): path.read_bytes() for path in build.rglob("*") if path.is_file()}
    files["main.mjs"] = SCRIPT.replace("./p/BUILD/", "./").encode("utf-8")
    fonts = [path.name for path in fonts_needed((bundled(),), "es")]
    path = tmp_path_factory.mktemp("stick") / "cards on a stick.html"
    path.write_bytes(one_file(files, HTML, fonts))
    return path


@pytest.mark.full_only
@pytest.mark.parametrize("name", PROGRAMS)
def test_it_opens_from_a_disk_and_makes_the_same_bytes(
    spanish_file: Path, browse: Callable[[str], Page], host: Callable[[Path | None], Server], name: str
) -> None:
    elsewhere = host(None)
    page = browse(name)
    page.open(spanish_file.as_uri())
    page.wait("() => window.ask")
    found = page.evaluate("(args) => ask('preview', args)", SPANISH)
    assert found.get("digests") == digests_of("preview", SPANISH), found
    assert page.errors == []
    missing = page.evaluate("(args) => ask('preview', args)", {**SPANISH, "language": "km"})
    assert missing["failed"] == "NotFetched" and "no such part: fonts/NotoSansKhmer" in missing["text"]
    assert page.evaluate("(args) => ask('preview', args)", SPANISH)["digests"] == found["digests"], "it goes on"
    sent = page.evaluate(
        "(address) => Promise.all([fetch(address).then(() => 1, () => 0),"
        " new Promise((end) => Object.assign(new Image(), {"
        " onload: () => end(1), onerror: () => end(0), src: address }))])",
        elsewhere.address,
    )
    assert sent == [0, 0] and elsewhere.requests == []


@pytest.mark.full_only
def test_a_file_with_one_language_fits_into_a_mail(spanish_file: Path) -> None:
    """Most providers take 25 MB, and in a mail what is attached to it is in base64, in lines."""
    content = spanish_file.read_bytes()
    assert len(encodebytes(content)) < 25_000_000
    assert len(gzip.compress(content, 1)) < 16_000_000


@pytest.mark.full_only
@pytest.mark.parametrize("name", PROGRAMS)
def test_the_page_from_a_disk_draws_the_card(
    build: Path, browse: Callable[[str], Page], tmp_path: Path, name: str
) -> None:
    """A worker may start no module that the page of a file has made."""
    files = {path.relative_to(build).as_posix(): path.read_bytes() for path in build.rglob("*") if path.is_file()}
    program = Program(json.loads(files["files.json"])["build"], files)
    path = tmp_path / "rights-cards.html"
    path.write_bytes(single_file(shelves(None), date(2026, 11, 30), program, ["en", "es"]))
    page = browse(name)
    page.open(path.as_uri())
    page.type("#field-languages", "Spanish")
    page.press("ArrowDown", "Enter")
    page.wait("() => document.querySelector('#faces canvas')", seconds=120)
    assert page.errors == []
