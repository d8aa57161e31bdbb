"""Whole sites for tests, as `rights-cards site` makes them, from a build that is there already."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from cards.locations import shelves
from cards.page.build import LIST, build_of
from cards.page.program import Program
from cards.page.ready_made import Prepared, prepare
from cards.page.site import SitePlan, assemble, plan_site
from cards.read.wishes import Wishes
from tests.page.conftest import TODAY

LANGUAGES = "es, ar"


@cache
def _prepared() -> tuple[SitePlan, tuple[Prepared, ...]]:
    plan = plan_site(shelves(None), Wishes(), LANGUAGES, TODAY, with_pdfs=False, content=None)
    plan = replace(plan, named=False)  # so the program offers every language, though few have a static page
    return plan, tuple(prepare(task) for task in plan.tasks)


def whole_site(folder: Path, build: Path, changed: Mapping[str, bytes] | None = None) -> Program:
    """Writes a site into a folder, with some files of its program changed, and returns the program."""
    files = {path.relative_to(build).as_posix(): path.read_bytes() for path in build.rglob("*") if path.is_file()}
    about = json.loads(files.pop(LIST))
    if changed:
        files |= changed
        for name in changed:
            about["files"][name] = {"bytes": len(files[name]), "sha256": hashlib.sha256(files[name]).hexdigest()}
    about["build"] = build_of(files)
    program = Program(about["build"], {**files, LIST: json.dumps(about).encode("ascii")})
    plan, prepared = _prepared()
    for name, content in assemble(plan, prepared, program).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        original = build / name.removeprefix(program.folder)
        if name.startswith(program.folder) and original.is_file() and original.read_bytes() == content:
            os.link(original, path)
        else:
            path.write_bytes(content)
    return program


def headers_of(site: Path) -> dict[str, str]:
    """The headers that a host sends which reads `_headers`."""
    every = (site / "_headers").read_text("utf-8").split("\n/")[0].splitlines()[1:]
    return dict(line.strip().split(": ", 1) for line in every)
