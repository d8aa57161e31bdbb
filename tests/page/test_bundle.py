"""What the page is made of: parts in fixed versions, and a bundle that depends on nothing but its sources."""

from __future__ import annotations

import gzip
import io
import json
import re
import zipfile
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from cards.decoding import decode
from cards.errors import BadOrder
from cards.locations import PACKAGE
from cards.pack.inputs import program_record
from cards.page.build import COMPRESSED, LIST, START, build_of
from cards.page.bundle import bundle
from cards.page.fetched import LISTS, Parts
from cards.read.links import read_link
from cards.readback import _picture
from cards.typeset.symbol import link_symbol
from tests.page.browsers import PARTS, InNode

ROOT = Path(__file__).resolve().parents[2]


def test_wheels_have_the_versions_of_the_constraints() -> None:
    lines = [line for line in (LISTS / "wheels.txt").read_text("utf-8").splitlines() if not line.startswith("#")]
    pinned = dict(
        line.split("==") for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines() if "==" in line
    )
    known = {canonicalize_name(name): version for name, version in pinned.items()}
    for line in lines:
        found = re.fullmatch(r"([\w-]+)==([\w.]+) --hash=sha256:[0-9a-f]{64}", line)
        assert found is not None, line
        assert known[canonicalize_name(found[1])] == found[2], line
    assert len(lines) == 5


@pytest.mark.parametrize(
    "folder", [LISTS, ROOT / "tests/page/driver", ROOT / "tests/qr_readers"], ids=lambda each: each.name
)
def test_npm_packages_are_fixed_with_checksums_and_without_the_address_of_a_mirror(folder: Path) -> None:
    wanted = json.loads((folder / "package.json").read_text("utf-8"))
    lock = json.loads((folder / "package-lock.json").read_text("utf-8"))
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted["dependencies"].values())
    packages = {name.removeprefix("node_modules/"): each for name, each in lock["packages"].items() if name}
    for name, version in wanted["dependencies"].items():
        assert packages[name]["version"] == version
    for name, each in packages.items():
        assert each["integrity"].startswith("sha512-"), name
        assert each.get("resolved", "https://registry.npmjs.org/").startswith("https://registry.npmjs.org/"), name


def test_a_missing_part_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadOrder, match=r"pyodide\.mjs.*missing|missing.*pyodide\.mjs"):
        Parts(tmp_path).npm("pyodide/pyodide.mjs")
    with pytest.raises(BadOrder, match="0 wheels of babel"):
        Parts(tmp_path).wheel("babel")


def archive(build: Path, name: str) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(gzip.decompress((build / f"{name}{COMPRESSED}").read_bytes())))


@pytest.mark.full_only
def test_the_same_sources_give_the_same_bundle(build: Path) -> None:
    made = bundle(Parts(PARTS))
    for name, content in (("program.zip", made.program), ("library.zip", made.library)):
        assert gzip.decompress((build / f"{name}{COMPRESSED}").read_bytes()) == content
        assert str(PACKAGE).encode() not in content
    with archive(build, "program.zip") as opened:
        assert {each.date_time for each in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.full_only
def test_the_bundle_has_the_program_compiled_and_says_which_it_is(build: Path) -> None:
    with archive(build, "program.zip") as opened:
        names = opened.namelist()
        assert opened.read("cards/program.json").decode() == program_record()
    assert not [name for name in names if name.endswith(".py")]
    assert {
        "cards/page/session.pyc",
        "cards/pipeline.pyc",
        "icu4py/breakers.pyc",
        "translations/es/LC_MESSAGES/cards.po",
    } <= set(names)
    assert not [name for name in names if name.startswith(("cards/cli/", "cards/checking/", "cards/page/web"))]
    assert not [name for name in names if name.endswith("/page.po")], "the page has its words in its HTML"


@pytest.mark.full_only
def test_a_build_is_listed_and_named_after_its_content(build: Path) -> None:
    about = json.loads((build / LIST).read_text("utf-8"))
    files = {path.relative_to(build).as_posix(): path.read_bytes() for path in build.rglob("*") if path.is_file()}
    assert set(about["files"]) == set(files) - {LIST}
    for name, listed in about["files"].items():
        assert listed == {"bytes": len(files[name]), "sha256": sha256(files[name]).hexdigest()}, name
    assert about["build"] == build_of(files)
    assert build_of({**files, "page.css": b""}) != about["build"]
    assert all(name in files or f"{name}{COMPRESSED}" in files for name in START)
    assert [name for name in files if guess_type(name)[1]] == [], "hosts would say how these are encoded"
    assert not [
        name
        for name in files
        if name.endswith((f".mjs{COMPRESSED}", f".css{COMPRESSED}"))
        and (ROOT / "cards/page/web" / name.removesuffix(COMPRESSED)).exists()
    ]


@pytest.mark.full_only
def test_codes_are_read_as_on_the_desk(in_node: InNode) -> None:
    for content in (
        "https://www.immigrationlawhelp.org",
        "https://example.org/" + "a" * 60,
        "https://example.org/?q=1&r=2",
    ):
        symbol = link_symbol(read_link(content))
        side = symbol.span * 4
        right = _picture(symbol)
        assert in_node.codes(right, side, side) == list(decode(right, side, side)) == [symbol.content]
        for picture in (
            bytes(255 - value for value in right),
            b"\xff" * len(right),
            right[: len(right) // 2] + b"\0" * (len(right) - len(right) // 2),
        ):
            assert in_node.codes(picture, side, side) == list(decode(picture, side, side)) == []


@pytest.mark.full_only
def test_the_licenses_of_all_parts_come_with_them(build: Path) -> None:
    text = (build / "licenses.txt").read_text("utf-8")
    wanted = json.loads((LISTS / "package.json").read_text("utf-8"))["dependencies"]
    wheels = dict(re.findall(r"^([\w-]+)==([\w.]+)", (LISTS / "wheels.txt").read_text("utf-8"), re.MULTILINE))
    for name, version in {**wanted, **wheels}.items():
        assert re.search(rf"{re.escape(version)}, [\w.-]+\. Source: https://", text), name
    for each in (
        "Mozilla Public License Version 2.0",
        "Apache License",
        "PYTHON SOFTWARE FOUNDATION",
        "UNICODE LICENSE V3",
    ):
        assert text.count(each) >= 1, each
    assert text.count("Mozilla Public License Version 2.0\n=====") == 1, "each text once"
