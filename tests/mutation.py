"""Makes one small mistake in the program at a time, and says which ones no test notices: python tests/mutation.py.

`docs/mutation.md` is written from a run. Each mistake is tried against the tests that mirror its module, in a copy of
the project and in a process of its own. The sample is the same for the same seed and the same code.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 600
"""After which a test run counts as endless, so that the mistake is noticed."""

AREAS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "imposition": (("cards/impose/sheet.py",), ("tests/impose",)),
    "bidi": (("cards/typeset/text/bidi.py",), ("tests/typeset/text/test_bidi.py",)),
    "fitting": (
        ("cards/typeset/fitting.py", "cards/typeset/card/statements.py", "cards/typeset/text/paragraph.py"),
        (
            "tests/typeset/test_fitting.py",
            "tests/typeset/card/test_statements.py",
            "tests/typeset/text/test_paragraph.py",
        ),
    ),
    "guards": (("cards/guards",), ("tests/guards",)),
    "review and sign-offs": (
        ("cards/merge/review.py", "cards/read/sign_offs.py", "cards/upkeep/sign.py"),
        ("tests/merge/test_review.py", "tests/read/test_sign_offs.py", "tests/upkeep/test_sign.py"),
    ),
    "folder and resuming of packs": (
        ("cards/pack/folder.py", "cards/pack/inputs.py", "cards/pack/manifest.py", "cards/pack/run.py"),
        (
            "tests/pack/test_folder.py",
            "tests/pack/test_inputs.py",
            "tests/pack/test_manifest.py",
            "tests/pack/test_run.py",
        ),
    ),
}
"""What is changed, as files and folders, and the tests that mirror it."""

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr, ast.Mod: ast.Mult,
}  # fmt: skip
AGGREGATES = {"any": "all", "all": "any", "min": "max", "max": "min"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A mistake: the file from the root, the line, the text of the expression there, and what it becomes."""

    file: str
    line: int
    start: int
    end: int
    before: str
    after: str


def offsets(source: str) -> list[int]:
    """The offset in UTF-8 at which each line begins."""
    found = [0]
    for line in source.encode().splitlines(keepends=True):
        found.append(found[-1] + len(line))
    return found


def mutants(path: Path) -> Iterator[Mutant]:
    """Every mistake that can be made in a module; none in its annotations, docstrings and imports."""
    source = path.read_text("utf-8")
    raw, starts = source.encode(), offsets(source)
    for node in _code(ast.parse(source)):
        for changed, after in _changes(node):
            begin = starts[changed.lineno - 1] + changed.col_offset
            end = starts[(changed.end_lineno or changed.lineno) - 1] + (changed.end_col_offset or 0)
            before = raw[begin:end].decode()
            if before != after:
                yield Mutant(path.relative_to(ROOT).as_posix(), changed.lineno, begin, end, before, after)


def _code(tree: ast.AST) -> Iterator[ast.AST]:
    """The nodes that run; annotations and docstrings do not."""
    for name, value in ast.iter_fields(tree):
        if name in ("annotation", "returns", "type_params"):
            continue
        for each in value if isinstance(value, list) else [value]:
            if not isinstance(each, ast.AST) or isinstance(each, (ast.Import, ast.ImportFrom)):
                continue
            if isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant):
                continue
            yield each
            yield from _code(each)


def _changes(node: ast.AST) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    """What may be done to a node: what of it is replaced, and by which text."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARED:
        yield (
            node,
            ast.unparse(ast.Compare(node.left, [COMPARED[type(node.ops[0])](), *node.ops[1:]], node.comparators)),
        )
    elif isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield node, f"({ast.unparse(ast.BoolOp(other, node.values))})"
        yield node, f"({ast.unparse(node.values[0])})"
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node, f"({ast.unparse(node.operand)})"
    elif isinstance(node, ast.BinOp) and type(node.op) in COUNTED and not isinstance(node.left, ast.JoinedStr):
        yield node, f"({ast.unparse(ast.BinOp(node.left, COUNTED[type(node.op)](), node.right))})"
    elif isinstance(node, ast.Constant) and isinstance(node.value, (int, float)) and not isinstance(node.value, bool):
        yield node, repr(node.value + 1)
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield node, repr(not node.value)
    elif isinstance(node, ast.IfExp):
        yield node, f"({ast.unparse(node.body)})"
        yield node, f"({ast.unparse(node.orelse)})"
    elif isinstance(node, ast.comprehension) and node.ifs:
        yield node.ifs[0], "True"
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in AGGREGATES:
        yield node.func, AGGREGATES[node.func.id]
    elif isinstance(node, (ast.Break, ast.Continue)):
        yield node, "continue" if isinstance(node, ast.Break) else "break"
    elif isinstance(node, ast.Return) and node.value is not None and not isinstance(node.value, ast.Constant):
        yield node, "return None"
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield node, "pass"


def mirrored(file: str, tests: tuple[str, ...]) -> tuple[str, ...]:
    """The tests of a module: those in the file of its name where there is one, otherwise those of its area."""
    path = Path("tests", *Path(file).parts[1:]).with_name(f"test_{Path(file).name}")
    return (path.as_posix(),) if (ROOT / path).is_file() else tests


def sample(area: str, count: int, seed: int) -> list[Mutant]:
    """So many mistakes of an area, at most one on a line, by chance."""
    files = [ROOT / name for name in AREAS[area][0]]
    paths = [each for path in files for each in (sorted(path.rglob("*.py")) if path.is_dir() else [path])]
    every = [mutant for path in paths for mutant in mutants(path)]
    random.Random(f"{seed} {area}").shuffle(every)
    by_line = {(each.file, each.line): each for each in reversed(every)}
    chosen = [each for each in every if by_line[each.file, each.line] is each][:count]
    return sorted(chosen, key=lambda each: (each.file, each.line))


def copied(folder: Path) -> Path:
    """A copy of the project, of what git knows of."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, names.split("\0")):
        source, target = ROOT / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)
    return folder


def passes(folder: Path, tests: tuple[str, ...], *, quick: bool) -> bool:
    """Whether the tests pass in a copy of the project; those that never end do not."""
    child = os.fork()
    if child == 0:
        _test(folder, tests, quick=quick)
    begin = time.monotonic()
    while time.monotonic() - begin < SECONDS:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status == 0
        time.sleep(0.05)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def _test(folder: Path, tests: tuple[str, ...], *, quick: bool) -> None:
    """Runs pytest in this process, which has its libraries already, and ends it."""
    os.setpgrp()
    os.chdir(folder)
    os.environ["CI"] = "true"  # the same examples of Hypothesis each time
    sys.path[:] = [str(folder), *(each for each in sys.path if not each.startswith(str(ROOT)))]
    sys.dont_write_bytecode = True
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    import pytest

    how = ["--quick" if quick else "--full", "-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    code = pytest.main([*how, *tests])
    os._exit(int(code))


def survives(folder: Path, mutant: Mutant, tests: tuple[str, ...], *, full: bool) -> bool:
    """Whether the tests pass with a mistake in the copy, which is whole again then; those of its module go first."""
    path = folder / mutant.file
    raw = path.read_bytes()
    path.write_bytes(raw[: mutant.start] + mutant.after.encode() + raw[mutant.end :])
    try:
        own = mirrored(mutant.file, tests)
        if not passes(folder, own, quick=True) or (own != tests and not passes(folder, tests, quick=True)):
            return False
        return not full or passes(folder, tests, quick=False)
    finally:
        path.write_bytes(raw)


def preload() -> None:
    """Imports what the tests need and what is not changed, once for all processes."""
    for name in (
        "babel.messages.pofile",
        "reportlab.pdfgen.canvas",
        "uharfbuzz",
        "PIL.Image",
        "pypdfium2",
        "pikepdf",
        "fontTools.ttLib",
        "icu4py",
        "zxingcpp",
        "qrcode",
        "phonenumbers",
        "click.testing",
    ):
        __import__(name)  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(prog="python tests/mutation.py", description=__doc__)
    parser.add_argument("areas", nargs="*", help=f"of: {', '.join(AREAS)}")
    parser.add_argument("--sample", type=int, default=20, help="mistakes of each area")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--full", action="store_true", help="try every case on what the quick suite does not notice")
    options = parser.parse_args()
    preload()
    with tempfile.TemporaryDirectory() as place:
        folder = copied(Path(place))
        for area in options.areas or AREAS:
            tests = AREAS[area][1]
            if not passes(folder, tests, quick=not options.full):
                print(f"{area}: the tests fail without any mistake", flush=True)
                return 1
            chosen = sample(area, options.sample, options.seed)
            left = []
            for each in chosen:
                if survives(folder, each, tests, full=options.full):
                    left.append(each)
                    print(f"{each.file}:{each.line}\n    {each.before}\n    {each.after}", flush=True)
            print(f"## {area}: {len(chosen) - len(left)} of {len(chosen)} noticed", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
