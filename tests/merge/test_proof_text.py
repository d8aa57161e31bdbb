"""What a proof shows: every string with its English, its state, its note, and the digest that a sign-off holds."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cards.locations import shelves
from cards.merge.card_text import Block
from cards.merge.markup import Span
from cards.merge.proof_text import ProofItem, ProofText, proof_text
from cards.merge.review import Review
from cards.merge.sentences import sentences_of
from cards.read.catalogs import Message, Wording, read_wording, translated_tags
from cards.read.languages import Language, read_languages
from cards.read.negations import Claim, read_negations
from cards.read.script_types import Labels, Script, ScriptSide, Source
from cards.read.scripts import find_script, read_labels, script_ids
from cards.read.sign_offs import LEGAL, SignOff, digest, signing_code, string_digest
from cards.read.stocks import PAPERS
from cards.read.typefaces import read_families
from cards.typeset.marks import TextMark
from cards.typeset.page.proof import proof_pages

SHELVES = shelves(None)
LANGUAGES = read_languages(SHELVES)
ENGLISH, SPANISH = LANGUAGES["en"], LANGUAGES["es"]
PO = Path("translations/es/LC_MESSAGES/cards.po")

HEADING = Source("street/bearer/heading", "Stay calm.", "", ())
SILENCE = Source("street/bearer/silence", "**Stay silent.** Say so.", "In words.", ("U.S. Const. amend. V", "Salinas"))
LEAVE = Source("street/bearer/leave", "Ask **to go.**", "", ("INS v. Delgado",))
OFFICER = Source("street/officer/heading", "To the officer", "A heading.", ())
CLAIM = Source("street/officer/silence", "**I choose** silence.", "", ())
CALL, READ = Source("labels/hotline", "Call:", "Short.", ()), Source("labels/link", "Read:", "", ())
MINE = Source("labels/lawyer", "Mine:", "", ())

SCRIPT = Script("street", 3, "Street", "About.", ScriptSide(HEADING, (SILENCE, LEAVE)), ScriptSide(OFFICER, (CLAIM,)))
LABELS = Labels(CALL, READ, {"lawyer": MINE}, Source("labels/officer/interpreter", "I speak {language}.", ""))
TRANSLATIONS = {
    HEADING: "Calma.",
    SILENCE: "**No hable.** Dígalo.",
    LEAVE: "Pregunte **si puede irse.**",
    CALL: "Llame:",
    READ: "Lea:",
    MINE: "Mi abogado:",
}
WORDING = Wording(
    "es",
    {
        source.context: Message(source.context, source.text, text, False, PO, 10 * place)
        for place, (source, text) in enumerate(TRANSLATIONS.items(), 1)
    },
    (PO,),
)


def with_text(source: Source, text: str | None, *, fuzzy: bool = False, english: str | None = None) -> Wording:
    """The Spanish with another translation of a source, or without one."""
    messages = dict(WORDING.messages)
    del messages[source.context]
    if text is not None:
        message = Message(source.context, english or source.text, text, fuzzy, PO, 7)
        messages[source.context] = message
    return replace(WORDING, messages=messages)


def proof(wording: Wording = WORDING, language: Language = SPANISH, script: Script = SCRIPT) -> ProofText:
    """The proof of the script."""
    return proof_text(script, LABELS, wording, language, ENGLISH)


def item(source: Source, wording: Wording = WORDING, language: Language = SPANISH) -> ProofItem:
    """The item of a source."""
    (found,) = [each for each in proof(wording, language).items if each.context == source.context]
    return found


def signed(source: Source, text: str, *roles: str) -> dict[str, tuple[SignOff, ...]]:
    """Sign-offs of a text in those roles."""
    sha256, people = digest(source.context, source.text, text), {"legal": "Bo", "second-translator": "Cy"}
    return {
        source.context: tuple(
            SignOff(source.context, sha256, role, people.get(role, "Dee"), date(2026, 1, 29)) for role in roles
        )
    }


def test_a_proof_has_the_bearers_side_and_the_labels() -> None:
    text = proof()
    assert (text.script, text.language, text.english) == (SCRIPT, SPANISH, ENGLISH)
    assert [each.context for each in text.items] == [
        each.context for each in (HEADING, SILENCE, LEAVE, CALL, READ, MINE)
    ]


def test_a_string_by_value() -> None:
    assert item(SILENCE) == ProofItem(
        context="street/bearer/silence",
        english=Block(SILENCE.context, ENGLISH, (Span("Stay silent.", bold=True), Span(" Say so."))),
        text=Block(SILENCE.context, SPANISH, (Span("No hable.", bold=True), Span(" Dígalo."))),
        note="In words. Authority: U.S. Const. amend. V; Salinas.",
        state=Review.DRAFT,
        sha256=string_digest(SILENCE, "**No hable.** Dígalo.", "es", LEGAL),
        number=2,
        code=sentences_of([SCRIPT], LABELS, WORDING)[1].code,
    )


@pytest.mark.parametrize(
    ("source", "note"),
    [(HEADING, ""), (LEAVE, "Authority: INS v. Delgado."), (CALL, "Short.")],
)
def test_the_note_of_a_string(source: Source, note: str) -> None:
    assert item(source).note == note


def test_a_reviewer_reads_which_phrases_stay_english() -> None:
    statements = (SILENCE, replace(LEAVE, say=("Ask",)))
    script = replace(SCRIPT, bearer=ScriptSide(HEADING, statements))
    notes = [each.note for each in proof_text(script, LABELS, WORDING, SPANISH, ENGLISH).items]
    assert notes[2] == (
        "Said in English: keep “Ask” letter for letter, and write the meaning beside it, in brackets. "
        "Authority: INS v. Delgado."
    )


@pytest.mark.parametrize(
    ("wording", "state"),
    [
        (with_text(SILENCE, None), Review.MISSING),
        (with_text(SILENCE, ""), Review.MISSING),
        (with_text(SILENCE, "\u3164"), Review.MISSING),
        (with_text(SILENCE, "**No hable.** Dígalo.", fuzzy=True), Review.FUZZY),
        (with_text(SILENCE, "**No hable.** Dígalo.", english="**Stay silent.**"), Review.STALE),
        (WORDING, Review.DRAFT),
        (replace(WORDING, sign_offs=signed(SILENCE, "**No hable.** Dígalo.", "community")), Review.REVIEWED),
        (
            replace(WORDING, sign_offs=signed(SILENCE, "**No hable.** Dígalo.", "legal", "second-translator")),
            Review.APPROVED,
        ),
        (replace(WORDING, sign_offs=signed(SILENCE, "**No hable**. Dígalo.", "legal")), Review.DRAFT),
        (replace(WORDING, sign_offs=signed(LEAVE, TRANSLATIONS[LEAVE], "legal")), Review.DRAFT),
    ],
)
def test_the_state_of_a_string(wording: Wording, state: Review) -> None:
    assert item(SILENCE, wording).state is state
    assert item(HEADING, wording).state is Review.DRAFT


@pytest.mark.parametrize("text", [None, "", " ", "\u3164"])
def test_a_string_that_is_not_translated_has_no_text(text: str | None) -> None:
    found = item(LEAVE, with_text(LEAVE, text))
    assert found.text is None
    assert found.english.text == "Ask to go."
    assert found.sha256 == string_digest(LEAVE, text or "", "es", LEGAL)


def test_a_locale_without_a_catalog_has_a_proof() -> None:
    text = proof(Wording("es", {}, ()))
    assert {each.state for each in text.items} == {Review.MISSING}
    assert {each.text for each in text.items} == {None}


def test_the_digest_is_that_of_todays_english() -> None:
    stale = item(LEAVE, with_text(LEAVE, "Pregunte.", english="Ask."))
    assert stale.sha256 == string_digest(LEAVE, "Pregunte.", "es", LEGAL)
    assert stale.english.text == "Ask to go."


def test_the_code_stands_for_every_string_as_it_is() -> None:
    code = proof().code
    assert code == signing_code(each.sha256 for each in proof().items)
    codes = {proof(with_text(source, f"{text} ")).code for source, text in TRANSLATIONS.items()}
    codes |= {proof(with_text(source, None)).code for source in TRANSLATIONS}
    changed = replace(SCRIPT, bearer=ScriptSide(HEADING, (SILENCE, replace(LEAVE, text="Ask to go."))))
    codes |= {proof(script=changed).code, proof(language=ENGLISH).code}
    assert len(codes) == 2 * len(TRANSLATIONS) + 2
    assert code not in codes
    fuzzy = with_text(LEAVE, TRANSLATIONS[LEAVE], fuzzy=True)
    assert proof(fuzzy).code == proof(replace(WORDING, sign_offs=signed(LEAVE, "x", "legal"))).code == code


def test_in_english_a_lawyer_reads_both_sides() -> None:
    words = Wording("en", {}, (), {**signed(CLAIM, CLAIM.text, "legal"), **signed(LEAVE, LEAVE.text, "community")})
    text = proof(words, ENGLISH)
    assert [each.context for each in text.items] == [
        each.context for each in (HEADING, SILENCE, LEAVE, OFFICER, CLAIM, CALL, READ, MINE, LABELS.interpreter)
    ]
    for each, source in zip(text.items[:-1], (HEADING, SILENCE, LEAVE, OFFICER, CLAIM, CALL, READ, MINE), strict=True):
        assert each.text == each.english
        assert each.english.language is ENGLISH
        assert each.english.text == source.text.replace("**", "")
        assert each.state is (Review.APPROVED if source is CLAIM else Review.DRAFT)
        assert each.sha256 == string_digest(source, source.text, "en", LEGAL)


def test_a_placeholder_is_shown_by_its_name() -> None:
    shown = item(CALL, with_text(CALL, "Llame a {hotline_name}, **{hotline}**, {link}, {org}:")).text
    assert shown is not None
    assert shown.spans == (
        Span("Llame a {hotline_name}, "),
        Span("{hotline}", bold=True),
        Span(", {link}, {org}:"),
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**No hable.", "**No hable."),
        ("No {hable", "No {hable"),
        ("Llame a {telefono}.", "Llame a {telefono}."),
        ("**** No hable.", "**** No hable."),
        ("No\u202e hable.", "No hable."),
        ("No\nhable.\ufeff", "Nohable."),
        ("**No\u00a0hable.", "**No\u00a0hable."),
        ("**می\u200cخواهم", "**می\u200cخواهم"),
        ("**移\u3000民", "**移\u3000民"),
    ],
)
def test_broken_markup_is_shown_as_it_stands(text: str, shown: str) -> None:
    found = item(LEAVE, with_text(LEAVE, text))
    assert found.text is not None
    assert found.text.spans == (Span(shown),)
    assert (found.text.id, found.text.language) == (LEAVE.context, SPANISH)
    assert found.state is Review.DRAFT
    assert found.sha256 == string_digest(LEAVE, text, "es", LEGAL)


def test_another_authority_of_the_officers_side_is_another_code_of_the_english_alone() -> None:
    """No other proof shows that side."""
    (claim,) = SCRIPT.officer.statements
    other = replace(SCRIPT, officer=ScriptSide(OFFICER, (replace(claim, authority=("U.S. Const. amend. V",)),)))
    english = Wording("en", {}, ())
    codes = [proof(english, ENGLISH, script).code for script in (SCRIPT, other)]
    assert codes[0] != codes[1]
    assert proof(script=SCRIPT).code == proof(script=other).code


@pytest.mark.parametrize(
    "change",
    [
        {"text": "**Ask** to leave."},
        {"note": "Of a park."},
        {"say": ("Ask",)},
        {"address": "locator.ice.gov"},
        {"authority": ("U.S. Const. amend. V",)},
        {"needs": "hotline"},
        {"country": "CA"},
        {"apart": ("US-MA",)},
        {"regions": ("US-MA",)},
        {"replaces": "**Go.**"},
    ],
)
def test_whatever_a_proof_says_of_a_string_is_in_its_code(change: dict[str, Any]) -> None:
    other = replace(SCRIPT, bearer=ScriptSide(HEADING, (SILENCE, replace(LEAVE, **change))))
    for wording, language in ((WORDING, SPANISH), (Wording("en", {}, ()), ENGLISH)):
        assert len({proof(wording, language, each).code for each in (SCRIPT, other)}) == 2


def test_so_is_what_the_translator_says_of_words() -> None:
    message = WORDING.messages[LEAVE.context]
    codes = set()
    for claims in ((), (Claim("Pida", negates=True),), (Claim("Pida", negates=False),), (Claim("irse", negates=True),)):
        messages = {**WORDING.messages, LEAVE.context: replace(message, claims=claims)}
        codes.add(proof(replace(WORDING, messages=messages)).code)
    assert len(codes) == 4


def test_a_code_stands_for_letters_of_every_alphabet() -> None:
    added = replace(read_negations(SHELVES, "es"), added=("añada: means “silent”",))
    codes = {proof(replace(WORDING, negations=each)).code for each in (read_negations(SHELVES, "es"), added)}
    assert len(codes) == 2


@pytest.mark.parametrize("tag", ["en", *translated_tags(SHELVES)])
def test_every_shipped_locale_has_a_proof(tag: str) -> None:
    labels, wording = read_labels(SHELVES), read_wording(SHELVES, tag)
    for script_id in script_ids(SHELVES):
        script = find_script(SHELVES, script_id)
        text = proof_text(script, labels, wording, LANGUAGES[tag], ENGLISH)
        theirs = (script.officer.every, (labels.interpreter,)) if tag == "en" and not script.is_plan else ((), ())
        own = script.bearer.every if tag == "en" else script.bearer.translated
        of_labels = labels.always if script.is_plan else labels.sources
        sources = (*own, *theirs[0], *of_labels, *theirs[1])
        assert [each.context for each in text.items] == [source.context for source in sources]
        claims = [digest(each.context, question, word.text) for each in text.items for question, word in each.claims]
        assert text.code == signing_code([*(each.sha256 for each in text.items), *claims])
        for each, source in zip(text.items, sources, strict=True):
            assert source.leaves_out or each.english.text == source.text.replace("**", "")
            assert bool(each.where) == bool(source.regions or source.variants or source.needs)
            assert source.note in each.note
            assert all(authority in each.note for authority in source.authority)
            assert (each.text is None) == (each.state is Review.MISSING)
            assert each.text is None or each.text.language is LANGUAGES[tag]


def test_what_the_translator_says_of_words_is_shown_to_the_reviewer() -> None:
    said = (
        Claim("hable", negates=True),
        Claim("Dígalo", negates=False),
        Claim("No hable", negates=False, key="silent"),
    )
    messages = {**WORDING.messages, SILENCE.context: replace(WORDING.messages[SILENCE.context], claims=said)}
    proof = proof_text(SCRIPT, LABELS, replace(WORDING, messages=messages), SPANISH, ENGLISH)
    claims = {item.context: item.claims for item in proof.items if item.claims}
    assert list(claims) == [SILENCE.context]
    (negates, word), (denies, other), (means, silent) = claims[SILENCE.context]
    assert "forbids or denies" in negates
    assert "does not forbid or deny" in denies
    assert (means, silent.text) == ("The translator says that this means “silent”. Is that correct?", "No hable")
    assert (word.text, word.language, other.text) == ("hable", SPANISH, "Dígalo")


def test_what_a_content_folder_tells_the_checks_is_on_the_proof_and_in_its_code(tmp_path: Path) -> None:
    path = tmp_path / "translations" / "es" / "negations.toml"
    path.parent.mkdir(parents=True)
    path.write_text('marks = ["zafar"]', encoding="utf-8")
    wording = replace(WORDING, negations=read_negations(shelves(tmp_path), "es"))
    proof = proof_text(SCRIPT, LABELS, wording, SPANISH, ENGLISH)
    assert proof.added == ("zafar: forbids or denies",)
    assert proof.code != proof_text(SCRIPT, LABELS, WORDING, SPANISH, ENGLISH).code
    pages = proof_pages(proof, (), "", PAPERS["letter"], read_families(shelves(None), SPANISH.fonts))
    texts = [mark.text for page in pages for mark in page.marks if isinstance(mark, TextMark)]
    assert "zafar: forbids or denies" in texts
