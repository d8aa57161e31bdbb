"""`locale check --diff REV` speaks of what has changed since a revision of git, and of nothing else."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cards.cli import commands
from cards.errors import BadOrder
from cards.locations import shelves
from cards.read.revisions import find_revision
from cards.upkeep.changed_records import record_changes, reviewer_changes

pytestmark = pytest.mark.reader("git")

CATALOG = "translations/qaa/LC_MESSAGES/cards.po"
WHO = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")

Content = Callable[..., Path]


def git(*arguments: str) -> None:
    subprocess.run(["git", "-C", "mine", *WHO, *arguments], check=True, capture_output=True)


def committed() -> None:
    git("add", "--all")
    git("commit", "--quiet", "--allow-empty", "--message", "x")


@pytest.fixture
def mine(content: Content, language_toml: str, home_po: str, script_toml: str) -> Path:
    """The content folder `mine` as a repository, whose catalog has two faults in one commit; gives the catalog."""
    content("translations/languages.toml", language_toml)
    content("scripts/park.toml", script_toml)
    faulty = home_po.replace('msgstr "My lawyér:"', 'msgstr "My lawyér"').replace(
        'msgstr "A-numbér:"', 'msgstr "A-number:"'
    )
    assert faulty != home_po
    path = content(CATALOG, faulty)
    git("init", "--quiet")
    committed()
    return path


def run(*arguments: str) -> Result:
    runner = CliRunner(env={"RIGHTS_CARDS_CONTENT": None})
    return runner.invoke(commands, ["locale", "check", *arguments, "--content", "mine"], catch_exceptions=False)


def found(*arguments: str) -> list[dict[str, Any]]:
    result = run(*arguments, "--json")
    assert result.exit_code in (0, 3), result.output
    findings: list[dict[str, Any]] = json.loads(result.stdout)
    return findings


def strings(*arguments: str) -> set[str]:
    return {each["string"] for each in found(*arguments)}


def test_nothing_changed_is_nothing_told(mine: Path) -> None:
    assert {"labels/lawyer", "labels/a-number"} <= strings("qaa")
    assert found("qaa", "--diff", "HEAD") == []
    result = run("--diff", "HEAD")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "0 languages checked: 0 errors, 0 warnings\n")


def test_an_edited_translation_is_told_and_the_others_are_not(mine: Path) -> None:
    text = mine.read_text("utf-8")
    mine.write_text(text.replace('msgstr "My lawyér"', 'msgstr "My lawyér "'), "utf-8")
    told = strings("qaa", "--diff", "HEAD")
    assert "labels/lawyer" in told
    assert "labels/a-number" not in told
    committed()
    assert found("--diff", "HEAD") == []
    assert "labels/lawyer" in strings("--diff", "HEAD~1"), "every language that has changed is checked"


def test_a_moved_string_and_a_changed_header_have_not_changed(mine: Path) -> None:
    head, _, rest = mine.read_text("utf-8").partition("msgctxt")
    mine.write_text(f"# Ana's own.\n{head}\n\nmsgctxt{rest}", "utf-8")
    assert not strings("qaa", "--diff", "HEAD") - {""}


def test_changed_english_a_new_note_and_a_new_label_are_told(mine: Path, content: Content) -> None:
    """Of `park`, which is not translated, one summary is told; of the labels, what is wrong with them."""
    script = Path("mine/scripts/park.toml")
    script.write_text(
        script.read_text("utf-8").replace('text = "Breathe.', 'note = "New."\ntext = "Breathe in.'), "utf-8"
    )
    assert strings("qaa", "--diff", "HEAD") <= {"", "park/bearer/heading"}
    labels = '[hotline]\ntext = "Call:"\n[link]\ntext = "Find:"\n[lawyer]\ntext = "My lawyer:"\nnote = "Another."\n'
    content("labels.toml", labels)
    told = strings("qaa", "--diff", "HEAD")
    assert "labels/lawyer" in told
    assert "home/bearer/door" not in told


def test_changed_marks_of_negation_concern_everything(mine: Path, content: Content) -> None:
    content("translations/qaa/negations.toml", 'marks = ["not"]\n')
    assert {"labels/lawyer", "labels/a-number"} <= strings("qaa", "--diff", "HEAD")


def test_a_catalog_that_is_broken_now_or_was_then(mine: Path) -> None:
    good = mine.read_text("utf-8")
    mine.write_text(good.replace('msgstr "', "msgstr ", 1), "utf-8")
    (finding,) = found("qaa", "--diff", "HEAD")
    assert finding["rule"] == "syntax"
    committed()
    mine.write_text(good, "utf-8")
    assert {"labels/lawyer", "labels/a-number"} <= strings("qaa", "--diff", "HEAD"), "all of it is new"


def test_a_catalog_that_was_not_there_is_all_new(mine: Path) -> None:
    text = mine.read_text("utf-8")
    mine.unlink()
    committed()
    mine.parent.mkdir(parents=True, exist_ok=True)
    mine.write_text(text, "utf-8")
    there = {each for each in strings("qaa") if not each or f'msgctxt "{each}"' in text}
    assert strings("qaa", "--diff", "HEAD") == there


@pytest.mark.parametrize(
    "name", ["", "no-such-branch", "--output=x", "-p", "HEAD:scripts", "HEAD\n", "a" * 300, "HEAD^{tree}", "\udcff"]
)
def test_what_is_no_revision_is_refused_in_words(name: str, mine: Path) -> None:
    result = run("qaa", "--diff", name)
    assert result.exit_code == 2
    assert " is no revision that git knows here. Give a commit, a branch or a tag" in result.stderr
    assert not Path("x").exists()


def test_a_folder_without_git_and_a_computer_without_it(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setenv("PATH", "")
        result = run("qaa", "--diff", "HEAD")
        assert result.exit_code == 2
        assert "--diff needs git, which is not installed. Install git" in result.stderr
    import shutil

    shutil.rmtree("mine/.git")
    result = run("qaa", "--diff", "HEAD")
    assert result.exit_code == 2
    assert "mine is not in a git repository" in result.stderr
    assert "without --diff" in result.stderr


def test_nothing_that_a_repository_names_is_started(mine: Path) -> None:
    """A pager, a text conversion and a filter, each of which would leave a file."""
    trap = f"touch {Path('trapped').absolute()}"
    Path("mine/.gitattributes").write_text("* diff=trap filter=trap\n", "utf-8")
    for key in ("core.pager", "core.fsmonitor", "diff.trap.textconv", "filter.trap.smudge", "pager.cat-file"):
        git("config", key, trap)
    text = mine.read_text("utf-8")
    mine.write_text(text.replace('msgstr "My lawyér"', 'msgstr "My lawyér "'), "utf-8")
    assert "labels/lawyer" in strings("qaa", "--diff", "HEAD")
    assert not Path("trapped").exists()


def test_a_file_of_any_size_is_bounded(mine: Path) -> None:
    text = mine.read_text("utf-8")
    mine.write_text(text + "# x\n" * 400_000, "utf-8")
    committed()
    mine.write_text(text, "utf-8")
    result = run("qaa", "--diff", "HEAD")
    assert result.exit_code == 3
    assert "The file is larger than 1000 kB." in result.stderr


def test_what_is_outside_of_the_repository_was_not_there(mine: Path, tmp_path: Path) -> None:
    since = find_revision(Path("mine"), "HEAD")
    outside = tmp_path / "outside.toml"
    outside.write_text("a = 1\n", "utf-8")
    assert since.text(outside) is None
    assert since.text(Path("mine/../outside.toml")) is None
    assert since.text(Path("mine/scripts/park.toml")) == Path("mine/scripts/park.toml").read_text("utf-8")
    with pytest.raises(BadOrder):
        find_revision(tmp_path, "HEAD")


def changes(*arguments: str) -> tuple[str, set[str]]:
    """The summary of what has changed, and the names of the pictures."""
    runner = CliRunner(env={"RIGHTS_CARDS_CONTENT": None})
    given = ["locale", "changes", *arguments, "-o", "changes", "--content", "mine"]
    result = runner.invoke(commands, given, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return Path("changes/summary.md").read_text("utf-8"), {path.name for path in Path("changes").glob("*.png")}


def test_a_summary_has_findings_sign_offs_and_a_picture_of_each_changed_card(mine: Path, content: Content) -> None:
    text = mine.read_text("utf-8")
    door = re.search(r'msgctxt "home/bearer/door"\n.*\nmsgstr "(.*)"', text)
    assert door
    mine.write_text(text.replace(door[1], door[1] + " <b>@all [x](y)</b>"), "utf-8")
    sign = ["locale", "sign", "qaa", "--role", "community", "--by", "Bo_*", "--string", "home/bearer/heading", "--yes"]
    signed = CliRunner().invoke(commands, [*sign, "--on", "2026-02-03", "--content", "mine"])
    assert signed.exit_code == 0, signed.output
    summary, pictures = changes("HEAD")
    assert pictures == {"qaa-home.png"}
    assert Path("changes/qaa-home.png").read_bytes().startswith(b"\x89PNG")
    assert "## `Ownish` (qaa)" in summary
    assert "- `Bo_*` (`community`) signed 1 on `2026-02-03`" in summary
    assert "- picture `qaa-home.png`" in summary
    assert "- **error** " in summary or "- **warning** " in summary
    assert not re.search(r"<b>|@all|\]\(", without_code(summary)), "no markup of a stranger"
    assert "labels/lawyer" not in summary


def test_a_summary_has_the_english_and_the_words_before_and_now(mine: Path, content: Content) -> None:
    text = mine.read_text("utf-8")
    mine.write_text(
        text.replace('msgstr "My lawyér"', 'msgstr "My attornéy @all"').replace('msgstr "A-number:"', 'msgstr ""'),
        "utf-8",
    )
    summary, _ = changes("HEAD")
    lawyer = "- `labels/lawyer`\n  - English: `My lawyer:`\n  - before: `My lawyér`\n  - now: `My attornéy @all`\n"
    assert lawyer in summary
    number = "- `labels/a-number`\n  - English: `A-number:`\n  - before: `A-number:`\n  - now: nothing\n"
    assert number in summary
    assert summary.count("  - now: ") == 2, "no string whose words are the same"


def test_a_summary_has_the_english_before_and_now(mine: Path) -> None:
    script = Path("mine/scripts/park.toml")
    old = script.read_text("utf-8")
    script.write_text(old.replace('text = "Breathe.', 'text = "Breathe in.'), "utf-8")
    summary, _ = changes("HEAD")
    (before,) = re.findall(r'text = "(Breathe\..*)"', old)
    after = before.replace("Breathe.", "Breathe in.")
    told = f"- `park/bearer/heading`\n  - English before: `{before}`\n  - English: `{after}`\n"
    assert told in summary[summary.index("(en)") :]
    assert summary.count("English before") == 1


def test_the_last_line_counts_languages_and_cards(mine: Path) -> None:
    text = mine.read_text("utf-8")
    mine.write_text(text.replace('msgstr "My lawyér"', 'msgstr "My attornéy"'), "utf-8")
    given = ["locale", "changes", "HEAD", "-o", "changes", "--content", "mine"]
    told = CliRunner().invoke(commands, given, catch_exceptions=False)
    assert "1 language has changed, with 1 card\n" in told.output


def without_code(summary: str) -> str:
    """What Markdown does not read as code: a code span ends with as many backticks as it begins with."""
    return re.sub(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", "", summary)


LINKED = (
    "www.evil.example", "https://evil.example", "evil@evil.example", "@mention", "#123", "x/y#123", "[x](//evil.org)",
    "<img src=//evil.example>", "`www.evil.example", "www.evil.example`", "`` @mention ```", "a` @mention `b", "`",
)  # fmt: skip
"""Texts in which GitHub would find a link, a mention, a picture, or the end of a code span."""


def test_github_finds_no_link_in_what_a_stranger_wrote(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sign = [
        "locale",
        "sign",
        "qaa",
        "--role",
        "community",
        "--by",
        "Bo NAME",
        "--string",
        "home/bearer/heading",
        "--yes",
    ]
    signed = CliRunner().invoke(commands, [*sign, "--on", "2026-02-03", "--content", "mine"])
    assert signed.exit_code == 0, signed.output
    (path,) = Path("mine").rglob("review.toml")
    one = path.read_text("utf-8")
    path.write_text("\n".join(one.replace('"Bo NAME"', json.dumps(f"Bo {text}")) for text in LINKED), "utf-8")
    summary, _ = changes("HEAD")
    assert [text for text in LINKED if f"Bo {text}" not in summary] == []
    assert not re.search(r"evil|mention|123|`", without_code(summary))
    for most in (500, 640, 700):
        monkeypatch.setattr("cards.cli.changes_command._MOST_BYTES", most)
        monkeypatch.setattr("cards.cli.changes_command._picture", lambda *_: "not drawn again")
        short, _ = changes("HEAD")
        assert len(short.encode("utf-8")) <= most and "left out" in short
        assert not re.search(r"evil|mention|123|`", without_code(short)), "no line is cut in two"


def test_a_summary_of_nothing_and_of_a_card_that_cannot_be_drawn(mine: Path) -> None:
    assert changes("HEAD") == ("# Changed words\n\nNo string, sign-off or label has changed.\n", set())
    mine.write_text(mine.read_text("utf-8").replace('msgstr "Stay', 'msgstr "\u202eStay'), "utf-8")
    summary, pictures = changes("HEAD")
    assert pictures == set()
    assert "- no picture of home: " in summary
    assert "Nobody has signed anything since." in summary


SIGNED = '[["home/bearer/door"]]\nsha256 = "{0}"\nrole = "community"\nby = "{1}"\non = 2026-02-03\n'
OBJECTED = (
    '[["home/bearer/door"]]\nverdict = "wrong"\ntext = "Shut."\nby = "Bo"\nrole = "community"\non = 2026-02-04\n'
    f'sentence = "{"1" * 64}"\nsha256 = "{"2" * 64}"\n'
)
LIST = (
    '["Bo"]\nroles = ["community"]\nkey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ5XbPkUfNvJ2YJ8bdFJw5s8mFNhUHXr1LqW"\n'
)
SIGNED_BY_BO = SIGNED.format("0" * 64, "Bo")
OPEN = "The objection of Bo to home/bearer/door (2026-02-04), “Shut.”,"
BOS = "A sign-off by Bo (community, 2026-02-03)"
RECORDS: dict[str, tuple[str, str | None, str | None, str]] = {
    "objection removed": ("qaa/suggestions.toml", OBJECTED, None, f"qaa: {OPEN} was removed."),
    "objection new": ("qaa/suggestions.toml", None, OBJECTED, f"qaa: {OPEN} is new."),
    "objection left": (
        "qaa/suggestions.toml", OBJECTED, f'{OBJECTED}left_by = "Ana"\nleft_on = 2026-02-05\nleft_because = "So."\n',
        f"qaa: {OPEN} was left as it is by Ana.",
    ),
    "objection verified by hand": (
        "qaa/suggestions.toml", OBJECTED, f"{OBJECTED}verified = true\n", f"qaa: {OPEN} is called verified now",
    ),
    "sign-off removed": ("qaa/review.toml", SIGNED_BY_BO, None, f"qaa: {BOS} was removed."),
    "one of two removed": (
        "qaa/review.toml", SIGNED_BY_BO + SIGNED.format("1" * 64, "Al"), SIGNED.format("1" * 64, "Al"),
        f"qaa: {BOS} was removed.",
    ),
    "sign-off verified by hand": (
        "qaa/review.toml", SIGNED_BY_BO, f"{SIGNED_BY_BO}verified = true\n", f"qaa: {BOS} is called verified now",
    ),
    "verified without a key": (
        "qaa/review.toml", None, SIGNED.format("0" * 64, "Al") + "verified = true\n",
        "qaa: A sign-off by Al (community, 2026-02-03) is called verified, but the list has no key of theirs.",
    ),
    "list removed": ("reviewers.toml", LIST, None, "The list of those who may sign was removed, so anybody may."),
    "key removed": (
        "reviewers.toml", LIST, '["Bo"]\nroles = ["community"]\n',
        "In the list of those who may sign, Bo has other entries: key.",
    ),
    "reviewer added": (
        "reviewers.toml", LIST, f'{LIST}["Al"]\nroles = ["legal"]\n', "Al was added to the list of those who may sign.",
    ),
    "reviewer removed": (
        "reviewers.toml", f'{LIST}["Al"]\nroles = ["legal"]\n', LIST,
        "Al was removed from the list of those who may sign.",
    ),
}  # fmt: skip


def put(content: Content, name: str, text: str | None) -> None:
    if text is None:
        Path(f"mine/translations/{name}").unlink(missing_ok=True)
    else:
        content(f"translations/{name}", text)


@pytest.mark.parametrize("case", RECORDS)
def test_what_was_recorded_removed_or_verified_by_hand_is_told(case: str, mine: Path, content: Content) -> None:
    name, before, after, told = RECORDS[case]
    put(content, name, before)
    if name != "reviewers.toml":
        put(content, "reviewers.toml", LIST)
    committed()
    places, since = shelves(Path("mine")), find_revision(Path("mine"), "HEAD")
    assert (*record_changes(places, "qaa", since), *reviewer_changes(places, since)) == ()
    put(content, name, after)
    found = [f"qaa: {each}" for each in record_changes(places, "qaa", since)]
    assert any(each.startswith(told) for each in (*found, *reviewer_changes(places, since)))


def test_a_lost_translation_and_a_removed_objection_are_in_the_summary(mine: Path, content: Content) -> None:
    content("translations/qaa/suggestions.toml", OBJECTED)
    content("translations/reviewers.toml", LIST)
    committed()
    text = mine.read_text("utf-8")
    mine.write_text(text[: text.index('msgctxt "labels/lawyer"')], "utf-8")
    for name in ("qaa/suggestions.toml", "reviewers.toml"):
        put(content, name, None)
    told = run("--diff", "HEAD").stderr
    assert "Note: qaa: The catalog has lost labels/lawyer" in told
    assert f"Note: qaa: {OPEN} was removed." in told
    assert "Note: The list of those who may sign was removed, so anybody may." in told
    mine.unlink()
    summary, pictures = changes("HEAD")
    assert "was removed." in summary.partition("## ")[2]
    assert "The list of those who may sign was removed" in summary.replace("`", "").partition("## ")[0]
    assert "The catalog has lost" in summary.replace("`", "")
    assert pictures == set()
