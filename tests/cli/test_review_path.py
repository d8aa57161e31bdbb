"""From drafts to a reviewed card with invented people and an invented language: answers, suggestions, refusals."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cards.cli import commands
from cards.locations import shelves
from cards.merge.sentences import Sentence, list_code
from cards.read.answers import Answer, Answers, Verdict, answers_text
from cards.read.back_translations import read_back_translations
from cards.read.languages import read_languages
from cards.read.scripts import find_script, read_labels
from cards.read.sign_offs import read_sign_offs
from cards.upkeep import ledger as ledgers
from cards.upkeep.ledger import read_ledger
from cards.upkeep.template import quoted
from tests.cli.conftest import LANGUAGE
from tests.said import accented

TODAY = date.today()
ONE = ("--script", "home", "--copies", "1", "--exact", "-o", "one.pdf")
KEYS = ("refuse", "silent", "closed", "court", "judge", "lawyer", "warrant")
DOOR = "home/bearer/door"


@pytest.fixture(autouse=True)
def few_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only two other languages are searched for a code that the language does not have."""
    monkeypatch.setattr(ledgers, "translated_tags", lambda _: ["es", "vi"])


def catalog(*scripts: str) -> str:
    """A catalog of Ownish, the English with é for e, whose comments say which words negate and which are key words."""
    labels = read_labels(shelves(None))
    sources = [each for name in scripts for each in find_script(shelves(None), name).bearer.translated]
    entries = ['msgid ""\nmsgstr ""\n"Language: qaa\\n"\n"Last-Translator: Tomas Own\\n"\n'
               '"Content-Type: text/plain; charset=utf-8\\n"\n']  # fmt: skip
    for source in (*sources, *labels.sources):
        notes = "".join(
            f"# negation: {word}\n" for word in ("not", "nothing") if re.search(rf"\b{word}\b", source.text)
        )
        notes += "".join(f"# means {key}: {key.replace('e', 'é')}\n" for key in KEYS if key in source.text.lower())
        message = f"msgctxt {quoted(source.context)}\nmsgid {quoted(source.text)}\n"
        entries.append(f"{notes}{message}msgstr {quoted(accented(source.text))}\n")
    return "\n".join(entries)


@pytest.fixture
def ownish(content: Callable[..., Path]) -> Path:
    """A content folder with `home` and `street` in Ownish; the catalog's path."""
    content("translations/languages.toml", LANGUAGE)
    return content("translations/qaa/LC_MESSAGES/cards.po", catalog("home", "street"))


def locale(*arguments: str | Path, stdin: str | None = None) -> Result:
    runner = CliRunner(env={"RIGHTS_CARDS_CONTENT": None})
    result = runner.invoke(
        commands, ["locale", *map(str, arguments), "--content", "mine"], input=stdin, prog_name="cards",
        catch_exceptions=False,
    )  # fmt: skip
    assert "Traceback" not in result.output
    return result


def done(*arguments: str | Path, stdin: str | None = None) -> str:
    result = locale(*arguments, stdin=stdin)
    assert result.exit_code == 0, result.output
    return result.output


def refused(*arguments: str | Path) -> str:
    """Runs a command that must refuse, and gives its error; nothing in the folder may change."""
    before = files()
    result = locale(*arguments)
    assert result.exit_code in (2, 3), result.output
    assert files() == before
    (error,) = [line for line in result.stderr.splitlines() if line.startswith("Error: ")]
    return error


def files() -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in Path("mine").rglob("*") if path.is_file()}


def sentences(tag: str = "qaa") -> tuple[Sentence, ...]:
    places = shelves(Path("mine"))
    return read_ledger(places, read_languages(places)[tag], TODAY).sentences


def of_home(tag: str = "qaa") -> list[Sentence]:
    return [each for each in sentences(tag) if each.text and ("home" in each.scripts or not each.scripts)]


def answered(
    by: str, role: str, answers: Sequence[Answer], tag: str = "qaa", on: date | None = TODAY, proof: str = ""
) -> Path:
    """A file of answers as the page makes it, as it is after it was sent by mail."""
    path = Path(f"{by.lower()}.txt")
    text = answers_text(Answers(tag, by, role, on, proof, tuple(answers)))
    path.write_text(f"Hi, mine are below.\n\n{text}\n-- \n{by}\n", encoding="utf-8", newline="\r\n")
    return path


def all_right(found: Sequence[Sentence], said: str = "") -> list[Answer]:
    return [Answer(each.code, Verdict.RIGHT, said=said and each.english) for each in found]


def card(made: Callable[..., str], words: Callable[..., str]) -> str:
    made("qaa", *ONE, "--content", "mine")
    return f"{words('one.pdf')} {words('one.pdf', 1)}"


def status(tag: str = "qaa") -> dict[str, Any]:
    (row,) = json.loads(done("status", tag, "--json"))
    return {**row, "scripts": {each["script"]: each for each in row["scripts"]}}


def test_the_whole_path(
    ownish: Path, made: Callable[..., str], words: Callable[..., str], content: Callable[..., Path]
) -> None:
    assert "DRAFT" in card(made, words)
    mila = answered("Mila", "community", all_right(of_home(), said="yes"))
    output = done("answers", mila)
    count = len(of_home())
    assert f"{count} signed, {count} read back" in output
    assert "unverified: there is no signature" in output
    assert "DRAFT" in card(made, words), "nobody has signed the English"
    assert status()["scripts"]["home"]["signed"] == status()["scripts"]["home"]["strings"]
    lawyer = answered("Ines", "legal", all_right(of_home("en")), "en")
    assert f"{len(of_home('en'))} signed" in done("answers", lawyer)
    text = card(made, words)
    assert "DRAFT" not in text
    assert "reviewed" in text

    row = status()["scripts"]
    assert row["home"]["signed"] == row["home"]["strings"]
    shared = {context for each in of_home() for context in each.contexts if context.startswith("street/")}
    own = {each["string"] for each in row["street"]["blocking"]}
    assert shared
    assert not shared & own
    assert 0 < row["street"]["signed"] < row["street"]["translated"]
    read = read_back_translations(shelves(Path("mine"))[1:], "qaa")[DOOR]
    (english,) = [each.english for each in of_home() if DOOR in each.contexts]
    assert (read.english, read.by, read.on) == (english, "Mila", TODAY)

    before = files()
    output = done("answers", mila, lawyer)
    assert output.count("nothing changes") == 2
    assert files() == before

    (door,) = [each for each in of_home() if DOOR in each.contexts]
    edited = ownish.read_text("utf-8").replace(quoted(door.text), quoted(door.text.replace("Show", "Hold")))
    content("translations/qaa/LC_MESSAGES/cards.po", edited)
    assert "DRAFT" in card(made, words)
    output = done("answers", mila)
    assert f"{door.code} has changed since this answer was recorded" in output
    assert files() == {**before, "mine/translations/qaa/LC_MESSAGES/cards.po": edited.encode()}


def test_three_answers_that_disagree_are_shown_and_decided(
    ownish: Path, made: Callable[..., str], words: Callable[..., str]
) -> None:
    lawyer = answered("Ines", "legal", all_right(of_home("en")), "en")
    (door,) = [each for each in of_home() if DOOR in each.contexts]
    better = f"{door.text} Gracias."
    mila = answered("Mila", "community", all_right(of_home()))
    bruno = answered("Bruno", "community", [Answer(door.code, Verdict.WRONG, better, why="too weak")])
    dana = answered("Dana", "back-translation", [Answer(door.code, Verdict.WRONG, "Kéép thé door shut.")])
    output = done("answers", lawyer, mila, bruno, dana)
    assert f"Reviewers disagree about {', '.join(door.contexts)}" in output
    assert f"right: Mila (community, {TODAY})" in output
    assert f"wrong: Bruno (community, {TODAY}), should be: {better} (too weak)" in output
    assert output.count("cannot be taken as it is: The translation of home/bearer/door has 0 double stars") == 2
    assert "DRAFT" in card(made, words), "a signed sentence that somebody calls wrong is not reviewed"
    row = status()
    (disputed,) = row["suggestions"]
    assert [each["by"] for each in disputed["suggestions"]] == ["Bruno", "Dana"]
    assert [each["by"] for each in disputed["right"]] == ["Mila"]
    assert [bool(each["obstacle"]) for each in disputed["suggestions"]] == [False, True]
    assert DOOR in [each["string"] for each in row["scripts"]["home"]["blocking"]]
    assert "called wrong: 1 sentences" in done("status", "qaa")
    assert "reviewers call 1 wrong, and a translator has to decide" in done("status", "qaa")
    found = locale("check", "qaa").output
    assert f"home/bearer/door warning (suggestion): Bruno (community, {TODAY}) calls it wrong" in found
    before = files()
    assert done("answers", mila, bruno, dana).count("nothing changes") == 3
    assert files() == before

    take = ("suggestions", "qaa", "--take", door.code[:8])
    assert "Name one of them with --of: Bruno, Dana" in refused(*take, "--by", "Tomas Own")
    assert "double stars" in refused(*take, "--by", "Tomas Own", "--of", "Dana")
    assert "somebody else has to take it" in refused(*take, "--by", "bruno", "--of", "Bruno")
    leave = ("suggestions", "qaa", "--leave", door.code, "--by", "Tomas Own")
    assert "no reason" in refused(*leave, "--of", "Dana")
    done(*leave, "--of", "Dana", "--because", "It needs bold words.")
    assert "DRAFT" in card(made, words), "Bruno's is still open"
    assert "names nobody" in refused(*take, "--by", ".", "--of", "Bruno")
    done(*take, "--by", "Tomas Own", "--of", "Bruno")
    record = Path("mine/translations/qaa/suggestions.toml").read_text("utf-8")
    assert f'taken_by = "Tomas Own"\ntaken_on = {TODAY}\n' in record
    assert better in ownish.read_text("utf-8")
    assert not status()["suggestions"]
    assert "DRAFT" in card(made, words), "nobody has read the new text"
    (now,) = [each for each in of_home() if DOOR in each.contexts]
    author = answered("Bruno", "community", [Answer(now.code, Verdict.RIGHT)])
    assert "is not signed: Bruno has suggested this text" in done("answers", author)
    sign = ("sign", "qaa", "--role", "community", "--by", "bruno", "--string", DOOR, "--yes")
    assert "Bruno suggested the present text of home/bearer/door" in refused(*sign)
    assert "DRAFT" in card(made, words), "nobody is author and reviewer"
    done("answers", answered("Mila", "community", [Answer(now.code, Verdict.RIGHT)]))
    assert "DRAFT" not in card(made, words)


def test_the_last_word_of_a_reviewer_counts(ownish: Path, made: Callable[..., str], words: Callable[..., str]) -> None:
    done("answers", answered("Ines", "legal", all_right(of_home("en")), "en"))
    (door,) = [each for each in of_home() if DOOR in each.contexts]
    done("answers", answered("Mila", "community", all_right(of_home()), on=TODAY - timedelta(days=5)))
    wrong = answered("Mila", "community", [Answer(door.code, Verdict.WRONG)], on=TODAY - timedelta(days=3))
    done("answers", wrong)
    assert "DRAFT" in card(made, words)
    done("suggestions", "qaa", "--leave", door.code, "--by", "Tomas", "--because", "It is right.")
    assert "DRAFT" in card(made, words), "whoever has objected since has not signed"
    shutil.copy("mila.txt", "wrong.txt")
    output = done("answers", answered("Mila", "community", [Answer(door.code, Verdict.RIGHT)], on=TODAY))
    assert "1 signed" in output
    assert "DRAFT" not in card(made, words)
    before = files()
    assert "called it right later" in done("answers", "wrong.txt")
    assert files() == before


def forged(found: list[Sentence]) -> Path:
    return answered("Mila", "community", [*all_right(found[:2]), Answer("0" * 16, Verdict.RIGHT)])


def of_another_language(found: list[Sentence]) -> Path:
    return answered("Mila", "community", all_right(of_home("es")[:3]))


def about_older_text(found: list[Sentence]) -> Path:
    path = answered("Mila", "community", all_right(found))
    catalog = Path("mine/translations/qaa/LC_MESSAGES/cards.po")
    catalog.write_text(catalog.read_text("utf-8").replace("Ask for", "Beg for"), encoding="utf-8")
    return path


def cut_off(found: list[Sentence]) -> Path:
    path = answered("Mila", "community", all_right(found))
    path.write_text("\n".join(path.read_text("utf-8").splitlines()[:-8]), encoding="utf-8")
    return path


def by_the_translator(found: list[Sentence]) -> Path:
    return answered("Tomás Own", "second-translator", all_right(found))


def twice(found: list[Sentence]) -> Path:
    path = answered("Mila", "community", all_right(found[:2]))
    text = path.read_text("utf-8") + answers_text(
        Answers("qaa", "mila", "legal", TODAY, "", (Answer(found[0].code, Verdict.WRONG),))
    )
    path.write_text(text, encoding="utf-8")
    return path


def twice_by_number_and_code(found: list[Sentence]) -> Path:
    path = answered("Mila", "community", all_right(found[:2]))
    message = f"\nqaa {list_code(sentences())} Mila, community: {found[1].number} wrong\n"
    path.write_text(path.read_text("utf-8") + message, encoding="utf-8")
    return path


def beyond_the_list(found: list[Sentence]) -> Path:
    return answered("Mila", "community", [Answer("999", Verdict.RIGHT)], proof=list_code(sentences()))


def by_number_and_code(found: list[Sentence]) -> Path:
    number = str(found[0].number)
    answers = [*all_right(found[:1]), Answer(number, Verdict.WRONG)]
    return answered("Mila", "community", answers, proof=list_code(sentences()))


def of_an_old_proof(found: list[Sentence]) -> Path:
    return answered("Mila", "community", [Answer("1", Verdict.RIGHT)], proof="0123-4567-89ab-cdef")


def in_the_future(found: list[Sentence]) -> Path:
    return answered("Mila", "community", all_right(found), on=TODAY + timedelta(days=3))


def english_by_a_reader(found: list[Sentence]) -> Path:
    return answered("Mila", "community", all_right(of_home("en")), "en")


REFUSED: dict[Callable[[list[Sentence]], Path], str] = {
    forged: "mila.txt:11: No sentence of Ownish has the code 0000000000000000",
    of_another_language: "is a sentence of es, and the answers say that they are about Ownish",
    about_older_text: "the reviewer read an older text",
    cut_off: "cut off",
    by_the_translator: "is the last translator of qaa",
    twice: "answers about the sentence",
    twice_by_number_and_code: "answers about the sentence",
    beyond_the_list: "The proof has no sentence 999",
    by_number_and_code: "was answered as right before",
    of_an_old_proof: "The numbers are of the proof 0123-4567-89ab-cdef",
    in_the_future: "in the future",
    english_by_a_reader: "Only a lawyer signs the English",
}


@pytest.mark.parametrize("made_by", REFUSED, ids=lambda each: str(each.__name__))
def test_a_file_with_a_fault_is_refused_as_a_whole(made_by: Callable[[list[Sentence]], Path], ownish: Path) -> None:
    path = made_by(of_home())
    assert REFUSED[made_by] in refused("answers", path)
    assert not read_sign_offs(shelves(Path("mine"))[1:], "qaa")


def test_the_other_answers_are_taken_on_request(ownish: Path) -> None:
    output = done("answers", about_older_text(of_home()), "--skip-changed")
    assert re.search(r"\d+ signed", output)
    assert "skipped: no sentence of Ownish has the code" in output
    assert "is a sentence of es" in refused("answers", of_another_language(of_home()), "--skip-changed")


def test_good_files_are_taken_beside_bad_ones(ownish: Path) -> None:
    bad = answered("Bad", "community", [Answer("0" * 16, Verdict.RIGHT)])
    good = answered("Mila", "community", all_right(of_home()[:2]))
    result = locale("answers", bad, good)
    assert result.exit_code == 3
    assert "2 signed" in result.output
    assert "Refused: 1 of 2 files" in result.stderr
    assert {each.by for of in read_sign_offs(shelves(Path("mine"))[1:], "qaa").values() for each in of} == {"Mila"}


def test_a_dry_run_writes_nothing(ownish: Path) -> None:
    before = files()
    output = done("answers", answered("Mila", "community", all_right(of_home()[:3])), "--dry-run")
    assert "would be recorded: 3 signed" in output
    assert files() == before


def test_a_message_from_paper_is_taken_from_standard_input(ownish: Path) -> None:
    found = sentences()
    first = next(each for each in found if each.text)
    message = (
        f"Hola Ana\n[01.12.26, 18:03] Mila: qaa {list_code(found)} Mila, community: {first.number} ok, "
        f"{first.number + 1} change to “**Go**”, {first.number + 2} not sure (old word)\n\nBye"
    )
    output = done("answers", "-", stdin=message)
    assert "standard input: Ownish (qaa), by Mila (community), unverified" in output
    assert "    not read, line 1: Hola Ana\n" in output
    assert "    not read, line 4: Bye\n" in output
    assert "1 signed, 1 called wrong, 1 not sure" in output
    day = (TODAY - timedelta(days=1)).isoformat()
    assert "nothing changes: 3 recorded before" in done("answers", "-", "--on", day, stdin=message)
    assert f"not sure: Mila (community, {TODAY}) (old word)" in done("suggestions", "qaa")


def test_the_commands_that_suggestions_and_refusals_name_work_as_they_are(content: Callable[..., Path]) -> None:
    """For a language whose catalog is not in the folder yet."""
    content("hotlines/.keep", "")
    (door,) = [each for each in of_home("es") if DOOR in each.contexts]
    better = f"{door.text} Gracias."
    done("answers", answered("Bruno", "community", [Answer(door.code, Verdict.WRONG, better, why="x")], "es"))
    listed = done("suggestions", "es")
    take, leave = (re.search(rf"^ +\S+ (locale suggestions es --content mine --{what} .*)$", listed, re.MULTILINE)
                   for what in ("take", "leave"))  # fmt: skip
    assert take
    assert leave
    assert take[1].endswith("--take CODE --by NAME")
    assert leave[1].endswith("--leave CODE --by NAME --because REASON")
    decide = ["suggestions", "es", "--take", door.code, "--by", "Tomas"]
    named = re.search(r"Start it with \S+ locale (update es) --content mine, then take", refused(*decide))
    assert named
    done(*named[1].split())
    assert f"changed to: {better}" in done(*decide)


def test_anybody_may_call_the_english_wrong(ownish: Path, made: Callable[..., str], words: Callable[..., str]) -> None:
    done("answers", answered("Mila", "community", all_right(of_home())))
    done("answers", answered("Ines", "legal", all_right(of_home("en")), "en"))
    assert "DRAFT" not in card(made, words)
    (silence, *_) = [each for each in of_home("en") if each.contexts[0].startswith("home/officer/")]
    wrong = Answer(silence.code, Verdict.WRONG, "I keep silent.", said="x", why="Shorter.")
    output = done("answers", answered("Bruno", "community", [wrong], "en"))
    assert "right: Ines (legal" in output
    assert "DRAFT" in card(made, words)
    assert not Path("mine/translations/en/back-translation.toml").exists()
    decide = ("suggestions", "en", "--by", "Tomas Own")
    assert "An English text is in the file of its script" in refused(*decide, "--take", silence.code)
    done(*decide, "--leave", silence.code, "--because", "A lawyer chose it.")
    assert "DRAFT" not in card(made, words)


def test_what_cannot_be_signed_is_said_in_a_sentence(ownish: Path, content: Callable[..., Path]) -> None:
    text = ownish.read_text("utf-8")
    content(
        "translations/qaa/LC_MESSAGES/cards.po",
        text.replace('msgctxt "home/bearer/door"', '#, fuzzy\nmsgctxt "home/bearer/door"'),
    )
    (door,) = [each for each in of_home() if DOOR in each.contexts]
    output = done("answers", answered("Mila", "community", all_right([door])))
    assert f"home/bearer/door (sentence {door.number}) is not signed: it is fuzzy." in output
    same = done("answers", answered("Bo", "community", [Answer(door.code, Verdict.WRONG, door.text)]))
    assert "what it should be is what it is already" in same


def test_a_broken_file_of_suggestions_is_refused_by_all(ownish: Path, content: Callable[..., Path]) -> None:
    path = content("translations/qaa/suggestions.toml", '[["home/bearer/door"]]\nverdict = "odd"\n')
    where = f"{path.relative_to(Path.cwd())}:"
    for command in ("check", "status", "suggestions"):
        result = locale(command, "qaa")
        assert result.exit_code == 3
        assert result.output.count(where) == 1
    assert where in refused("answers", answered("Mila", "community", [Answer("1", Verdict.RIGHT)], proof="0" * 16))


KEY = "AAAAC3NzaC1lZDI1NTE5AAAAIJ5XbPkUfNvJ2YJ8bdFJw5s8mFNhUHXr1LqWcMNnZxyz"


def listed(content: Callable[..., Path], text: str) -> None:
    content("translations/reviewers.toml", text)


def test_a_list_decides_who_signs(ownish: Path, content: Callable[..., Path]) -> None:
    listed(content, '["Mila"]\nroles = ["community"]\nlanguages = ["qaa"]\n\n["Ines"]\nroles = ["legal"]\n')
    home = of_home()
    assert "Bo is not on the list" in refused("answers", answered("Bo", "community", all_right(home[:2])))
    assert "Mila signs as community, not as second" in refused(
        "answers", answered("Mila", "second-translator", all_right(home))
    )
    assert "Mila signs qaa, not es" in refused("answers", answered("Mila", "community", all_right(of_home("es")), "es"))
    sign = ("--string", DOOR, "--yes")
    assert "Bo is not on the list" in refused("sign", "qaa", "--role", "community", "--by", "Bo", *sign)
    done("sign", "qaa", "--role", "community", "--by", "Mila", *sign)
    assert "2 signed" in done("answers", answered("Ines", "legal", all_right(home[:2])))
    heard = done("answers", answered("Bo", "community", [Answer(home[0].code, Verdict.WRONG, why="odd")]))
    assert "1 called wrong" in heard, "anybody may object"
    listed(content, '["Mila"]\nroles = ["friend"]\n')
    for command in (
        ("answers", "mila.txt"),
        ("status", "qaa"),
        ("sign", "qaa", "--role", "legal", "--by", "Ines", *sign),
    ):
        assert "reviewers.toml:2: 'Mila.roles' has something that is not a role" in refused(*command)


def keygen(name: str) -> str:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", name], check=True)
    return " ".join(Path(f"{name}.pub").read_text("ascii").split()[:2])


def signed_with(name: str, path: Path, namespace: str = "rights-cards") -> None:
    Path(f"{path}.sig").unlink(missing_ok=True)
    command = ["ssh-keygen", "-q", "-Y", "sign", "-f", name, "-n", namespace, str(path)]
    subprocess.run(command, check=True, capture_output=True)


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs ssh-keygen")
def test_a_signature_is_checked_with_the_key_of_the_list(ownish: Path, content: Callable[..., Path]) -> None:
    mila, other = keygen("mila"), keygen("other")
    listed(content, f'["Mila"]\nroles = ["community"]\nkey = "{mila}"\n\n["Bo"]\nroles = ["community"]\n')
    home = of_home()
    path = answered("Mila", "community", all_right(home[:2]))
    assert "unverified: there is no signature" in done("answers", path, "--dry-run")
    signed_with("other", path)
    assert "The signature beside it is not that of Mila" in refused("answers", path)
    signed_with("mila", path, "file")
    assert "is not that of Mila" in refused("answers", path)
    signed_with("mila", path)
    path.write_text(path.read_text("utf-8").replace("Hi,", "Oh,"), encoding="utf-8")
    assert "or the file has changed" in refused("answers", path)
    signed_with("mila", path)
    assert "Mila (community, " in (output := done("answers", path))
    assert "), verified" in output
    assert "signed by Mila (community, verified)" in done("status", "qaa")
    both = Path("both.txt")
    parts = [Answers("qaa", by, "community", TODAY, "", tuple(all_right(home[2:4]))) for by in ("Eve", "Mila")]
    listed(
        content, f'["Mila"]\nroles = ["community"]\nkey = "{mila}"\n\n["Eve"]\nroles = ["community"]\nkey = "{other}"\n'
    )
    both.write_text("\n".join(map(answers_text, parts)), encoding="utf-8")
    for key, lacking in (("other", "Mila"), ("mila", "Eve")):
        signed_with(key, both)
        assert f"is not that of {lacking}" in refused("answers", both), "one good part lets no other through"
    listed(content, f'["Mila"]\nroles = ["community"]\nkey = "{mila}"\n\n["Bo"]\nroles = ["community"]\n')
    bo = answered("Bo", "community", all_right(home[:2]))
    signed_with("other", bo)
    assert "unverified: the list of reviewers has no key of theirs" in done("answers", bo)
    assert "signed by Bo (community, unverified)" in done("status", "qaa")
    assert other not in (Path("mine/translations/reviewers.toml").read_text("utf-8"))


def test_without_ssh_keygen_a_signature_is_not_checked(
    ownish: Path, content: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    listed(content, f'["Mila"]\nroles = ["community"]\nkey = "ssh-ed25519 {KEY}"\n')
    path = answered("Mila", "community", all_right(of_home()[:2]))
    Path(f"{path}.sig").write_text("x")
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert "unverified: ssh-keygen, which checks signatures, is not installed" in done("answers", path)
