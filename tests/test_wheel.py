"""The wheel and the source archive: built once a run without network, complete, and the wheel works far from here."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import time
import venv
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NoReturn

import pytest

from cards.pack.program import program_digest
from tests.release import settled

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.full_only  # the build takes as long as hundreds of other tests
EPOCH = 1_795_000_000
"""The time of a commit, in seconds since 1970."""
PATIENCE = 600
"""Seconds that one worker waits for another one's build."""


@dataclass(frozen=True)
class Built:
    """Paths of the wheel, the source archive and the `bin` of an environment with the wheel; the files of the tree."""

    wheel: Path
    sdist: Path
    programs: Path
    tree: frozenset[str]


def run(*command: str | Path, cwd: Path, epoch: int | None = None) -> str:
    """Runs a command without pip's and our own settings, and gives what it prints."""
    dropped = ("PYTHON", "PIP_", "RIGHTS_CARDS", "SOURCE_DATE_EPOCH")
    env = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    if epoch is not None:
        env["SOURCE_DATE_EPOCH"] = str(epoch)
    done = subprocess.run(
        [*map(str, command)], cwd=cwd, env={**env, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}, check=False, timeout=PATIENCE,
        capture_output=True, encoding="utf-8", errors="replace",
    )  # fmt: skip
    assert done.returncode == 0, f"{command}: {done.stdout[-3000:]}{done.stderr[-3000:]}"
    return done.stdout


def files_of_the_tree() -> frozenset[str]:
    """Every file that git tracks or would track."""
    listed = run("git", "ls-files", "-z", "-co", "--exclude-standard", cwd=ROOT).split("\0")
    return frozenset(name for name in listed if name and (ROOT / name).is_file())


def archives(folder: Path, day: int = EPOCH) -> None:
    """Builds both in `folder`, the wheel from the unpacked source archive, of files of `day`, in seconds since 1970."""
    source = folder / "source"
    for name in files_of_the_tree():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, source / name)
        os.utime(source / name, (day, day))
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder / "dist", source, cwd=folder, epoch=EPOCH)


def build(folder: Path) -> None:
    """Builds both in `folder` and installs the wheel."""
    archives(folder)
    venv.create(folder / "venv", with_pip=False)
    python = next(path for path in (folder / "venv").glob("*/python*") if path.stem == "python")
    (wheel,) = (folder / "dist").glob("*.whl")
    run(
        sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel,
        cwd=folder,
    )  # fmt: skip
    # The libraries of the running environment, behind the wheel; its .pth files, an editable install's, are not read.
    site = run(python, "-c", "import sysconfig; print(sysconfig.get_paths()['purelib'])", cwd=folder).strip()
    (Path(site) / "libraries.pth").write_text("\n".join(libraries()), encoding="utf-8")


def libraries() -> Sequence[str]:
    """The folders of installed packages that this Python sees."""
    own = {sysconfig.get_paths()["purelib"], sysconfig.get_paths()["platlib"]}
    return sorted(own | {path for path in sys.path if Path(path).name in ("site-packages", "dist-packages")})


@pytest.fixture(scope="session")
def built(
    tmp_path_factory: pytest.TempPathFactory,
    need_reader: Callable[[str], None],
    reader_unavailable: Callable[[str], NoReturn],
) -> Built:
    """Built by the first worker that comes here; the others wait for it."""
    need_reader("git")
    setuptools = importlib.metadata.version("setuptools") if importlib.util.find_spec("setuptools") else "0"
    if int(setuptools.partition(".")[0]) < 77:
        reader_unavailable(f"setuptools 77 or newer is needed to build without network, and this is {setuptools}.")
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder, done = shared / "wheel", shared / "wheel" / "done"
    try:
        folder.mkdir()
    except FileExistsError:
        end = time.monotonic() + PATIENCE
        while not done.is_file() and time.monotonic() < end:
            time.sleep(0.1)
        assert done.read_text("utf-8") == "built", "another worker could not build"
    else:
        try:
            build(folder)
        except BaseException:
            done.write_text("failed", encoding="utf-8")
            raise
        done.write_text("built", encoding="utf-8")
    (wheel,) = (folder / "dist").glob("*.whl")
    (sdist,) = (folder / "dist").glob("*.tar.gz")
    programs = folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    return Built(wheel, sdist, programs, files_of_the_tree())


def in_wheel(name: str) -> str:
    """Where a file of the tree lies in the wheel: setup.cfg maps the data folders into the package."""
    return f"cards/{name}" if name.startswith(("translations/", "fonts/")) else name


def test_the_wheel_holds_every_module_and_every_datum_and_no_more(built: Built) -> None:
    data = (".toml", ".po", ".pot", ".ttf", ".txt")
    expected = {
        in_wheel(name)
        for name in built.tree
        if name.startswith("cards/") or (name.startswith(("translations/", "fonts/")) and name.endswith(data))
    }
    for part in (
        "cards/py.typed",
        "cards/cli/__init__.py",
        "cards/definitions/scripts/home.toml",
        "cards/fonts/NotoSans-Bold.ttf",
    ):
        assert part in expected
    with zipfile.ZipFile(built.wheel) as wheel:
        names = {name for name in wheel.namelist() if not PurePosixPath(name).parts[0].endswith(".dist-info")}
        assert wheel.testzip() is None
    assert expected <= names, expected - names
    # setuptools takes the modules of a package's folder as well
    assert names - expected <= {"cards/fonts/rebuild.py", "cards/translations/rebuild_letters.py"}
    assert sum(name.endswith("/LC_MESSAGES/cards.po") for name in names) >= 23


def test_a_release_has_the_same_bytes_on_every_day(built: Built, tmp_path: Path) -> None:
    """The second build begins at a later second, from files of a later day."""
    archives(tmp_path, EPOCH + 90_000_000)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    (sdist,) = (tmp_path / "dist").glob("*.tar.gz")
    assert wheel.read_bytes() == built.wheel.read_bytes()
    assert sdist.read_bytes() != built.sdist.read_bytes(), "setuptools does it itself: tests/release.py need not"
    assert settled(sdist.read_bytes(), EPOCH) == settled(built.sdist.read_bytes(), EPOCH)


def test_the_wheel_says_what_it_is(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as wheel:
        names = wheel.namelist()
        (metadata,) = [name for name in names if name.endswith(".dist-info/METADATA")]
        text = wheel.read(metadata).decode("utf-8")
        entries = wheel.read(metadata.replace("METADATA", "entry_points.txt")).decode("utf-8")
    licences = {PurePosixPath(name).name for name in names if ".dist-info/licenses/" in name}
    assert {"LICENSE", "OFL-NotoSans.txt"} <= licences
    assert re.search(r"^License(-Expression)?: MIT", text, re.MULTILINE)
    assert "Requires-Python: >=3.11\n" in text
    assert "rights-cards = cards.start:main" in entries
    assert "rights_cards = cards.read.extract:extract" in entries
    for library in ("babel", "click", "icu4py", "phonenumberslite", "qrcode", "reportlab", "uharfbuzz", "zxing-cpp"):
        assert f"Requires-Dist: {library}" in text.replace("Babel", "babel")


def test_the_source_archive_is_a_whole_checkout(built: Built) -> None:
    with tarfile.open(built.sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"generate.py", "SECURITY.md", ".github/workflows/release.yml", "tests/test_wheel.py"} <= built.tree
    assert built.tree <= names, built.tree - names
    assert not [name for name in names if "__pycache__" in name or name.startswith((".git/", "out/", ".venv/"))]


def test_the_wheel_works_away_from_the_checkout(built: Built, tmp_path: Path) -> None:
    """One locale in Noto Sans, one right to left, one in a font of its own: the bytes are those of the checkout."""
    locales = ("es", "ar", "th")
    where = run(
        built.programs / "python", "-c", "import cards, sys; print(cards.__file__, *sys.path, sep='\\n')", cwd=tmp_path
    )
    module, *path = where.splitlines()
    assert Path(module).is_relative_to(built.programs.parent)
    assert str(ROOT) not in path
    printed = run(built.programs / "rights-cards", "cards", *locales, "-o", "wheel", cwd=tmp_path)
    assert [line.partition(": ")[0] for line in printed.splitlines()] == [
        str(Path("wheel") / f"home-{locale}-avery-5371.pdf") for locale in locales
    ]
    run(sys.executable, ROOT / "generate.py", "cards", *locales, "-o", "checkout", cwd=tmp_path)
    for locale in locales:
        name = f"home-{locale}-avery-5371.pdf"
        assert (tmp_path / "wheel" / name).read_bytes() == (tmp_path / "checkout" / name).read_bytes()


def test_the_wheel_makes_one_file(built: Built, tmp_path: Path) -> None:
    run(built.programs / "rights-cards", "cards", "es", "-o", "x.pdf", cwd=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["x.pdf"]


def test_the_program_of_the_wheel_names_itself(built: Built, tmp_path: Path) -> None:
    printed = run(built.programs / "rights-cards", cwd=tmp_path)
    assert "rights-cards cards es vi --hotline" in printed
    assert "generate.py" not in printed


def test_the_program_of_the_wheel_is_that_of_the_checkout(built: Built, tmp_path: Path) -> None:
    """So that a pack may be resumed, and a worker take part, with either."""
    printed = run(
        built.programs / "python",
        "-c",
        "from cards.pack.program import program_digest; print(program_digest())",
        cwd=tmp_path,
    )
    assert printed.strip() == program_digest()
