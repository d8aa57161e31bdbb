"""What the tests of the command line share: running it, an output folder that is watched, and content folders.

Every test runs in an empty folder of its own. `run` is the command `cards` inside this process, where an exception
that is no CardError fails the test with its traceback; `refused` runs it and checks all that is promised of an error.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner, Result

from cards.cli import commands
from cards.locations import bundled, shelves
from cards.read.scripts import read_labels, read_script
from tests.said import accented

OLD = b"what was printed last Saturday"

SCRIPT = """\
id = "park"
version = 3
title = "In the park"
about = "Officers walk up to somebody in a park."

[bearer.heading]
id = "heading"
text = "Breathe. You have rights."
authority = ["U.S. Const. amends. IV and V"]

[[bearer.statement]]
id = "go"
text = "**Ask** whether you may go."
authority = ["INS v. Delgado, 466 U.S. 210 (1984)"]

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

STOCK = """\
id = "eight-up"
name = "Eight cards of our own"
paper = "letter"
card_width = "3.5in"
card_height = "2in"
columns = 2
rows = 4
products = ["E8"]
source = "measured by us"
"""

HOTLINE = """\
id = "lynn"
name = "Lynn Neighbors"
number = "(617) 370-5023"
regions = ["US-MA"]
source = "our own line"
source_date = 2026-01-05
doubt = "closed on Sundays"
verified_on = 2026-01-01
"""

LANGUAGE = """\
[qaa]
english = "Ownish"
autonym = "Own"
direction = "ltr"
script = "Latn"
fonts = ["NotoSans"]
aliases = ["own"]
"""

HEADER = """\
msgid ""
msgstr ""
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"

"""


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test stands in an empty folder."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def run() -> Callable[..., Result]:
    """`cards` with those arguments; no exception may come out of it."""

    def command(*arguments: str | Path, env: dict[str, str | None] | None = None) -> Result:
        runner = CliRunner(env={"RIGHTS_CARDS_CONTENT": None, **(env or {})})
        result = runner.invoke(commands, ["cards", *map(str, arguments)], prog_name="cards", catch_exceptions=False)
        assert "Traceback" not in result.output
        return result

    return command


@pytest.fixture(scope="session")
def made(run: Callable[..., Result]) -> Callable[..., str]:
    """Runs `cards`, which must succeed without an error, and gives what it prints on standard output."""

    def command(*arguments: str | Path, env: dict[str, str | None] | None = None) -> str:
        result = run(*arguments, env=env)
        assert result.exit_code == 0, result.output
        assert "Error" not in result.output
        return result.stdout

    return command


@pytest.fixture
def watched(tmp_path: Path) -> Callable[[], dict[str, bytes | None]]:
    """Every file under the test's folder with its bytes, and every folder, also hidden ones."""

    def tree() -> dict[str, bytes | None]:
        return {
            path.relative_to(tmp_path).as_posix(): None if path.is_dir() else path.read_bytes()
            for path in tmp_path.rglob("*")
        }

    return tree


@pytest.fixture
def refused(
    run: Callable[..., Result], watched: Callable[[], dict[str, bytes | None]], tmp_path: Path
) -> Callable[..., str]:
    """Runs `cards`, which must refuse with that exit code, and gives the message after `Error: `.

    Checked on the way: one error of at least two sentences (what is wrong, what to do), nothing on standard output,
    nothing written, neither beside an old file nor into a new folder, and the old file as it was.
    """

    def command(code: int, *arguments: str | Path, env: dict[str, str | None] | None = None) -> str:
        old = tmp_path / "out"
        old.mkdir(exist_ok=True)
        for name in ("cards.pdf", "home-es-avery-5371.pdf"):
            (old / name).write_bytes(OLD)
        before = watched()
        places = [()] if "-o" in arguments else [("-o", "out/cards.pdf"), ("-o", "out"), ("-o", "new/deep")]
        messages = []
        for place in places:
            result = run(*place, *arguments, env=env)
            assert result.exit_code == code, result.output
            assert result.stdout == ""
            assert watched() == before
            errors = [line for line in result.stderr.splitlines() if line.startswith("Error: ")]
            assert result.stderr.count("Error: ") == len(errors) == 1, result.stderr
            assert result.stderr.endswith(errors[0] + "\n")
            messages.append(errors[0].removeprefix("Error: "))
        assert len(set(messages)) == 1
        (message,) = set(messages)
        is_of_click = message.startswith(("Invalid value for", "No such option", "Option"))
        assert is_of_click or re.search(r"\.\s+\S", message), f"no remedy: {message}"
        return message

    return command


@pytest.fixture(scope="session")
def words() -> Callable[..., str]:
    """The text of one page of a PDF, on one line."""

    def text(pdf: str | Path, page: int = 0) -> str:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return " ".join(document[page].get_textpage().get_text_range().split())
        finally:
            document.close()

    return text


@pytest.fixture
def content(tmp_path: Path) -> Callable[..., Path]:
    """Puts a file into the content folder `mine`, and gives the file's path."""

    def put(name: str, text: str | bytes) -> Path:
        path = tmp_path / "mine" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
        now = time.time_ns()  # finer than the clock of many file systems: what was read before is then read again
        os.utime(path, ns=(now, now))
        return path

    return put


@pytest.fixture
def script_toml() -> str:
    """A script of our own, `park`."""
    return SCRIPT


@pytest.fixture
def stock_toml() -> str:
    """A stock of our own, `eight-up`."""
    return STOCK


@pytest.fixture
def hotline_toml() -> str:
    """A hotline of our own, `lynn`, verified on 2026-01-01."""
    return HOTLINE


@pytest.fixture
def language_toml() -> str:
    """A language of our own, `qaa`."""
    return LANGUAGE


@pytest.fixture(scope="session")
def home_sources() -> Sequence[tuple[str, str]]:
    """(context, English) of every string of `home` that a catalog translates."""
    shelf = bundled()
    script, labels = read_script(shelf.scripts / "home.toml"), read_labels(shelves(None))
    return [(source.context, source.text) for source in (*script.bearer.translated, *labels.sources)]


@pytest.fixture(scope="session")
def home_po(home_sources: Sequence[tuple[str, str]]) -> str:
    """A whole catalog for `home` that no revision of the bundled ones changes: the English with é for e, but for what
    the bearer says in English.

    Its header names no language, so that it can be any.

    Its comments say which of its words negate or stand for a key word, as a translator's do where the program does not
    know them.
    """
    keys = ("refuse", "silent", "closed", "court", "judge", "lawyer", "warrant")
    entries = [
        "".join(f"# negation: {word}\n" for word in ("not", "nothing") if re.search(rf"\b{word}\b", english))
        + "".join(f"# means {key}: {key.replace('e', 'é')}\n" for key in keys if key in english.lower())
        + f'msgctxt "{context}"\nmsgid "{english}"\nmsgstr "{accented(english)}"\n'
        for context, english in home_sources
    ]
    # Spanish and Portuguese negate “or say” too.
    whole = HEADER + "\n".join(entries)
    honest = next(accented(english) for context, english in home_sources if context == "home/bearer/honest")
    assert whole.count(honest) == 1
    return whole.replace(honest, honest.replace(" or ", " nor ")).replace(
        'msgctxt "home/bearer/honest"', '# negation: nor\nmsgctxt "home/bearer/honest"'
    )


@pytest.fixture(scope="session")
def posix() -> None:
    """Skips where files have no POSIX permissions, limits and devices."""
    if sys.platform == "win32":
        pytest.skip("needs POSIX")
