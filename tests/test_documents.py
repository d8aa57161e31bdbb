"""What the documents name is there: files, tests, links, and what the forge reads."""

from __future__ import annotations

import configparser
import json
import re
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
FORMS = sorted(path for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
KINDS = {"markdown", "input", "textarea", "dropdown", "checkboxes"}
BINARY = (".ttf", ".png", ".pdf", ".xz", ".ttx")
TOP = ("cards/", "docs/", "tests/", "translations/", "fonts/", "bench/", ".github/", ".ci/")


def named(document: Path) -> Iterator[str]:
    """What stands between single backticks."""
    text = re.sub(r"^```.*?^```", "", document.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    return (found[1] for found in re.finditer(r"`([^`\n]+)`", text))


@cache
def functions_of_the_tests() -> frozenset[str]:
    return frozenset(
        name
        for path in (ROOT / "tests").rglob("*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text("utf-8"), re.MULTILINE)
    )


@cache
def modules() -> list[Path]:
    return [*ROOT.glob("*.py"), *(path for top in TOP for path in (ROOT / top).rglob("*.py"))]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_test_that_is_named_exists(document: Path) -> None:
    told = {each for each in named(document) if re.fullmatch(r"test_\w+", each)}
    assert sorted(told - functions_of_the_tests()) == []
    assert bool(told) == (document.name in ("SECURITY.md", "mutation.md"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_that_is_named_exists(document: Path) -> None:
    """By its path from the top, or a module by the end of its path."""
    for each in named(document):
        if each.startswith(TOP) and " " not in each:
            assert list(ROOT.glob(re.sub(r"<\w+>|\{\w+\}", "*", each).rstrip("/"))), each
        elif re.fullmatch(r"[\w/]+\.py", each):
            assert any(path.match(each) for path in modules()), each


RELEASES = "../../releases/latest"
"""A page of the forge, as seen from the README there, wherever it is hosted."""


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", document.read_text("utf-8")):
        if not target.startswith("https://") and target != RELEASES:
            path, _, anchor = target.partition("#")
            file = document.parent / path if path else document
            assert file.exists(), target
            assert not anchor or anchor in anchors(file), target


def anchors(document: Path) -> set[str]:
    """What GitHub calls the headings of a document."""
    headings = re.findall(r"^#+ (.*)$", document.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.stem)
def test_a_form_is_one_that_the_forge_shows(form: Path) -> None:
    """As "Syntax for issue forms" and "Syntax for GitHub's form schema" in GitHub's documentation have it."""
    read: Any = yaml.safe_load(form.read_text("utf-8"))
    assert set(read) <= {"name", "description", "title", "labels", "body"}
    assert read["name"] and read["description"] and read["body"]
    asked = [each for each in read["body"] if each["type"] != "markdown"]
    assert {each["type"] for each in read["body"]} <= KINDS
    assert len({each["id"] for each in asked}) == len(asked)
    assert len({each["attributes"]["label"] for each in asked}) == len(asked)
    assert all(each["attributes"]["label"].strip() for each in asked)
    assert all(each["attributes"]["options"] for each in asked if each["type"] in ("dropdown", "checkboxes"))
    assert all(each["attributes"]["value"] for each in read["body"] if each["type"] == "markdown")


def test_the_components_of_weblate_find_every_catalog() -> None:
    found = json.loads((ROOT / "docs" / "weblate.json").read_text("utf-8"))
    assert [each["slug"] for each in found] == ["cards", "page"]
    for each in found:
        assert (ROOT / each["new_base"]).is_file()
        assert set(ROOT.glob(each["filemask"])) == set((ROOT / "translations").rglob(f"{each['slug']}.po"))
        assert each["file_format"] == "po", "po-mono takes the English for ids"


def test_there_is_a_form_for_each_of_our_users() -> None:
    assert {path.stem.partition("-")[2] for path in FORMS} >= {
        "wrong-word",
        "dead-hotline",
        "printer",
        "new-language",
        "review-answers",
    }
    assert yaml.safe_load((FORMS[0].parent / "config.yml").read_text("utf-8")) == {"blank_issues_enabled": True}


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_every_action_is_pinned_to_a_commit(workflow: Path) -> None:
    used = re.findall(r"uses: *(.*)", workflow.read_text("utf-8"))
    assert used
    assert [each for each in used if not re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each)] == []


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_may_read_alone_and_only_a_job_without_our_code_may_write(workflow: Path) -> None:
    read: Any = yaml.safe_load(workflow.read_text("utf-8"))
    assert read["permissions"] == {"contents": "read"}
    for job in read["jobs"].values():
        assert "timeout-minutes" in job
        uses = [step.get("uses", "") for step in job["steps"]]
        if "permissions" in job:
            assert not any(each.startswith(("actions/checkout", "actions/setup-")) for each in uses)
        for step in job["steps"]:
            assert "${{ github.event" not in step.get("run", ""), "text from strangers would be run"
            if step.get("uses", "").startswith("actions/checkout"):
                assert step["with"]["persist-credentials"] is False


LIBRARIES = {
    **{each: each for each in ("click", "icu4py", "phonenumbers", "pikepdf", "qrcode", "uharfbuzz")},
    **{"Babel": "babel", "Pillow": "PIL", "PDFium": "pypdfium2", "ReportLab": "reportlab", "resvg": "resvg_py"},
    "zxing-cpp": "zxingcpp",
}
CLAIM = re.compile(r"\bonly\s+(?:user|package|module)\b[^.|;]*", re.IGNORECASE)


def claims() -> list[tuple[Path, str]]:
    """Each sentence that calls something the only user of something."""
    files = [*DOCUMENTS, *(ROOT / "cards").rglob("*.py")]
    return [(path, found[0]) for path in files for found in CLAIM.finditer(path.read_text("utf-8"))]


def test_every_only_user_of_a_library_is_a_contract() -> None:
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    held = {
        module
        for section in setup.sections()
        if section.startswith("importlinter:contract:")
        and setup[section].get("source_modules", "").split() == ["cards"]
        for module in setup[section]["forbidden_modules"].split()
    }
    assert len(claims()) >= 5
    for path, claim in claims():
        told = {module for name, module in LIBRARIES.items() if re.search(rf"\b{name}\b", claim)}
        assert told, f"{path}: {claim}"
        assert told <= held, f"{path}: {claim}"


def test_files_are_written_as_editors_are_told(need_reader: Callable[[str], None]) -> None:
    """.editorconfig: UTF-8, a line feed at each end of a line and of the file, and no blanks before it."""
    need_reader("git")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout
    names = [name for name in listed.decode("utf-8").split("\0") if name and not name.endswith(BINARY)]
    assert len(names) > 400
    for name in names:
        raw = (ROOT / name).read_bytes()
        raw.decode("utf-8")
        assert b"\r" not in raw or name.endswith(".po"), name
        assert not raw or raw.endswith(b"\n"), name
        assert name.endswith((".po", ".pot")) or not re.search(rb"[ \t]$", raw, re.MULTILINE), name
