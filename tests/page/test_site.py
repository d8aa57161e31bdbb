"""`site`: a folder for any web server, whole and the same each time, beside which nobody's file is harmed."""

from __future__ import annotations

import hashlib
import json
import re
import struct
from collections.abc import Callable
from datetime import date
from html import escape
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cards.cli import commands
from cards.cli.output import write_whole
from cards.cli.site_folder import SiteFolder
from cards.locations import bundled, shelves
from cards.page.host_files import site_policy
from cards.page.icons import SIZES, png_icon, svg_icon
from cards.page.program import Program, start_of_site
from cards.page.site import RECORD, SUMS, sums_text
from cards.read.scripts import script_ids

FEW = ("--languages", "es ar", "--no-program", "--as-of", "2026-11-30")
WORDS = (*FEW, "--no-pdfs")

SCRIPT = """\
id = "park"
version = 3
title = "In the <park> & “field”"
about = "Officers walk up to somebody in a park."

[bearer.heading]
id = "heading"
text = "Breathe <script>alert(1)</script> & stay."
authority = ["U.S. Const. amends. IV and V"]

[[bearer.statement]]
id = "quiet"
text = "**Be quiet.** Show this card."
authority = ["U.S. Const. amend. V"]

[officer.heading]
id = "heading"
text = "To the officer in the park"
authority = ["U.S. Const. amends. IV and V"]

[[officer.statement]]
id = "quiet"
text = "**I remain silent.**"
authority = ["U.S. Const. amend. V"]
"""


def run(*arguments: str | Path) -> Result:
    runner = CliRunner(env={"RIGHTS_CARDS_CONTENT": None})
    return runner.invoke(commands, ["site", *map(str, arguments)], prog_name="cards", catch_exceptions=False)


def made(*arguments: str | Path) -> Result:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "site"
    made("-o", folder, *FEW)
    return folder


def test_the_law_of_each_situation_is_told_once_and_on_no_page(tmp_path: Path) -> None:
    result = made("-o", tmp_path / "site", *WORDS)
    told = [line.rpartition(" ")[2] for line in result.stderr.splitlines() if "has reviewed the law behind" in line]
    assert sorted(told) == sorted(script_ids([bundled()]))
    assert not any(b"reviewed the law" in data for data in files_in(tmp_path / "site").values())


class Links(HTMLParser):
    """Collects ids, and addresses that elements name: those to follow and those that are loaded."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.followed: list[str] = []
        self.loaded: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids |= {given["id"]} if "id" in given else set()
        addresses = [given[name] for name in ("href", "src") if name in given]
        (self.followed if tag == "a" else self.loaded).extend(addresses)


def test_links_lead_to_files_and_places_of_the_site(site: Path) -> None:
    pages = {path: Links(path.read_text("utf-8")) for path in site.rglob("*.html")}
    assert len(pages) == 8, "one for each of two languages, two on how to help, and four more"
    for path, links in pages.items():
        if path.name == "404.html":
            assert links.followed == ["./", "../"], "it is shown at any address"
            assert not links.loaded
            continue
        for address in (*links.followed, *links.loaded):
            if address.startswith("https://www.immigrationlawhelp.org"):
                assert address in links.followed
                continue
            target, _, place = address.partition("#")
            file = (path.parent / target).resolve() if target else path
            assert file.is_file(), f"{path}: {address}"
            assert site in file.parents
            if place:
                known = pages[file].ids if file in pages else set()
                assert place in known or file.suffix == ".svg", f"{path}: {address}"


def test_every_file_of_cards_is_the_one_of_the_command(site: Path, tmp_path: Path) -> None:
    found = {path.name: path for path in site.glob("*/*.pdf")}
    assert len(found) == 2 * 2 * 11, "two languages, two papers, eleven scripts"
    runner = CliRunner(env={"RIGHTS_CARDS_CONTENT": None})
    for stock in ("plain-letter", "plain-a4"):
        arguments = ["cards", "es", "ar", "--script", "street", "--stock", stock, "-o", str(tmp_path)]
        assert runner.invoke(commands, arguments).exit_code == 0
        for locale in ("es", "ar"):
            name = f"street-{locale}-{stock}.pdf"
            assert found[name].read_bytes() == (tmp_path / name).read_bytes()
            assert found[name].parent.name == locale


def test_the_list_of_digests_names_every_file(site: Path) -> None:
    files = files_in(site)
    lines = [line.split("  ", 1) for line in files.pop(SUMS).decode().splitlines()]
    assert {path: digest for digest, path in lines} == {
        path: hashlib.sha256(data).hexdigest() for path, data in files.items()
    }


@pytest.mark.full_only
def test_a_later_site_has_the_same_bytes(site: Path, tmp_path: Path) -> None:
    again = tmp_path / "elsewhere" / "site"
    made("-o", again, *FEW, "--jobs", "1")
    assert files_in(again) == files_in(site)


@pytest.mark.full_only
def test_processes_change_no_byte(tmp_path: Path) -> None:
    eight = ("--languages", "es ar km vi so fr de it", *FEW[2:])
    made("-o", tmp_path / "one", *eight, "--jobs", "1")
    made("-o", tmp_path / "two", *eight, "--jobs", "2")
    assert files_in(tmp_path / "one") == files_in(tmp_path / "two")


def test_nothing_tells_where_and_when_it_was_made(site: Path) -> None:
    everything = b"".join(data for path, data in files_in(site).items() if not path.endswith((".pdf", ".png")))
    for trace in (str(site), str(Path.home()), "2026-11-30"):
        assert trace.encode() not in everything


def test_the_record_says_what_is_there(site: Path) -> None:
    record = json.loads((site / RECORD).read_text("utf-8"))
    spanish = next(each for each in record["languages"] if each["tag"] == "es")
    assert spanish["page"] == "es/index.html"
    assert [each["id"] for each in spanish["situations"]][:2] == ["home", "street"]
    assert {each["review"] for each in spanish["situations"]} == {"draft"}
    assert all((site / file).is_file() for each in spanish["situations"] for file in each["files"])


def test_the_manifest_names_icons_of_their_sizes(site: Path) -> None:
    manifest = json.loads((site / "manifest.webmanifest").read_text("utf-8"))
    assert (site / manifest["start_url"]).is_file()
    assert {each["purpose"] for each in manifest["icons"]} == {"any", "maskable"}
    for icon in manifest["icons"]:
        data = (site / icon["src"]).read_bytes()
        if icon["type"] == "image/png":
            assert icon["sizes"] == "{}x{}".format(*struct.unpack(">II", data[16:24]))


@pytest.mark.parametrize("size", SIZES)
def test_the_icon_is_a_picture_whose_edge_is_red(size: int) -> None:
    """A system may cut a maskable icon to a circle; another reader of PNG must agree with ours."""
    from PIL import Image

    with Image.open(BytesIO(png_icon(size))) as picture:
        assert (picture.size, picture.mode) == ((size, size), "RGB")
        edge = {picture.getpixel((x, y)) for x in range(size) for y in (0, size // 6, size - 1)}
        assert edge == {(200, 16, 46)}
        assert picture.getpixel((size // 2, round(size * 0.44))) == (255, 255, 255)
    assert svg_icon().startswith('<svg xmlns="http://www.w3.org/2000/svg"')


def test_headers_allow_what_the_pages_have_inside_and_no_more(site: Path) -> None:
    headers = (site / "_headers").read_text("utf-8")
    policy = re.search("Content-Security-Policy: (.*)", headers)
    assert policy is not None
    for page in site.rglob("*.html"):
        own = re.search('http-equiv="Content-Security-Policy" content="([^"]*)"', page.read_text("utf-8"))
        assert own is not None
        for digest in re.findall("sha256-[A-Za-z0-9+/=]+", own[1]):
            assert digest in policy[1]
    for word in ("unsafe-inline", "unsafe-eval'", "http:", "https:", "*"):
        assert word not in policy[1].replace("'wasm-unsafe-eval'", "")
    for header in ("Referrer-Policy: no-referrer", "X-Content-Type-Options: nosniff", "Permissions-Policy: "):
        assert header in headers
    assert policy[1] in (site / ".htaccess").read_text("utf-8")


def rules_of(headers: str) -> dict[str, str]:
    """The rules about caching in `_headers`, by the patterns of their paths."""
    blocks = re.findall(r"^(/\S*)\n((?:  .*\n)+)", headers, re.MULTILINE)
    return {path: found[1] for path, block in blocks if (found := re.search("Cache-Control: (.*)", block))}


def test_hosts_are_asked_again_for_each_page_and_never_for_a_file_of_a_build(site: Path) -> None:
    """Of several rules that match, hosts join the values, so only one may."""
    rules = rules_of((site / "_headers").read_text("utf-8"))
    build = "/p/0123456789abcdef/"

    def cached(path: str) -> list[str]:
        patterns = {re.sub(r":\w+", "[^/]+", pattern).replace("*", ".*"): rule for pattern, rule in rules.items()}
        return [rule for pattern, rule in patterns.items() if re.fullmatch(pattern, path)]

    pages = [f"/{each.relative_to(site).as_posix()}" for each in site.rglob("*.html")]
    assert "/index.html" in pages and "/es/index.html" in pages
    for path in (*pages, "/", "/es/", "/licenses", "/service-worker.js"):
        assert cached(path) == ["no-cache"], path
    for path in ("runtime.mjs", "program.zip.part", "fonts/NotoSans-Regular.ttf.part"):
        (rule,) = cached(build + path)
        assert "immutable" in rule
    apache = (site / ".htaccess").read_text("utf-8")
    (names, value) = re.findall('<FilesMatch "(.*)">\nHeader set Cache-Control "(.*)"\n', apache)[0]
    assert value == "no-cache"
    assert all(re.search(names, path.rsplit("/", 1)[1]) for path in (*pages, "/service-worker.js"))
    assert not re.search(names, "runtime.mjs")
    (where, which) = re.findall('SetEnvIf Request_URI "(.*)" (.*)\n', apache)[0]
    assert re.search(where, f"{build}runtime.mjs") and not any(re.search(where, path) for path in pages)
    assert f'Header set Cache-Control "{rules["/p/*"]}" env={which}\n' in apache


def test_the_policy_has_the_digests_of_every_page_and_nothing_else_of_theirs() -> None:
    script, style = (f"'sha256-{letter * 43}='" for letter in "AB")
    page = f"default-src 'none'; script-src {script} https://evil.example 'unsafe-inline'; style-src {style}"
    policy = site_policy([f'<meta http-equiv="Content-Security-Policy" content="{escape(page)}">'.encode(), b"none"])
    directives = dict(each.split(" ", 1) for each in policy.split("; "))
    assert script in directives["script-src"]
    assert style in directives["style-src"]
    assert "evil" not in policy
    assert "unsafe-inline" not in policy


def test_licenses_name_every_font(site: Path) -> None:
    page = (site / "licenses.html").read_text("utf-8")
    assert "The rights-cards contributors" in page
    assert "SIL OPEN FONT LICENSE Version 1.1" in page
    assert page.count("SIL OPEN FONT LICENSE Version 1.1") == 1
    assert "NotoNastaliqUrdu" in page
    assert "UNICODE LICENSE V3" in page


def test_the_program_is_not_there_without_its_parts(tmp_path: Path) -> None:
    result = run("-o", tmp_path / "site", "--languages", "es")
    assert result.exit_code == 2
    assert "make page" in result.stderr
    assert not (tmp_path / "site").exists()


def test_the_page_is_the_start_of_a_site_that_has_the_program() -> None:
    program = Program("0123456789abcdef", {"main.mjs": b"", "page.css": b""})
    html = start_of_site(shelves(None), date(2026, 11, 30), program, {"es": "es/index.html"})
    links = Links(html)
    own = {"p/0123456789abcdef/main.mjs", "p/0123456789abcdef/page.css"}
    assert set(links.loaded) == {*own, "icon.svg", "icon-192.png", "manifest.webmanifest"}
    assert "es/index.html" in links.followed
    assert "2026-11-30" not in html
    policy = re.search('http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert policy is not None
    assert policy.start() < html.index("<link"), "what comes before it is not bound"
    allowed = set(re.sub("['\";]|&#x27;", " ", policy[1]).split())
    assert allowed & {"*", "http:", "https:", "unsafe-inline", "unsafe-eval"} == set()
    assert start_of_site(shelves(None), date(2027, 5, 1), program, {"es": "es/index.html"}) == html


@pytest.mark.parametrize("tags", [["ar", "es", "km"], ["vi"], None])
def test_the_page_of_a_site_offers_the_languages_of_the_site(tags: list[str] | None) -> None:
    """To make cards, to review, and to count what is ready without a connection: all three read this list."""
    program = Program("0123456789abcdef", {"main.mjs": b"", "page.css": b""})
    html = start_of_site(shelves(None), date(2026, 11, 30), program, {}, tags=tags)
    data = re.search('id="page-data">(.*?)</script>', html)
    assert data is not None
    found = [each["tag"] for each in json.loads(data[1])["form"]["languages"]]
    assert sorted(found) == tags if tags else len(found) == 64


def test_a_later_run_replaces_and_removes_its_own_files_alone(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    made("-o", folder, *WORDS)
    (folder / "CNAME").write_text("cards.example.org\n")
    before = (folder / "icon.svg").stat().st_mtime_ns
    result = made("-o", folder, "--languages", "vi", *WORDS[2:], "--org", "Lynn Neighbors")
    assert "Removed" in result.stderr
    assert not (folder / "ar").exists()
    assert "Lynn Neighbors" in (folder / "vi" / "index.html").read_text("utf-8")
    assert (folder / "CNAME").read_text() == "cards.example.org\n"
    assert (folder / "icon.svg").stat().st_mtime_ns == before, "what did not change is not uploaded again"
    assert "CNAME" not in (folder / SUMS).read_text()


def foreign_folder(folder: Path) -> None:
    folder.mkdir()
    (folder / "index.html").write_text("ours")


def foreign_list(folder: Path) -> None:
    """Somebody else's list of digests, such as that of a release: its files are not ours to remove."""
    foreign_folder(folder)
    (folder / SUMS).write_text(f"{hashlib.sha256(b'ours').hexdigest()}  index.html\n")


def changed_page(folder: Path) -> None:
    made("-o", folder, *WORDS)
    (folder / "es" / "index.html").write_text("better words")


def foreign_page(folder: Path) -> None:
    made("-o", folder, "--languages", "es", *WORDS[2:])
    (folder / "ar").mkdir()
    (folder / "ar" / "index.html").write_text("ours")


def linked_folder(folder: Path) -> None:
    made("-o", folder, "--languages", "es", *WORDS[2:])
    (folder.parent / "private").mkdir()
    (folder / "ar").symlink_to(folder.parent / "private")


def linked_page_to_remove(folder: Path) -> None:
    made("-o", folder, "--languages", "es ar vi", *WORDS[2:])
    (folder / "vi").rename(folder.parent / "private")
    (folder / "vi").symlink_to(folder.parent / "private")


def linked_list(folder: Path) -> None:
    made("-o", folder, *WORDS)
    (folder / SUMS).rename(folder.parent / "private.txt")
    (folder / SUMS).symlink_to(folder.parent / "private.txt")


def file_in_the_place_of_a_folder(folder: Path) -> None:
    made("-o", folder, "--languages", "es", *WORDS[2:])
    (folder / "ar").write_text("ours")


def list_that_leads_out(folder: Path) -> None:
    folder.mkdir()
    (folder.parent / "private.txt").write_text("private")
    digest = hashlib.sha256(b"private").hexdigest()
    (folder / SUMS).write_text(f"{digest}  ../private.txt\n{digest}  {RECORD}\n")


def a_file(folder: Path) -> None:
    folder.write_text("a file")


@pytest.mark.parametrize(
    ("prepare", "code"),
    [
        (foreign_folder, 2), (foreign_list, 2), (list_that_leads_out, 2), (changed_page, 7), (foreign_page, 7),
        (linked_folder, 7), (linked_list, 7), (file_in_the_place_of_a_folder, 7), (a_file, 7),
    ],
)  # fmt: skip
def test_a_file_of_somebody_else_is_safe(prepare: Callable[[Path], None], code: int, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    prepare(folder)
    before = files_in(tmp_path)
    result = run("-o", folder, *WORDS)
    assert result.exit_code == code, result.output
    assert result.stderr.count("Error: ") == 1
    assert files_in(tmp_path) == before


@pytest.mark.full_only
def test_nothing_is_removed_through_a_link(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    linked_page_to_remove(folder)
    before = files_in(tmp_path / "private")
    assert before
    made("-o", folder, *WORDS)
    assert files_in(tmp_path / "private") == before


def test_the_build_before_stays_for_one_update(tmp_path: Path) -> None:
    """Pages that are open, or that a browser has kept, fetch fonts of the build that they belong to."""

    def update(*names: str) -> set[str]:
        program = [Program(name, {"main.mjs": name.encode()}) for name in names]
        for each in program:
            files = {f"{each.folder}main.mjs": each.files["main.mjs"], RECORD: f'{{"build": "{each.build}"}}'.encode()}
            SiteFolder(tmp_path / "site").write({**files, SUMS: sums_text(files).encode()})
        listed = {line[66:] for line in (tmp_path / "site" / SUMS).read_text().splitlines()}
        there = {path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").glob("p/*/*")}
        assert listed == {*there, RECORD}
        return {path.split("/")[1] for path in there}

    assert update("a") == {"a"}
    assert update("b") == {"a", "b"}
    assert update("b") == {"a", "b"}, "the same site again"
    assert update("c") == {"b", "c"}
    assert update("d", "e") == {"d", "e"}


@pytest.mark.full_only
def test_a_run_that_was_stopped_can_be_repeated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "site"
    made("-o", folder, *WORDS)
    written: list[Path] = []

    def stopping(path: Path, data: bytes) -> None:
        if len(written) == 3:
            raise KeyboardInterrupt
        written.append(path)
        write_whole(path, data)

    monkeypatch.setattr("cards.cli.site_folder.write_whole", stopping)
    assert run("-o", folder, *WORDS, "--org", "Lynn Neighbors").exit_code == 130
    monkeypatch.undo()
    made("-o", folder, *WORDS, "--org", "Lynn Neighbors")
    made("-o", tmp_path / "new", *WORDS, "--org", "Lynn Neighbors")
    assert files_in(folder) == files_in(tmp_path / "new")


def test_a_content_folder_adds_its_situation_and_is_escaped(tmp_path: Path) -> None:
    scripts = tmp_path / "mine" / "scripts"
    scripts.mkdir(parents=True)
    (scripts / "park.toml").write_text(SCRIPT, encoding="utf-8")
    spanish_words = ("--languages", "es", *WORDS[2:])
    made("-o", tmp_path / "site", *spanish_words, "--content", tmp_path / "mine", "--org", "“Lynn” & Neighbors")
    english = (tmp_path / "site" / "en" / "index.html") if (tmp_path / "site" / "en").exists() else None
    assert english is None, "only what was asked for"
    spanish = (tmp_path / "site" / "es" / "index.html").read_text("utf-8")
    assert "In the &lt;park&gt; &amp; “field”" in spanish, "named as missing"
    assert 'id="park"' not in spanish
    made("-o", tmp_path / "site", "--languages", "en", *FEW[2:], "--content", tmp_path / "mine")
    page = (tmp_path / "site" / "en" / "index.html").read_text("utf-8")
    assert "Breathe &lt;script&gt;alert(1)&lt;/script&gt; &amp; stay." in page
    assert (tmp_path / "site" / "en" / "park-en-plain-letter.pdf").is_file()


@pytest.mark.parametrize("text", ["**No abra** la puerta\u202e.", "**Abra la puerta.** Llame al 617-555-0100."])
def test_a_translation_that_no_card_may_have_stops_the_site(text: str, tmp_path: Path) -> None:
    """Nothing is written, so the site that is there stays as it is."""
    catalog = tmp_path / "mine" / "translations" / "es" / "LC_MESSAGES" / "cards.po"
    catalog.parent.mkdir(parents=True)
    english = "**Keep the door closed.** Show this card under it or at a window."
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Language: es\\n"\n\n'
    catalog.write_text(f'{head}msgctxt "home/bearer/door"\nmsgid "{english}"\nmsgstr "{text}"\n', encoding="utf-8")
    folder, asked = tmp_path / "site", ("--languages", "es", *WORDS[2:])
    made("-o", folder, *asked)
    before = files_in(folder)
    result = run("-o", folder, *asked, "--content", tmp_path / "mine")
    assert result.exit_code == 3, result.output
    assert "cards.po:" in result.stderr
    assert "Nothing was written." in result.stderr
    assert files_in(folder) == before
