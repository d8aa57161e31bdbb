"""`hotline`: the directory shown, checked and noted in a content folder."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cards.cli import commands
from cards.locations import bundled, shelves
from cards.read.hotlines import read_hotlines
from cards.read.links import read_links

IDS = [path.stem for folder in ("hotlines", "links") for path in sorted((bundled().hotlines.parent / folder).glob("*"))]


def hotline(*arguments: str, env: dict[str, str | None] | None = None) -> Result:
    runner = CliRunner(env={"RIGHTS_CARDS_CONTENT": None, **(env or {})})
    result = runner.invoke(commands, ["hotline", *arguments], prog_name="cards", catch_exceptions=False)
    assert "Traceback" not in result.output
    return result


def ids(stdout: str) -> list[str]:
    """The words at the beginnings of lines."""
    return re.findall(r"^([a-z-]+)[ :]", stdout, re.MULTILINE)


@pytest.mark.parametrize("command", ["list", "check", "verify"])
def test_help_has_an_example(command: str) -> None:
    assert re.search(rf"Examples?:\n +hotline {command}", hotline(command, "--help").stdout)


# list


def test_list_shows_every_entry_with_its_source() -> None:
    result = hotline("list")
    assert result.exit_code == 0
    assert ids(result.stdout) == IDS
    assert "617-370-5023  LUCE Immigrant Justice Network" in result.stdout
    shown = described("luce")
    assert shown["number"] == 'bostonme.sh, a page of channels "as of April 2026", dated 2026-04-01; not confirmed'
    assert shown["kind"] == "reports of sightings"
    assert shown["languages"] == "unknown"
    assert shown["hours"].endswith("sources differ (ctninfo.com and bulletinnewspapers.com, undated)")
    assert shown["in doubt"].startswith("sources differ about its hours")
    assert described("migrawatch")["only by id"] == "whether it is still answered, and by whom, is not known"
    assert described("new-americans")["languages"] == "interpreters for more than 200 languages"
    assert described("icirr")["languages"] == "en, es, ko, pt (reports of its launch, 2011-09, dated 2011-09-01)"
    assert described("immi")["languages"] == "en, es"
    assert "languages" not in described("aclu")


def described(entry_id: str) -> dict[str, str]:
    """What `list` says of an entry, by the name of each field; all texts begin in one column."""
    printed = hotline("list").stdout
    entry = re.search(rf"^{entry_id} .*\n((?: .*\n)*)", printed, re.MULTILINE)
    assert entry is not None
    lines = entry[1].splitlines()
    assert len({re.match(r" +[a-z ]+: +", line)[0].__len__() for line in lines}) == 1  # type: ignore[index]
    return {name.strip(): text.strip() for name, _, text in (line.partition(":") for line in lines)}


def test_list_for_a_region_has_the_narrowest_first() -> None:
    of_the_nation = sorted(each for each in read_hotlines(shelves(None)) if each in NATIONAL)
    assert ids(hotline("list", "--region", "NY/Kings County").stdout)[:7] == ["moia", "new-americans", *of_the_nation]
    californian = ["contra-costa", "larrn", "norcal-resist", "san-mateo", "sf"]
    assert ids(hotline("list", "--region", "US-CA").stdout)[:10] == [*of_the_nation, *californian]
    assert sorted(ids(hotline("list", "--region", "US").stdout)) == sorted(IDS)


NATIONAL = {"ciam", "ffi", "immigration-equality", "migrawatch", "nakasec"}


def test_list_as_json() -> None:
    shown = json.loads(hotline("list", "--json").stdout)
    assert [each["id"] for kind in ("hotlines", "links") for each in shown[kind]] == IDS
    by_id = {each["id"]: each for each in shown["hotlines"]}
    assert by_id["new-americans"] == {
        "id": "new-americans", "name": "New Americans Hotline", "number": "800-566-7636",
        "hours": "Mon-Fri 8:00-20:00, Sat-Sun 9:00-17:00", "interpreters": "more than 200 languages",
        "kind": "legal-help",
        "regions": ["US-NY"], "languages": [], "source": "World Journal (worldjournal.com)",
        "source_date": "2026-03-05", "sources": {},
        "doubt": "a copy of a page of New York City's 311 gives other hours, 9:00-20:00",
        "verified_on": None, "verified_by": "", "by_id_only": "", "audio": {},
    }  # fmt: skip
    assert by_id["pirc"]["source_date"] == "2025-10-27"
    assert by_id["icirr"]["sources"]["hours"] == {"source": "icirr.org, press release", "source_date": "2020-02-14"}
    assert by_id["ffi"]["source_date"] is None
    assert shown["links"][2]["url"] == "https://www.immi.org"


def test_list_says_what_a_content_folder_leaves_out(content: Callable[..., Path]) -> None:
    content("hotlines/luce.toml", 'id = "luce"\nomit = true\n')
    content("links/immi.toml", 'id = "immi"\nomit = true\n')
    result = hotline("list", "--content", "mine")
    assert result.exit_code == 0
    assert ids(result.stdout.partition("Omitted by")[0]) == [each for each in IDS if each not in ("luce", "immi")]
    assert result.stdout.endswith("Omitted by mine: luce, immi\n")
    assert "Omitted by" not in hotline("list").stdout
    refused = hotline("verify", "luce", "--by", "Ana", "--content", "mine")
    assert refused.exit_code == 2
    assert "The hotline 'luce' is left out by" in refused.stderr
    assert Path("mine/hotlines/luce.toml").read_text(encoding="utf-8") == 'id = "luce"\nomit = true\n'


def test_list_reads_a_content_folder(content: Callable[..., Path], hotline_toml: str) -> None:
    content("hotlines/lynn.toml", hotline_toml)
    result = hotline("list", env={"RIGHTS_CARDS_CONTENT": "mine"})
    assert re.search(r"^lynn +617-370-5023  Lynn Neighbors$", result.stdout, re.MULTILINE)
    assert re.search(r" number: +our own line, dated 2026-01-05; confirmed 2026-01-01", result.stdout)


@pytest.mark.parametrize("command", ["list", "check"])
def test_an_unknown_region_and_a_broken_entry(command: str, content: Callable[..., Path], hotline_toml: str) -> None:
    result = hotline(command, "--region", "Massachussets")
    assert (result.exit_code, result.stdout) == (4, "")
    assert "Error: There is no region 'Massachussets'. Did you mean US-MA (Massachusetts)?" in result.stderr
    content("hotlines/lynn.toml", hotline_toml.replace("(617) 370-5023", "911"))
    result = hotline(command, "--content", "mine")
    assert (result.exit_code, result.stdout) == (3, "")
    assert re.search(r"Error: mine.hotlines.lynn\.toml:3: 'number' cannot be used", result.stderr)


# check


def test_check_lists_what_needs_a_call_and_its_exit_code_says_so() -> None:
    result = hotline("check", "--region", "US-MA", "--as-of", "2026-06-01")
    assert result.exit_code == 8
    lines = result.stdout.splitlines()
    assert lines[0] == "luce: 617-370-5023 of LUCE Immigrant Justice Network, reports of sightings"
    assert lines[1].startswith("  unverified: nobody has verified 617-370-5023 of LUCE")
    assert lines[2].startswith("  doubtful:   LUCE Immigrant Justice Network: sources differ about its hours")
    consulate = lines.index("ciam: 520-623-7874 of Mexican consulates (CIAM), help from a consulate for its nationals")
    assert lines[consulate + 1].startswith("  stale:      ")
    assert lines[consulate + 1].endswith("[cards refuses it]")
    address = lines.index("immigrationlawhelp: www.immigrationlawhelp.org, legal aid")
    assert lines[address + 1].startswith("  undated:    ")
    assert "refuses" not in lines[address + 1]


def test_check_is_content_with_a_directory_that_somebody_verified(content: Callable[..., Path]) -> None:
    entries = {**read_hotlines(shelves(None)), **read_links(shelves(None))}
    for folder in ("hotlines", "links"):
        for path in (bundled().hotlines.parent / folder).glob("*.toml"):
            kept = "".join(line for line in path.read_text("utf-8").splitlines(True) if not line.startswith("doubt"))
            content(f"{folder}/{path.name}", kept)
    for entry_id in entries:
        assert hotline("verify", entry_id, "--by", "Ana", "--on", "2026-06-01", "--content", "mine").exit_code == 0
    result = hotline("check", "--content", "mine", "--as-of", "2026-08-30")  # 90 days later
    assert (result.exit_code, result.stdout) == (
        0,
        "Every entry has been verified in the past year, and none is in doubt.\n",
    )
    assert json.loads(hotline("check", "--content", "mine", "--as-of", "2026-08-30", "--json").stdout) == []
    late = hotline("check", "--content", "mine", "--as-of", "2026-08-31")
    assert late.exit_code == 8
    assert ids(late.stdout) == IDS
    assert "  old:        617-370-5023 of LUCE Immigrant Justice Network was last verified 91" in late.stdout
    assert "refuses" not in late.stdout


def test_check_as_json() -> None:
    result = hotline("check", "--region", "US-OR", "--as-of", "2026-06-01", "--json")
    assert result.exit_code == 8
    rows = json.loads(result.stdout)
    assert rows[0] == {
        "id": "pirc", "kind": "hotline", "line_kind": "legal-help", "problem": "unverified", "refused": False,
        "message": "nobody has verified 888-622-1510 of Portland Immigrant Rights Coalition (source: opb.org, dated "
        "2025-10-27): call it first",
    }  # fmt: skip
    assert {row["kind"] for row in rows} == {"hotline", "link"}
    assert {row["problem"] for row in rows} == {"unverified", "doubtful", "stale", "undated"}


# verify


def test_verify_copies_the_entry_with_the_note_and_cards_then_prints_it(made: Callable[..., str]) -> None:
    Path("mine").mkdir()
    result = hotline("verify", "luce", "--by", "Ana", "--content", "mine")
    assert result.exit_code == 0
    target = Path("mine/hotlines/luce.toml")
    assert re.match(
        rf"{re.escape(str(target))}: 617-370-5023 of LUCE .* verified on \d{{4}}-..-.. by Ana\n", result.stdout
    )
    assert (
        "Warning: it is still marked as in doubt: sources differ about its hours. "
        "If that is settled, remove the line from" in result.stderr
    )
    shipped = (bundled().hotlines / "luce.toml").read_text("utf-8")
    noted = target.read_text("utf-8")
    assert [line for line in noted.splitlines() if not line.startswith("verified_")] == shipped.splitlines()
    assert 'verified_by = "Ana"' in target.read_text("utf-8")
    made("es", "--hotline", "luce", "--content", "mine")
    made("es", "--region", "US-MA", env={"RIGHTS_CARDS_CONTENT": "mine"})


def test_verify_a_link_and_verify_again(content: Callable[..., Path]) -> None:
    content("links/nothing.txt", "")
    for day in ("2026-05-01", "2026-06-01"):
        result = hotline("verify", "immi", "--by", "Bo", "--on", day, env={"RIGHTS_CARDS_CONTENT": "mine"})
        assert result.exit_code == 0
        assert f"www.immi.org of immi verified on {day} by Bo" in result.stdout
    text = Path("mine/links/immi.toml").read_text("utf-8")
    assert text.count("verified_on = 2026-06-01\n") == text.count("verified_on") == 1


@pytest.mark.parametrize(
    ("arguments", "code", "shown"),
    [
        (["luce", "--by", "Ana"], 2, "There is no folder to record it in. Name a folder"),
        (["luce", "--content", "mine"], 2, "Missing option '--by'"),
        (["luce", "--by", " ", "--content", "mine"], 2, "--by is empty."),
        (["luce", "--by", "A\x1bb", "--content", "mine"], 2, "invisible character U+001B"),
        (["luec", "--by", "Ana", "--content", "mine"], 4, "There is no hotline or link 'luec'. Did you mean luce"),
        (["../luce", "--by", "Ana", "--content", "mine"], 4, "There is no hotline or link '../luce'."),
        (["luce", "--by", "Ana", "--content", "file"], 2, "is not a folder"),
        (["luce", "--by", "Ana", "--on", "yesterday", "--content", "mine"], 2, "'--on'"),
        (
            ["luce", "--by", "Ana", "--on", str(date.today() + timedelta(2)), "--content", "mine"],
            2,
            "which is in the future",
        ),
    ],
)
def test_verify_refuses_and_writes_nothing(arguments: list[str], code: int, shown: str) -> None:
    Path("mine").mkdir()
    Path("file").touch()
    result = hotline("verify", *arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert shown in result.stderr
    assert not list(Path("mine").iterdir())


def test_verify_makes_the_folder() -> None:
    result = hotline("verify", "luce", "--by", "Ana", "--on", "2026-06-01", "--content", "new/mine")
    assert result.exit_code == 0, result.stderr
    assert "verified_on = 2026-06-01\n" in Path("new/mine/hotlines/luce.toml").read_text("utf-8")


def test_verify_where_nothing_can_be_written_leaves_what_was_there() -> None:
    Path("mine").mkdir()
    Path("mine/hotlines").write_text("a file where the folder should be", encoding="utf-8")
    result = hotline("verify", "luce", "--by", "Ana", "--content", "mine")
    assert result.exit_code == 3
    assert result.stderr.startswith(f"Error: {Path('mine/hotlines')}: This is not a folder")
    assert [path.name for path in Path("mine").iterdir()] == ["hotlines"]
