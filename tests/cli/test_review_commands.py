"""`preview` and `proof`: a card as a picture while one translates, and the paper that a reviewer signs."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from cards.cli import commands
from cards.cli.picture import GAP
from cards.locations import bundled, shelves
from cards.read.scripts import script_ids
from cards.read.stocks import find_stock
from tests.said import accented

ROOT = Path(__file__).resolve().parents[2]
RED = (200, 16, 46)
LONG = 120
"""Seconds after which something that is waited for will not come any more, on the slowest machine."""

STATEMENT = """
[[bearer.statement]]
id = "long"
text = "{}"
authority = ["U.S. Const. amend. V"]

[officer.heading]"""

STRING = 'msgstr "'

Command = Callable[..., Result]
Words = Callable[..., str]


@pytest.fixture(scope="session")
def command() -> Command:
    """The program with those arguments; no exception may come out of it."""

    def run(*arguments: str | Path) -> Result:
        runner = CliRunner(env={"RIGHTS_CARDS_CONTENT": None})
        result = runner.invoke(commands, [*map(str, arguments)], prog_name="cards", catch_exceptions=False)
        assert "Traceback" not in result.output
        return result

    return run


@pytest.fixture(scope="session")
def did(command: Command) -> Callable[..., str]:
    """Runs the program, which must succeed, and gives what it prints."""

    def run(*arguments: str | Path) -> str:
        result = command(*arguments)
        assert result.exit_code == 0, result.output
        return result.output

    return run


@pytest.fixture
def fails(command: Command, watched: Callable[[], dict[str, bytes | None]]) -> Callable[..., str]:
    """Runs the program, which must refuse with that exit code and write nothing; gives the message."""

    def run(code: int, *arguments: str | Path) -> str:
        before = watched()
        result = command(*arguments)
        assert (result.exit_code, result.stdout) == (code, ""), result.output
        assert watched() == before
        return result.stderr.rpartition("Error: ")[2]

    return run


@pytest.fixture
def own(content: Callable[..., Path], language_toml: str, home_po: str) -> Path:
    """The content folder `mine` with a language of its own, `qaa`; gives its catalog."""
    content("translations/languages.toml", language_toml)
    return content("translations/qaa/LC_MESSAGES/cards.po", home_po)


def picture(path: str = "card.png") -> Image.Image:
    image = Image.open(path)
    image.load()
    return image


@pytest.mark.parametrize("stock", ["avery-5371", "plain-a4"])
@pytest.mark.parametrize("locale", ["es", "ar"])
def test_a_preview_shows_both_sides_at_three_hundred_pixels_an_inch(
    locale: str, stock: str, did: Callable[..., str]
) -> None:
    assert did("preview", locale, "-o", "card.png", "--stock", stock).startswith("card.png: home in ")
    card = find_stock(shelves(None), stock).card
    width, height = (side / 72 * 300 for side in (card.width, card.height))
    image = picture()
    assert (image.format, image.mode) == ("PNG", "RGB")
    assert abs(image.height - height) <= 1
    assert abs(image.width - (2 * width + GAP)) <= 2
    side = (image.width - GAP) // 2
    for left in (0, side + GAP):
        one = image.crop((left, 0, left + side, image.height))
        assert [one.getpixel((x, y)) for x in (3, side - 4) for y in (3, image.height - 4)] == [RED] * 4
        inks = one.convert("L").histogram()
        assert 0.04 < sum(inks[180:]) / sum(inks) < 0.4
    gap = image.crop((side + 1, 0, side + GAP - 1, image.height))
    assert gap.getextrema() == ((255, 255),) * 3


def test_a_preview_without_the_library_that_draws_it(
    fails: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    told = fails(2, "preview", "es", "-o", "card.png")
    assert "`preview` needs pypdfium2, which is not installed." in told
    assert "python -m pip install pypdfium2" in told


def test_a_preview_is_that_of_the_order(did: Callable[..., str]) -> None:
    """Other words, another script or a number make another picture; the same order makes the same."""
    pictures = []
    for more in ((), (), ("--script", "car"), ("--hotline", "617-370-5023"), ("--hotline", "luce")):
        did("preview", "es", "-o", "new/card.png", *more)
        pictures.append(Path("new/card.png").read_bytes())
    assert pictures[0] == pictures[1]
    assert len(set(pictures)) == 4


def test_a_preview_says_which_statement_needs_a_number(did: Callable[..., str]) -> None:
    said = "the cards of witness do not say “Call the number on this card.” because they have no number"
    assert said in did("preview", "es", "--script", "witness", "-o", "card.png")
    assert said not in did("preview", "es", "--script", "witness", "--hotline", "617-555-0100", "-o", "card.png")


@pytest.mark.parametrize(
    ("arguments", "code", "shown"),
    [
        (("vj",), 4, "There is no locale 'vj'"),
        (("es", "--script", "hoem"), 4, "Did you mean home"),
        (("es", "--stock", "a4"), 4, "There is no stock 'a4'"),
        (("es", "--hotline", "911"), 2, "911"),
        (("mam",), 5, "Mam (mam) has no translations yet"),
    ],
)
def test_a_preview_that_cannot_be_drawn(
    arguments: tuple[str, ...], code: int, shown: str, fails: Callable[..., str]
) -> None:
    assert shown in fails(code, "preview", *arguments, "-o", "card.png")
    if arguments != ("mam",) and "--hotline" not in arguments:
        assert shown in fails(code, "proof", *arguments, "-o", "proof.pdf")


def test_a_preview_shows_what_is_still_to_be_translated(
    own: Path, home_po: str, did: Callable[..., str], command: Command, refused: Callable[..., str], words: Words
) -> None:
    """From nothing translated to everything the picture grows; cards are refused until the last string is there."""
    contexts = re.findall('msgctxt "(.+)"', home_po)
    # This card does not have these.
    assert [contexts.pop() for _ in range(3)] == ["labels/a-number", "labels/contact", "labels/lawyer"]
    pictures = []
    for done in (0, 1, len(contexts) - 1):
        parts = re.split("(?=msgctxt )", home_po)
        own.write_text("".join(parts[: done + 1]) + "".join(
            re.sub('msgstr ".+"', 'msgstr ""', part) for part in parts[done + 1 :]
        ), "utf-8")  # fmt: skip
        result = command("preview", "qaa", "-o", "card.png", "--content", "mine")
        assert (result.exit_code, result.stdout) == (0, "card.png: home in Ownish\n")
        missing = "; ".join(f"{context} (not translated)" for context in contexts[done:])
        assert result.stderr == (
            f"Warning: this card cannot be printed because of {len(contexts) - done} of its {len(contexts)} strings: "
            f"{missing}. "
            f"Translate these in {Path('mine/translations/qaa/LC_MESSAGES/cards.po')} and clear their fuzzy marks.\n"
        )
        assert contexts[-1] in refused(5, "qaa", "--content", "mine") or done < len(contexts) - 12
        pictures.append(Path("card.png").read_bytes())
    own.write_text(home_po, "utf-8")
    assert did("preview", "qaa", "-o", "card.png", "--content", "mine") == "card.png: home in Ownish\n"
    assert len({*pictures, Path("card.png").read_bytes()}) == 4


@pytest.mark.parametrize(
    ("old", "new", "state"),
    [
        ('msgstr "My lawyér:"', 'msgstr ""', "not translated"),
        ('msgctxt "labels/lawyer"', '#, fuzzy\nmsgctxt "labels/lawyer"', "fuzzy"),
        ('msgid "My lawyer:"', 'msgid "Older."', "translated from an older English text"),
    ],
)
def test_what_a_card_does_not_have_is_no_gap_in_it(
    old: str,
    new: str,
    state: str,
    own: Path,
    home_po: str,
    command: Command,
    refused: Callable[..., str],
    made: Callable[..., str],
    words: Words,
) -> None:
    """Only a card with a line for the bearer's own lawyer is refused; the others are previewed, proofed and printed."""
    assert command("preview", "qaa", "-o", "whole.png", "--content", "mine").exit_code == 0
    assert home_po.count(old) == 1
    own.write_text(home_po.replace(old, new), "utf-8")
    result = command("preview", "qaa", "-o", "card.png", "--content", "mine")
    assert (result.exit_code, result.output) == (0, "card.png: home in Ownish\n")
    assert Path("card.png").read_bytes() == Path("whole.png").read_bytes()
    result = command("preview", "qaa", "-o", "card.png", "--content", "mine", "--write-in")
    assert result.exit_code == 0
    assert (
        f"Warning: this card cannot be printed because of 1 of its 9 strings: labels/lawyer ({state}). "
        in result.stderr
    )
    assert command("proof", "qaa", "-o", "proof.pdf", "--content", "mine").exit_code == 0
    assert "No card to show" not in words("proof.pdf")
    made("qaa", "--content", "mine", "--copies", "1", "--exact", "-o", "one.pdf")
    assert f": labels/lawyer ({state})." in refused(5, "qaa", "--content", "mine", "--write-in")


def test_a_preview_of_doubtful_strings(own: Path, home_po: str, command: Command, refused: Callable[..., str]) -> None:
    """A fuzzy string and one from an older English text are no words of the card either."""
    changed = home_po.replace('msgctxt "home/bearer/door"', '#, fuzzy\nmsgctxt "home/bearer/door"')
    changed = changed.replace('msgctxt "labels/link"\nmsgid "', 'msgctxt "labels/link"\nmsgid "Older. ')
    own.write_text(changed, "utf-8")
    result = command("preview", "qaa", "-o", "card.png", "--content", "mine")
    assert result.exit_code == 0
    assert "home/bearer/door (fuzzy); labels/link (translated from an older English text). " in result.stderr
    assert "home/bearer/door (fuzzy)" in refused(5, "qaa", "--content", "mine")


def test_a_preview_does_not_show_a_wrong_sentence_as_words_of_the_card(
    own: Path, home_po: str, command: Command
) -> None:
    """A sentence that has lost its bold words is drawn as “(error)” is, and the terminal says why."""

    def picture(door: str) -> tuple[bytes, str]:
        changed = re.sub(r'(msgctxt "home/bearer/door"\n.*\nmsgstr )".*"', rf'\1"{door}"', home_po)
        assert changed != home_po
        own.write_text(changed, "utf-8")
        result = command("preview", "qaa", "-o", "card.png", "--content", "mine")
        assert result.exit_code == 0, result.output
        return Path("card.png").read_bytes(), result.stderr

    one, told = picture("Kéép thé door closéd.")
    assert "this card cannot be printed. " in told
    assert "home/bearer/door" in told
    other, _ = picture("Opén thé door whén thréé officérs knock at it.")
    assert one == other, "neither sentence is on the picture"


def test_a_preview_takes_what_the_words_of_a_card_need(
    own: Path, content: Callable[..., Path], script_toml: str, fails: Callable[..., str], did: Callable[..., str]
) -> None:
    """The option that a refusal names is one that the command has."""
    words = "**Call** {hotline}, {hotline_name}, {org}."
    content("scripts/park.toml", script_toml.replace("**Ask** whether you may go.", words))
    asked = ["preview", "en", "-o", "card.png", "--script", "park", "--content", "mine"]
    for option, value in (("--hotline", "617-370-5023"), ("--hotline-name", "LUCE"), ("--org", "Lynn Neighbors")):
        assert f"Give {option}." in fails(3, *asked)
        asked += [option, value]
    assert did(*asked) == "card.png: park in English\n"
    assert "needs a number" in fails(2, "preview", "es", "-o", "card.png", "--hotline-name", "LUCE")


@pytest.mark.parametrize(
    ("new", "shown"),
    [
        (
            "{hotline} ",
            "has {hotline}, which the English does not have. Remove it, or write it exactly as in the English.",
        ),
        (
            "\u202e",
            "U+202E, which can hide or reorder what it says; it is at the beginning. Remove the character U+202E.",
        ),
        ("a\\n", "It is a line break: write the text on one line"),
    ],
)
def test_a_preview_says_how_to_mend_a_translation(
    new: str, shown: str, own: Path, home_po: str, command: Command
) -> None:
    own.write_text(home_po.replace('msgstr "**Say', f'msgstr "{new}**Say'), "utf-8")
    assert own.read_text("utf-8") != home_po
    done = command("preview", "qaa", "-o", "card.png", "--content", "mine")
    assert (done.exit_code, done.stdout) == (0, "card.png: home in Ownish\n")
    assert "Warning: this card cannot be printed. " in done.stderr
    assert shown in done.stderr


def test_a_proof_is_a_pdf(fails: Callable[..., str]) -> None:
    assert "proof.png is not the name of a PDF. Give a name that ends in .pdf with -o." in fails(
        2, "proof", "es", "-o", "proof.png"
    )


def test_a_proof_of_all_cards_is_signed_with_its_code(
    own: Path, home_po: str, did: Callable[..., str], command: Command, words: Words
) -> None:
    """Of a language of which one card is translated: its strings are signed, and the others are named."""
    assert did("proof", "qaa", "-o", "proof.pdf", "--content", "mine") == "proof.pdf: proof of all cards in Ownish\n"
    with pypdfium2.PdfDocument("proof.pdf") as document:
        pages = len(document)
    printed = " ".join(words("proof.pdf", page) for page in range(pages))
    found = re.search(r"locale sign qaa --role ROLE --by NAME --code (\S+) --content FOLDER", printed)
    assert "qaa CODE YOUR NAME, ROLE: " in printed
    listed = re.search(r"CODE is the code of this list: (\S+)\. ", printed)
    assert found and listed
    assert found[1] == listed[1]
    signing = ["locale", "sign", "qaa", "--by", "Bo", "--content", "mine", "--code"]
    refused = command(*signing, found[1], "--role", "legal")
    assert refused.exit_code == 2
    assert "has no authorities, for which a lawyer vouches. Print a proof of each card with --script," in refused.stderr
    result = command(*signing, found[1], "--role", "community")
    assert result.exit_code == 0, result.output
    signed = home_po.count("msgctxt")
    assert f": {signed} strings signed as community by Bo" in result.stdout
    assert "Note: car/bearer/heading is not signed: not translated." in result.stderr
    result = command(*signing, found[1], "--role", "second-translator", "--script", "home")
    assert result.exit_code == 0, result.output
    own.write_text(home_po.replace('msgstr "Stay', 'msgstr "Do stay'), "utf-8")
    result = command(*signing, found[1], "--role", "community")
    assert "have changed since the proof" in result.stderr


def test_there_is_no_proof_of_nothing(
    own: Path, home_po: str, did: Callable[..., str], command: Command, fails: Callable[..., str]
) -> None:
    """A preview of an empty catalog shows its gaps; without any catalog there is none either."""
    for catalog in ("", re.sub('msgstr ".+"', 'msgstr ""', home_po)):
        own.write_text(catalog, "utf-8")
        message = fails(5, "proof", "qaa", "-o", "proof.pdf", "--content", "mine")
        assert message.startswith("No string of the cards is translated into Ownish (qaa) yet. Translate these in mine")
        message = fails(5, "proof", "qaa", "--script", "home", "-o", "proof.pdf", "--content", "mine")
        assert message.startswith("No string of home is translated into Ownish (qaa) yet. Translate these in mine")
        assert command("preview", "qaa", "-o", "card.png", "--content", "mine").exit_code == 0
        Path("card.png").unlink()
    own.unlink()
    for name, output in (("proof", "proof.pdf"), ("preview", "card.png")):
        message = fails(5, name, "qaa", "-o", output, "--content", "mine")
        assert message.endswith(" Start it: locale init qaa --content mine\n")


def test_the_remedy_for_words_of_a_folder_is_its_catalog(
    content: Callable[..., Path], did: Callable[..., str], refused: Callable[..., str], command: Command
) -> None:
    """And the command that it names makes that catalog from the one that the program brings."""
    home = (bundled().scripts / "home.toml").read_text("utf-8")
    content("scripts/home.toml", home.replace("Keep the door closed.", "Keep your door closed."))
    own = Path("mine/translations/vi/LC_MESSAGES/cards.po")
    update = "locale update vi --content mine"
    wanted = f"`{update}`, translate these in {own}, and clear their fuzzy marks."
    assert wanted in refused(5, "vi", "--content", "mine")
    assert wanted in command("preview", "vi", "-o", "card.png", "--content", "mine").stderr
    began = did(*update.split())
    assert began.startswith(f"{own}: started from ")
    assert "1 changed" in began
    message = refused(5, "vi", "--content", "mine")
    assert message.startswith(f"{own}:")
    assert "Translate these there and clear" in message
    did("proof", "vi", "-o", "proof.pdf", "--content", "mine")


def test_fonts_that_are_none_are_told_of_where_they_are_named(
    own: Path, language_toml: str, content: Callable[..., Path], fails: Callable[..., str]
) -> None:
    table = content("translations/languages.toml", language_toml.replace("NotoSans", "NotoSansArbic"))
    line = 1 + language_toml.splitlines().index('fonts = ["NotoSans"]')
    message = fails(4, "preview", "qaa", "-o", "card.png", "--content", "mine")
    assert message.startswith(f"{table.relative_to(Path.cwd())}:{line}: There is no font family 'NotoSansArbic'.")


def hear_interrupts() -> None:
    """Undoes what a shell does to what it starts in the background, and so to the tests and all that they start."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Watcher:
    """`preview --watch` in a process of its own."""

    def __init__(self) -> None:
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("RIGHTS_CARDS", "PYTHON"))}
        self.errors = Path("errors.txt")
        with self.errors.open("w") as errors, Path("printed.txt").open("w") as printed:
            self.process = subprocess.Popen(
                [sys.executable, "-B", ROOT / "generate.py", "preview", "qaa", "-o", "card.png", "--content", "mine",
                 "--watch"],
                stdout=printed, stderr=errors, env={**clean, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"},
                preexec_fn=None if sys.platform == "win32" else hear_interrupts,
            )  # fmt: skip

    def wait(self, what: str, ready: Callable[[], bool]) -> None:
        end = time.monotonic() + LONG
        while not ready():
            said = self.errors.read_text("utf-8")
            assert self.process.poll() is None, f"it stopped before {what}: {said}"
            assert time.monotonic() < end, f"no {what}: {said}"
            time.sleep(0.02)

    def drawn(self) -> int:
        return self.errors.read_text("utf-8").count("; watching")

    def refused(self) -> int:
        return self.errors.read_text("utf-8").count("Error: ")

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(LONG)


def saved(path: Path, text: str) -> None:
    """Writes a file as editors do: beside its place, then moved there, so that it changes once."""
    beside = Path("beside")
    beside.write_text(text, "utf-8")
    path.parent.mkdir(exist_ok=True)
    beside.replace(path)


@pytest.fixture
def watcher(own: Path) -> Iterator[Watcher]:
    """A watcher that has drawn once, and is ended with the test."""
    started = Watcher()
    try:
        started.wait("first picture", lambda: started.drawn() == 1)
        yield started
    finally:
        started.stop()


def test_watching_tells_what_check_finds_in_the_strings_of_the_card(watcher: Watcher, own: Path, home_po: str) -> None:
    """Each time, errors and warnings, in the words of `locale check`; nothing of other cards."""

    def told(change: str) -> str:
        before, count = watcher.errors.read_text("utf-8"), watcher.drawn()
        saved(own, change)
        watcher.wait("picture after an edit", lambda: watcher.drawn() > count)
        return watcher.errors.read_text("utf-8").removeprefix(before)

    first = watcher.errors.read_text("utf-8")
    assert "home checked: " in first
    assert " car/" not in first
    lost = re.sub(r'(msgctxt "home/bearer/door"\n.*\nmsgstr ")\*\*([^*]*)\*\*', r"\1\2", home_po)
    assert lost != home_po
    found = told(lost)
    assert re.search(r"cards\.po:\d+: home/bearer/door error \(", found)
    assert re.search(r"home checked: \d+ errors?, \d+ warnings?\n", found)
    assert "home/bearer/door" not in told(home_po)


@pytest.mark.full_only
def test_watching_draws_again_whenever_a_file_changes(
    watcher: Watcher, own: Path, home_po: str, language_toml: str
) -> None:
    """A broken or missing file is told of, and the picture that is there stays until the file is mended."""
    pictures = [Path("card.png").read_bytes()]

    def redrawn(what: str, change: Callable[[], object]) -> None:
        count = watcher.drawn()
        change()
        watcher.wait(what, lambda: watcher.drawn() > count)
        pictures.append(Path("card.png").read_bytes())

    def refused(what: str, change: Callable[[], object]) -> None:
        count = watcher.refused()
        change()
        watcher.wait(what, lambda: watcher.refused() > count)
        assert Path("card.png").read_bytes() == pictures[-1]

    edited = home_po.replace('msgstr "Stay calm', 'msgstr "Kéép still')
    broken = home_po.replace('msgstr "', "msgstr ", 1)
    redrawn("picture after an edit", lambda: saved(own, edited))
    refused("word on a broken catalog", lambda: saved(own, broken))
    refused("word on half a catalog", lambda: saved(own, home_po[: home_po.rindex(STRING) + len(STRING) + 2]))
    refused("word on a missing catalog", own.unlink)
    redrawn("picture after it is mended", lambda: saved(own, home_po))
    table = Path("mine/translations/languages.toml")
    refused("word on a broken table", lambda: saved(table, "[qaa\n"))
    redrawn("picture after a change of direction", lambda: saved(table, language_toml.replace('"ltr"', '"rtl"')))
    redrawn("picture after a script of our own", lambda: saved(Path("mine/scripts/other.toml"), 'id = "other"\n'))
    for place in ("links/ours.toml", "translations/en/negations.toml", "translations/qaa/negations.toml"):
        redrawn(f"picture after {place}", partial(saved, Path("mine", place), "# nothing yet\n"))
    refused("word on broken fonts", lambda: saved(Path("mine/fonts/fonts.toml"), "[Ours\n"))
    redrawn("picture after they are mended", lambda: saved(Path("mine/fonts/fonts.toml"), ""))
    count = watcher.drawn()
    time.sleep(0.5)
    assert watcher.drawn() == count, "it draws although nothing changes"
    assert pictures[2] == pictures[0]
    assert pictures[4] == pictures[3]
    assert len(set(pictures)) == 3
    for data in set(pictures):
        assert Image.open(io.BytesIO(data)).size == Image.open(io.BytesIO(pictures[0])).size
    assert "Traceback" not in watcher.errors.read_text("utf-8")


def test_watching_ends_when_it_is_interrupted(watcher: Watcher, posix: None) -> None:
    watcher.process.send_signal(signal.SIGINT)
    assert watcher.process.wait(LONG) == 0
    assert "Aborted" not in watcher.errors.read_text("utf-8")
    assert "Traceback" not in watcher.errors.read_text("utf-8")
    assert not list(Path().glob(".*"))


@pytest.mark.parametrize("where", ["cards.cli.picture.sides_as_png", "cards.jobs.gather", "time.sleep"])
def test_an_interrupt_ends_watching_with_success_wherever_it_comes(
    where: str, own: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(where, interrupted)
    result = command("preview", "qaa", "-o", "card.png", "--content", "mine", "--watch")
    assert result.exit_code == 0
    assert "Aborted" not in result.output
    assert not list(Path().glob(".*"))


def test_an_option_that_no_edit_can_mend_is_not_watched(
    fails: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda _: pytest.fail("it waits"))
    assert "911" in fails(2, "preview", "es", "-o", "card.png", "--hotline", "911", "--watch")


def test_watching_sees_a_changed_hotline(
    own: Path,
    content: Callable[..., Path],
    hotline_toml: str,
    command: Command,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The number is read again; so is a file whose time is the same and whose length is not."""
    file = content("hotlines/lynn.toml", hotline_toml)
    time_of_file = file.stat().st_mtime_ns
    longer = hotline_toml.replace("Lynn Neighbors", "The Lynn Neighbors")
    seen = []

    def wait(_: float) -> None:
        seen.append(Path("card.png").read_bytes())
        if len(seen) == 2:
            raise KeyboardInterrupt
        file.write_text(longer, "utf-8")
        os.utime(file, ns=(time_of_file, time_of_file))

    monkeypatch.setattr("time.sleep", wait)
    result = command("preview", "qaa", "-o", "card.png", "--hotline", "lynn", "--content", "mine", "--watch")
    assert result.exit_code == 0
    assert result.output.count("; watching") == 2
    assert seen[0] != seen[1]


def code_in(words: Words, path: str) -> str:
    """The signing code that a proof shows, on its last page."""
    document = pypdfium2.PdfDocument(path)
    pages = len(document)
    document.close()
    found = re.search(r"Signing code ([0-9a-f]{4}(?:-[0-9a-f]{4}){3}) ", words(path, pages - 1))
    assert found
    return found[1]


@pytest.mark.parametrize("script", ["home", "school"])
def test_what_is_on_paper_is_what_gets_signed(
    script: str, own: Path, did: Callable[..., str], fails: Callable[..., str], words: Words
) -> None:
    did("locale", "update", "qaa", "--content", "mine")
    original = re.sub(
        r'(msgid "(.+)"\nmsgstr )""\n',
        lambda found: f'{found[1]}"{accented(found[2])}"\n',
        own.read_text("utf-8"),
    )
    own.write_text(original, "utf-8")
    printed = did("proof", "qaa", "-o", "proof.pdf", "--script", script, "--content", "mine")
    assert printed == f"proof.pdf: proof of {script} in Ownish\n"
    code = code_in(words, "proof.pdf")
    signing = ("locale", "sign", "qaa", "--role", "community", "--by", "Bo", "--content", "mine", "--code", code)
    other = "home" if script == "school" else "school"
    assert "have changed since the proof" in fails(2, *signing, "--script", other)
    assert f"Give --script {script}" in fails(2, *signing)
    for context in (f"{script}/bearer/heading", "labels/link"):
        before, after = original.split(f'msgctxt "{context}"')
        own.write_text(f'{before}msgctxt "{context}"{after.replace(STRING, STRING + "¡", 1)}', "utf-8")
        assert "have changed since the proof" in fails(2, *signing, "--script", script)
    own.write_text(original, "utf-8")
    assert "1 string signed" in did(
        *signing[:-1], code.upper().replace("-", " "), "--string", f"{script}/bearer/heading"
    )
    assert "signed as community by Bo" in did(*signing, "--script", script)


def test_a_lawyer_reads_all_english_on_one_proof_and_signs_each_card(
    did: Callable[..., str], fails: Callable[..., str], words: Words, content: Callable[..., Path]
) -> None:
    """Its commands, typed as they are, sign every string of a card and record the review in the card's own file."""
    every = script_ids([bundled()])
    assert f"proof of the English of {', '.join(every)}, for a lawyer" in did("proof", "en", "-o", "proof.pdf")
    document = pypdfium2.PdfDocument("proof.pdf")
    text = " ".join(" ".join(words("proof.pdf", page) for page in range(len(document))).split())
    document.close()
    signing = re.findall(r"rights-cards (locale sign en --script ([a-z]+) .*? --code [0-9a-f-]{19})", text)
    assert [script for _, script in signing] == every
    told = {script: command for command, script in signing}
    home = (ROOT / "cards/definitions/scripts/home.toml").read_text("utf-8")
    path = content("scripts/home.toml", home)

    def typed(script: str, *more: str) -> list[str]:
        said = told[script].replace("NAME", "Ana").replace("DATE", "2026-11-30")
        return [*said.split(), "--content", "mine", *more]

    some = did(*typed("home", "--string", "home/officer/sign"))
    assert "1 string signed as legal by Ana" in some
    assert path.read_text("utf-8") == home, "some sentences are no review"
    assert "mine/scripts/home.toml: its law was reviewed on 2026-11-30 by Ana\n" in did(*typed("home"))
    added = [line for line in path.read_text("utf-8").splitlines() if line not in home.splitlines()]
    assert [line.partition(" = ")[0] for line in added] == [f"law_reviewed_{each}" for each in ("on", "by", "code")]
    assert "no lawyer" not in did("cards", "en", "--content", "mine", "-o", "cards.pdf")
    said = did(*typed("street"))
    assert "the review of the law of street is not recorded, because mine/scripts/street.toml does not exist" in said
    assert not Path("mine/scripts/street.toml").exists()
    path.write_text(path.read_text("utf-8").replace("Payton v. New York, 445", "Payton v. New York, 446"), "utf-8")
    assert "have changed since the proof" in fails(2, *typed("home"))
    assert "home has changed" in did("cards", "en", "--content", "mine", "-o", "cards.pdf")


def test_a_review_needs_the_code_of_a_proof(did: Callable[..., str], content: Callable[..., Path]) -> None:
    home = (ROOT / "cards/definitions/scripts/home.toml").read_text("utf-8")
    path = content("scripts/home.toml", home)
    signing = ("locale", "sign", "en", "--role", "legal", "--by", "Ana", "--script", "home", "--content", "mine")
    assert "signed as legal by Ana" in did(*signing, "--yes")
    assert path.read_text("utf-8") == home


def test_a_proof_asks_about_words_that_a_translator_says_negate(
    content: Callable[..., Path], home_po: str, did: Callable[..., str]
) -> None:
    """Three strings of that catalog have such a comment; the other tests print cards with them."""
    content("translations/es/LC_MESSAGES/cards.po", home_po)
    did("proof", "es", "-o", "proof.pdf", "--content", "mine")
    document = pypdfium2.PdfDocument("proof.pdf")
    text = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    document.close()
    question = "The translator says that this forbids or denies something. Is that correct?"
    assert home_po.count("# negation: ") == text.count(question) == 5
    assert text.count(f"{question} nothing") == 1
    assert text.count(f"{question} not ") == 3
    assert text.count(f"{question} nor") == 1


@pytest.mark.parametrize(("paper", "size"), [("letter", (612, 792)), ("a4", (595.28, 841.89))])
def test_paper(paper: str, size: tuple[float, float], did: Callable[..., str]) -> None:
    did("proof", "es", "-o", "proof.pdf", "--paper", paper)
    document = pypdfium2.PdfDocument("proof.pdf")
    sizes = [page.get_size() for page in document]
    document.close()
    assert len(sizes) >= 2
    assert all(found == pytest.approx(size, abs=0.01) for found in sizes)


def test_the_proof_of_a_card_that_does_not_fit_says_why(
    did: Callable[..., str], words: Words, content: Callable[..., Path], script_toml: str
) -> None:
    long = STATEMENT.format("Do not say a word more than you need to. " * 24).replace('. "', '."')
    content("scripts/park.toml", script_toml.replace("\n[officer.heading]", long))
    did("proof", "en", "-o", "proof.pdf", "--script", "park", "--content", "mine")
    first = words("proof.pdf")
    assert re.search(
        r"No card to show: The statements of English are \d+\.\d mm too tall at 6 pt: park/bearer/long", first
    )
    assert "park/bearer/heading" in first


def test_the_command_at_the_end_of_a_proof_leads_to_the_content_folder(
    content: Callable[..., Path], script_toml: str
) -> None:
    """Typed as it stands, it signs; the folder's path would tell who printed the proof."""

    def last_page() -> str:
        document = pypdfium2.PdfDocument("proof.pdf")
        try:
            return " ".join(document[len(document) - 1].get_textpage().get_text_range().split())
        finally:
            document.close()

    runner = CliRunner(env={"RIGHTS_CARDS_CONTENT": None})
    assert runner.invoke(commands, ["proof", "en", "-o", "proof.pdf"]).exit_code == 0
    assert "locale sign en" in last_page()
    assert "--content" not in last_page()
    content("scripts/park.toml", script_toml)
    for arguments, env in ((["--content", "mine"], {}), ([], {"RIGHTS_CARDS_CONTENT": "mine"})):
        done = runner.invoke(commands, ["proof", "en", "--script", "park", "-o", "proof.pdf", *arguments], env=env)
        assert done.exit_code == 0, done.output
        text = last_page()
        found = re.search(r"rights-cards (locale sign en .* --code [0-9a-f-]+ --content )FOLDER", text)
        assert found is not None
        assert "mine" not in text
        typed = f"{found[1]}mine".replace("NAME", "Bo").replace("DATE", "2026-11-30").split()
        assert runner.invoke(commands, typed).exit_code == 0
        without = runner.invoke(commands, typed[:-2])
        assert without.exit_code == 4
        assert "There is no script 'park'" in without.stderr
