"""The board: the same numbers as the status of each language, who has signed when, and what is asked for next."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from cards.locations import shelves
from cards.merge.sentences import Sentence, sentences_of
from cards.read.catalogs import read_wording, translated_tags
from cards.read.languages import read_languages
from cards.read.scripts import find_script, read_labels, script_ids
from cards.read.sign_offs import LEGAL, SECOND_TRANSLATOR, sentence_digest, string_digest
from cards.upkeep.board import MOST_LACKING, Board, Signer, read_board
from cards.upkeep.status import read_statuses

PLACES = shelves(None)
DAY = date(2026, 11, 30)


@cache
def shipped() -> Board:
    return read_board(PLACES, DAY)


def test_every_language_is_on_it_once() -> None:
    board = shipped()
    begun = set(translated_tags(PLACES))
    assert {row.language.tag for row in board.rows} == begun
    assert {each.tag for each in board.wanted} == set(read_languages(PLACES)) - begun - {"en"}
    assert {"hmn", "sm", "kea", "tzo"} & {each.tag for each in board.wanted} or {"hmn", "sm", "kea", "tzo"} <= begun
    names = [row.language.english for row in board.rows]
    assert names == sorted(names)
    assert board.first == "Translate the labels and the card home first: 11 sentences."


@pytest.mark.parametrize("tag", ["es", "km", "am"])
def test_its_numbers_are_those_of_the_status(tag: str) -> None:
    (row,) = [each for each in shipped().rows if each.language.tag == tag]
    (status,) = read_statuses(PLACES, [row.language], read_back=True, as_of=DAY)
    assert row.lacks == status.lacks
    for cell, script in zip(row.cards, status.scripts, strict=True):
        optional = [state for _, state in script.write_in]
        assert cell.script == script.script
        assert cell.strings == script.total - len(optional)
        assert cell.translated == script.translated - sum(each.printable for each in optional)
        assert cell.signed == script.signed - sum(each.signed for each in optional)
        assert cell.state.printable == all(state.printable for _, state in script.blocking)
        assert not cell.state.signed
        assert cell.read_back <= cell.translated
    assert row.translated == row.sentences - sum(not each.state.printable for each in sentences(tag))


def sentences(tag: str) -> tuple[Sentence, ...]:
    scripts = [find_script(PLACES, each) for each in script_ids(PLACES)]
    return sentences_of(scripts, read_labels(PLACES), read_wording(PLACES, tag))


def script_toml(name: str, count: int) -> str:
    """A script with a heading and that many statements, of which no language has a word."""
    said = "".join(
        f'[[bearer.statement]]\nid = "s{each}"\ntext = "Sentence {each} of {name}."\nauthority = ["a"]\n'
        for each in range(count)
    )
    officer = (
        '[officer.heading]\nid = "h"\ntext = "O."\n[[officer.statement]]\nid = "o"\ntext = "P."\nauthority = ["a"]\n'
    )
    head = f'id = "{name}"\nversion = 1\ntitle = "T"\nabout = "A."\n'
    return f'{head}[bearer.heading]\nid = "h"\ntext = "Heading of {name}."\n{said}{officer}'


def test_the_ten_sentences_that_most_languages_lack(tmp_path: Path) -> None:
    """Those that a language has come after those that none has, in the order of the cards."""
    (tmp_path / "scripts").mkdir()
    for name, count in (("park", 8), ("yard", 3)):
        (tmp_path / "scripts" / f"{name}.toml").write_text(script_toml(name, count), "utf-8")
    catalog = tmp_path / "translations" / "es" / "LC_MESSAGES" / "cards.po"
    catalog.parent.mkdir(parents=True)
    catalog.write_text(
        'msgid ""\nmsgstr ""\n"Language: es\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '\nmsgctxt "park/bearer/s0"\nmsgid "Sentence 0 of park."\nmsgstr "Frase."\n',
        "utf-8",
    )
    board = read_board(shelves(tmp_path), DAY)
    begun = len(board.rows)
    own = ["Heading of park.", *(f"Sentence {each} of park." for each in range(1, 8))]
    own += ["Heading of yard.", *(f"Sentence {each} of yard." for each in range(3))]
    named = [each.english for each in board.lacking if each.english in own]
    assert len(board.lacking) == MOST_LACKING
    assert named == own[: len(named)]
    assert len(named) > 1
    assert {each.languages for each in board.lacking} == {begun}
    (row,) = [each for each in board.rows if each.language.tag == "es"]
    (french,) = [each for each in board.rows if each.language.tag == "fr"]
    assert row.sentences == french.sentences
    assert "Sentence 0 of park." not in [each.english for each in board.lacking], "Spanish has it"


def signed(tag: str, context: str, role: str, by: str, on: str) -> str:
    (source,) = [source for each in sentences(tag) for source in each.sources if source.context == context]
    text = source.text if tag == "en" else read_wording(PLACES, tag).messages[context].text
    return (
        f'[["{context}"]]\nlocale = "{tag}"\nsha256 = "{string_digest(source, text, tag, role)}"\n'
        f'sentence = "{sentence_digest(source, text, tag, role)}"\nrole = "{role}"\nby = "{by}"\non = {on}\n'
    )


def test_who_has_signed_and_when_and_what_that_makes_of_a_card(tmp_path: Path) -> None:
    """A sentence of four cards counts once for its signer, and on each of the cards."""
    folder = tmp_path / "translations" / "es"
    folder.mkdir(parents=True)
    honest = next(each for each in sentences("es") if "home" in each.scripts and len(each.scripts) > 3)
    (folder / "review.toml").write_text(
        signed("es", honest.contexts[0], SECOND_TRANSLATOR, "Rosa", "2026-01-02")
        + signed("es", "home/bearer/door", SECOND_TRANSLATOR, "Rosa", "2026-03-04")
        + signed("es", "home/bearer/door", "community", "Bo", "2026-02-02"),
        "utf-8",
    )
    (tmp_path / "translations" / "en").mkdir()
    (tmp_path / "translations" / "en" / "review.toml").write_text(
        signed("en", "home/officer/heading", LEGAL, "A. Lawyer", "2026-05-06"), "utf-8"
    )
    board = read_board(shelves(tmp_path), DAY)
    (row,) = [each for each in board.rows if each.language.tag == "es"]
    assert row.signers == (
        Signer("Bo", "community", 1, date(2026, 2, 2)),
        Signer("Rosa", SECOND_TRANSLATOR, 2, date(2026, 3, 4)),
    )
    assert row.signed == 2
    cells = {each.script: each.signed for each in row.cards}
    assert cells["home"] == 2
    assert [cells[script] for script in honest.scripts if script != "home"] == [1] * (len(honest.scripts) - 1)
    english = {each.script: each for each in board.english.cards}
    assert english["home"].signed >= 1
    assert (english["family"].strings, english["family"].state.value) == (0, "approved")
    assert board.english.signers == (Signer("A. Lawyer", LEGAL, 1, date(2026, 5, 6)),)
    (other,) = [each for each in board.rows if each.language.tag == "pt"]
    assert (other.signed, other.signers) == (0, ())


def test_a_broken_language_has_a_row_that_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "translations" / "es"
    folder.mkdir(parents=True)
    (folder / "review.toml").write_text('[["home/bearer/door"]]\nrole = "king"\n', "utf-8")
    board = read_board(shelves(tmp_path), DAY)
    (row,) = [each for each in board.rows if each.error]
    assert row.language.tag == "es"
    assert row.error
    assert str(tmp_path) not in row.error
    assert (row.cards, row.sentences) == ((), 0)
