"""Sign-offs: who may sign what, that they are written so that they can be read, and that any edit ends them."""

from __future__ import annotations

import string
import tomllib
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cards.errors import BadFile, BadOrder, Untranslated
from cards.locations import Shelf, bundled
from cards.merge.locale_proof import locale_proof
from cards.merge.markup import is_visible
from cards.merge.proof_text import ProofText, proof_text
from cards.merge.review import Review, english_state, state_of
from cards.read.catalogs import Message, Wording, catalog_path, read_wording, translated_tags
from cards.read.languages import read_languages
from cards.read.names import names_somebody, plain_name
from cards.read.script_types import Labels, Script, ScriptSide, Source
from cards.read.sign_offs import (
    LEGAL,
    ROLES,
    SECOND_TRANSLATOR,
    SignOff,
    digest,
    read_sign_offs,
    review_path,
    sentence_digest,
    signing_code,
    string_digest,
)
from cards.upkeep.sign import HEADER, check_code, merged, review_text
from cards.upkeep.sign import new_sign_offs as signed_by_the_list
from cards.upkeep.template import quoted

LANGUAGES = read_languages([bundled()])
TODAY = date(2026, 1, 29)
ASK = Source("park/bearer/ask", "**Ask** whether you may go.", "", ())
QUIET = Source("park/bearer/quiet", "**Be quiet.**", "", ())
new_sign_offs = partial(signed_by_the_list, reviewers=None)
TRANSLATIONS = {ASK.context: "**Pregunte** si puede irse.", QUIET.context: "**Guarde silencio.**"}

Put = Callable[[Path, str], Path]


def wording(**changes: Any) -> Wording:
    """Both strings translated, the first of them with changes."""
    messages = {
        source.context: Message(source.context, source.text, TRANSLATIONS[source.context], False, Path("cards.po"), 7)
        for source in (ASK, QUIET)
    }
    messages[ASK.context] = replace(messages[ASK.context], **changes)
    return Wording("es", messages, (Path("cards.po"),))


def sign(
    *sources: Source, of: Wording | None = None, role: str = "community", by: str = "Bo", last_translator: str = ""
) -> list[SignOff]:
    of = of or wording()
    messages = {context: replace(each, translator=last_translator) for context, each in of.messages.items()}
    of = replace(of, messages=messages)
    return new_sign_offs(sources or (ASK, QUIET), of, LANGUAGES[of.tag], (), role=role, by=by, on=TODAY, today=TODAY)


@pytest.mark.parametrize("role", ROLES)
def test_a_sign_off_holds_both_texts_the_role_the_name_and_the_day(role: str) -> None:
    assert sign(role=role, by=" Bo “the” Reader ") == [
        SignOff(
            each.context,
            string_digest(each, TRANSLATIONS[each.context], "es", role),
            role,
            "Bo “the” Reader",
            TODAY,
            "es",
            sentence=sentence_digest(each, TRANSLATIONS[each.context], "es", role),
        )
        for each in (ASK, QUIET)
    ]


def test_only_the_strings_named_are_signed() -> None:
    assert [each.context for each in sign(QUIET)] == [QUIET.context]


@pytest.mark.parametrize("role", ["", "boss", "Legal", "second translator", "legal "])
def test_there_are_four_roles(role: str) -> None:
    with pytest.raises(BadOrder, match="is not a role") as refusal:
        sign(role=role)
    assert all(each in refusal.value.remedy for each in ROLES)


@pytest.mark.parametrize("by", ["", " ", "\u3000", "x" * 61, "a\nb", "a\x00", "\u202ebo", "a\u200bb", "\u2800"])
def test_a_name_is_something_that_can_be_read(by: str) -> None:
    with pytest.raises(BadOrder):
        sign(by=by)


@pytest.mark.parametrize(
    "header",
    [
        "María López",
        "MARÍA  LÓPEZ",
        " María\u00a0López ",
        "<María López>",
        '"María López" <m@example.org>',
        "María López<m@example.org>",
        "Mari\u0301a Lo\u0301pez (m@example.org)",
        "ＭＡＲＩ\u0301Ａ López, M@Example.ORG",
    ],
)
@pytest.mark.parametrize(
    "by",
    [
        "María López",
        "maría lópez",
        " MARÍA   LÓPEZ",
        "MARI\u0301A lo\u0301pez",
        "<María López>",
        "María\u200d López",
        "María López <other@example.org>",
        "María López (maria@example.org)",
    ],
)
def test_the_last_translator_signs_in_no_role(header: str, by: str) -> None:
    """Not as second translator, and not as anybody else: it would make a draft look reviewed."""
    for role in ROLES:
        with pytest.raises(BadOrder, match="last translator"):
            sign(role=role, by=by, last_translator=header)


@pytest.mark.parametrize("by", ["m@example.org", "<M@EXAMPLE.org>", "Maria <m@example.org>", "Mia, m@example.org"])
def test_the_last_translator_signs_under_no_other_name_with_the_same_address(by: str) -> None:
    with pytest.raises(BadOrder, match="last translator"):
        sign(by=by, last_translator="María López <m@Example.org>")


@pytest.mark.parametrize("header", ["m@example.org", "<m@example.org>"])
def test_a_header_may_have_an_address_only(header: str) -> None:
    with pytest.raises(BadOrder, match="last translator"):
        sign(by="María <m@example.org>", last_translator=header)
    assert sign(by="María López", last_translator=header)


@pytest.mark.parametrize("by", ["Mаría Lópеz", "Ｍａｒｉａ Lopez", "Dra. María R. López", "López, María"])
def test_the_last_translator_signs_in_no_letters_that_look_alike(by: str) -> None:
    with pytest.raises(BadOrder) as refusal:
        sign(by=by, last_translator="María López")
    told = f"{by} is the last translator of es (in the catalog: María López), and cannot sign"
    assert refusal.value.cause.startswith(told)
    message = replace(wording().messages[ASK.context], translator="María López")
    signed = SignOff(ASK.context, digest(ASK.context, ASK.text, message.text, "es"), LEGAL, by, TODAY, "es")
    assert state_of(ASK, message, [signed]) is Review.DRAFT
    assert state_of(ASK, message, [replace(signed, by="Bo")]) is Review.REVIEWED


def test_nobody_signs_ahead_of_time() -> None:
    of, spanish = wording(), LANGUAGES["es"]
    for on in (TODAY - timedelta(days=1), TODAY):
        assert new_sign_offs([ASK], of, spanish, (), role="community", by="Bo", on=on, today=TODAY)[0].on == on
    with pytest.raises(BadOrder, match="is in the future"):
        new_sign_offs([ASK], of, spanish, (), role="community", by="Bo", on=TODAY + timedelta(days=1), today=TODAY)


def test_each_catalog_has_its_own_last_translator() -> None:
    """Whoever translated a string in one folder may read what another translated in the next."""
    of = wording(file=Path("mine.po"), translator="Bo")
    of = replace(of, messages={**of.messages, QUIET.context: replace(of.messages[QUIET.context], translator="Ana")})
    spanish = LANGUAGES["es"]
    for source, translator, reader in ((ASK, "Bo", "Ana"), (QUIET, "Ana", "Bo")):
        assert new_sign_offs([source], of, spanish, (), role="community", by=reader, on=TODAY, today=TODAY)
        with pytest.raises(BadOrder, match="last translator"):
            new_sign_offs([source], of, spanish, (), role="community", by=translator, on=TODAY, today=TODAY)


@pytest.mark.parametrize(
    "header",
    ["", " ", "<>", "Ana <ana@example.org>", "María", "López Marta", "FULL NAME <EMAIL@ADDRESS>", "@", "Ana <María>"],
)
def test_somebody_else_may_be_the_second_translator(header: str) -> None:
    assert len(sign(role=SECOND_TRANSLATOR, by="María López", last_translator=header)) == 2


@pytest.mark.parametrize(
    ("state", "changes"),
    [
        (Review.MISSING, {"text": ""}),
        (Review.MISSING, {"text": " \u00a0"}),
        (Review.FUZZY, {"fuzzy": True}),
        (Review.STALE, {"source": "Ask."}),
    ],
)
@pytest.mark.parametrize("role", ROLES)
def test_what_cannot_be_printed_cannot_be_signed(role: str, state: Review, changes: dict[str, Any]) -> None:
    with pytest.raises(Untranslated, match=ASK.context) as refusal:
        sign(of=wording(**changes), role=role)
    assert state.value in refusal.value.cause
    assert (refusal.value.file, refusal.value.line) == (Path("cards.po"), 7)
    assert len(sign(QUIET, of=wording(**changes), role=role)) == 1


def test_a_string_that_is_not_in_the_catalog_cannot_be_signed() -> None:
    with pytest.raises(Untranslated, match="not translated"):
        sign(of=Wording("es", {}, ()))


def test_english_is_signed_by_a_lawyer() -> None:
    english = Wording("en", {}, ())
    (signed,) = sign(ASK, of=english, role=LEGAL)
    assert signed.sha256 == string_digest(ASK, ASK.text, "en", LEGAL)
    assert english_state(ASK, [signed]) is Review.APPROVED
    for role in set(ROLES) - {LEGAL}:
        with pytest.raises(BadOrder, match="lawyer"):
            sign(ASK, of=english, role=role)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("**Pregunte** al 617-555-0100.", "the numbers 617, 555, 0100"),
        ("**Pregunte** en www.example.org.", "what looks like an address"),
        ("**Pregunte si puede irse.", "double star"),
        ("**Pregunte** <b>ya</b>.", "the character <"),
        ("**Pregunte** a {org}.", "{org}"),
        ("**Pregunte** \u202eya\u202c.", "U+202E"),
    ],
)
def test_what_check_calls_an_error_cannot_be_signed(text: str, what: str) -> None:
    with pytest.raises(BadFile) as refusal:
        sign(of=wording(text=text))
    assert (refusal.value.file, refusal.value.line) == (Path("cards.po"), 7)
    assert refusal.value.cause.startswith(f"The translation of {ASK.context} has ")
    assert what in refusal.value.cause
    assert "For details, run `locale check es`." in refusal.value.remedy
    assert len(sign(QUIET, of=wording(text=text))) == 1
    assert sign(of=wording(text="**Pregunte**  ya")), "a warning stops nobody"


def proof(tag: str = "es", *statements: Source) -> ProofText:
    """The proof of a script that has those statements, and QUIET as its heading."""
    script = Script("park", 1, "Park", "", ScriptSide(QUIET, statements), ScriptSide(ASK, ()))
    labels = Labels(
        Source("labels/hotline", "Call:", ""),
        Source("labels/link", "Find:", ""),
        {"lawyer": Source("labels/lawyer", "Mine:", "")},
        Source("labels/officer/interpreter", "I speak {language}.", ""),
    )
    return proof_text(script, labels, wording(), LANGUAGES[tag], LANGUAGES["en"])


def test_some_strings_of_a_proof_are_signed_with_its_code() -> None:
    whole = proof("es", ASK)
    for sources in ([ASK], [QUIET], [ASK, QUIET]):
        check_code(whole.code, sources, [proof(), whole])
    with pytest.raises(BadOrder, match="does not show park/bearer/ask: it is for park"):
        check_code(proof().code, [ASK], [proof()])


@pytest.mark.parametrize(
    "write", [str.upper, lambda code: code.replace("-", ""), lambda code: f" {code} ".replace("-", " – ")]
)
def test_a_code_may_be_typed_in_several_ways(write: Callable[[str], str]) -> None:
    check_code(write(proof().code), [QUIET], [proof()])


@pytest.mark.parametrize(
    "code", ["", "Rosa", "1e49", "1e49-64c6-bafe-8e4", "1e49-64c6-bafe-8e4g", "1e49_64c6_bafe_8e4c"]
)
def test_what_is_no_code_is_called_so(code: str) -> None:
    with pytest.raises(BadOrder, match="is not a code such as 1e49-64c6-bafe-8e4c"):
        check_code(code, [QUIET], [proof()])


@pytest.mark.parametrize("tag", ["en", "es"])
def test_the_code_on_a_paper_from_before_it_held_notes_and_phrases_does_not_count(tag: str) -> None:
    text = proof(tag, ASK)
    for locale in ("", tag):
        earlier = signing_code(digest(each.context, *texts_of(each.context), locale) for each in text.items)
        with pytest.raises(BadOrder, match="have changed since the proof"):
            check_code(earlier, [ASK, QUIET], [text])


def test_the_code_of_the_whole_language_counts_for_its_strings() -> None:
    text = proof("es", ASK)
    park = replace(text.script, bearer=ScriptSide(QUIET, (ASK,)))
    labels = Labels(Source("labels/hotline", "Call:", ""), Source("labels/link", "Find:", ""), {}, QUIET)
    whole = locale_proof([park], labels, wording(), LANGUAGES["es"], LANGUAGES["en"])
    check_code(whole.code, [ASK, QUIET], [], whole, SECOND_TRANSLATOR)
    with pytest.raises(BadOrder, match="has no authorities, for which a lawyer vouches"):
        check_code(whole.code, [ASK], [], whole, LEGAL)
    with pytest.raises(BadOrder, match="does not show park/bearer/other"):
        check_code(whole.code, [replace(ASK, context="park/bearer/other")], [], whole, SECOND_TRANSLATOR)


def texts_of(context: str) -> tuple[str, str]:
    english = {ASK.context: ASK.text, QUIET.context: QUIET.text}
    labels = {"labels/hotline": "Call:", "labels/link": "Find:", "labels/lawyer": "Mine:"}
    labels |= {"labels/officer/interpreter": "I speak {language}."}
    return (english | labels)[context], TRANSLATIONS.get(context, "")


def test_who_signs_again_what_was_signed_for_another_language_signs_for_this_one() -> None:
    (ask,) = sign(ASK)
    for old in (replace(ask, sha256=OLD, locale=""), replace(ask, sha256=OLD, locale="pt")):
        assert review_text(table(old), [ask], REVIEW) == table(ask)


def test_the_code_of_other_texts() -> None:
    with pytest.raises(BadOrder, match="have changed since the proof with the code 1e49-64c6-bafe-8e4c was printed"):
        check_code("1e49-64c6-bafe-8e4c", [QUIET], [proof()])


def test_a_new_sign_off_replaces_that_of_the_same_person_and_role_only() -> None:
    old = {
        ASK.context: [*sign(ASK, by="Bo"), *sign(ASK, by="Cy"), *sign(ASK, by="Bo", role=LEGAL)],
        "shop/bearer/leave": [replace(each, context="shop/bearer/leave") for each in sign(ASK)],
    }
    new = [replace(each, on=date(2026, 3, 1), sha256="0" * 64) for each in sign(ASK, QUIET, by="Bo")]
    found = merged(old, new)
    assert set(found) == {ASK.context, QUIET.context, "shop/bearer/leave"}
    assert found[ASK.context] == [new[0], old[ASK.context][1], old[ASK.context][2]]
    assert found[QUIET.context] == [new[1]]
    assert found["shop/bearer/leave"] == old["shop/bearer/leave"]
    assert merged(found, new) == found
    assert len(old[ASK.context]) == 3


REVIEW = Path("review.toml")


def written_anew(*new: SignOff) -> str:
    """A file with those sign-offs and no others."""
    return review_text("", new, REVIEW)


def test_a_new_file() -> None:
    (ask,) = sign(ASK, by="Bo")
    assert written_anew(ask).split("\n\n", 1) == [
        HEADER.rstrip("\n"),
        f'[["park/bearer/ask"]]\nlocale = "es"\nsha256 = "{ask.sha256}"\nsentence = "{ask.sentence}"\n'
        'role = "community"\nby = "Bo"\non = 2026-01-29\n',
    ]


OLD = "0" * 64
BY_HAND = f"""\
# The coalition's reviewers.
# Ask Cy before you sign.

# Bo read this on the telephone.
[["park/bearer/ask"]]  # twice
sha256 = '{OLD}'   # of the first draft
role = "community"
by = "Bo"
on = 2025-12-01 # a Monday

# --- from here on in the shop ---

[["shop/bearer/leave"]]
on = 2025-12-01
by = "Bo"
sha256 = "{OLD}"
role = "community"
# the end
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_people_wrote_into_the_file_stays(end: str) -> None:
    ask, quiet = sign(ASK, QUIET, by="Bo")
    (legal,) = sign(ASK, by="Cy", role=LEGAL)
    zoo = replace(legal, context="zoo/bearer/x")
    text = review_text(BY_HAND.replace("\n", end), [ask, quiet, legal, zoo], REVIEW)
    expected = BY_HAND.replace(
        f"sha256 = '{OLD}'", f'locale = "es"\nsha256 = "{ask.sha256}"\nsentence = "{ask.sentence}"'
    ).replace("2025-12-01 # a", "2026-01-29 # a")
    section = "# --- from here on in the shop ---\n\n"
    expected = expected.replace(section, f"{section}{table(legal)}\n{table(quiet)}\n") + f"\n{table(zoo)}"
    assert text == expected.replace("\n", end)


def table(each: SignOff) -> str:
    return written_anew(each).partition("\n\n")[2]


@pytest.mark.parametrize("end", ["", "\n", "\n\n\n"])
def test_a_file_may_end_as_it_likes(end: str) -> None:
    ask, quiet = sign(ASK, QUIET)
    assert review_text(written_anew(ask).rstrip("\n") + end, [quiet], REVIEW) == written_anew(ask, quiet)


def test_who_signed_twice_signs_both_again() -> None:
    (ask,) = sign(ASK)
    old = table(replace(ask, sha256=OLD))
    assert review_text(f"{old}\n# again\n{old}", [ask], REVIEW) == f"{table(ask)}\n# again\n{table(ask)}"


@pytest.mark.parametrize(
    "before",
    [
        f'"park/bearer/ask" = [{{ sha256 = "{OLD}", role = "community", by = "Bo", on = 2025-12-01 }}]\n',
        f'[["park/bearer/ask"]]\n"sha256" = "{OLD}"\nrole = "community"\nby = "Bo"\non = 2025-12-01\n',
        f'[["park/bearer/ask"]]\nsha256 = """\\\n  {OLD}"""\nrole = "community"\nby = "Bo"\non = 2025-12-01\n',
    ],
)
def test_a_file_that_would_not_say_what_it_should_is_not_written(before: str, shelf: Shelf, put: Put) -> None:
    put(review_path(shelf, "es"), before)
    assert len(read_sign_offs([shelf], "es")[ASK.context]) == 1
    with pytest.raises(BadFile, match="nothing can be added") as refusal:
        review_text(before, sign(ASK), REVIEW)
    assert refusal.value.file == REVIEW


IDS = st.text(string.ascii_lowercase + string.digits + "-", max_size=8).map(lambda text: f"x{text}")
NAMES = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=40) | st.text(
    "\\\"'\t ab{}#", min_size=1
)


@st.composite
def sign_offs(draw: st.DrawFn) -> dict[str, list[SignOff]]:
    found: dict[str, list[SignOff]] = {}
    for _ in range(draw(st.integers(0, 4))):
        context = f"{draw(IDS)}/bearer/{draw(IDS)}"
        name = draw(NAMES.filter(accepted))
        sha256 = draw(st.text("0123456789abcdef", min_size=64, max_size=64))
        signed = SignOff(context, sha256, draw(st.sampled_from(ROLES)), plain_name(name, "--by"), draw(st.dates()))
        found.setdefault(context, []).append(signed)
    return found


def accepted(name: str) -> bool:
    try:
        return names_somebody(plain_name(name, "--by"))
    except BadOrder:
        return False


@pytest.fixture(scope="session")
def session_shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """A shelf without anything, for properties."""
    folder = tmp_path_factory.mktemp("shelf")
    return Shelf(*(folder / name for name in ("scripts", "stocks", "hotlines", "translations", "fonts")))


@given(signed=sign_offs())
def test_what_is_written_is_read_again(signed: dict[str, list[SignOff]], session_shelf: Shelf, put: Put) -> None:
    new = [each for those in signed.values() for each in those]
    text = written_anew(*new)
    put(review_path(session_shelf, "qaa"), text)
    found = read_sign_offs([session_shelf], "qaa")
    assert {context: list(each) for context, each in found.items()} == merged({}, new)
    assert review_text(text, new, REVIEW) == text
    assert list(tomllib.loads(text)) == sorted(signed)


def test_contexts_stand_in_alphabetical_order_whoever_signs_first() -> None:
    """So that two people's changes can be merged."""
    one, other = sign(ASK, QUIET, by="Bo"), sign(QUIET, by="Cy")
    text = written_anew(*one)
    assert written_anew(*one[::-1]) == text
    assert review_text(written_anew(*other), one, REVIEW).index(ASK.context) < text.index(QUIET.context)


def test_the_sign_offs_of_every_shelf_count(shelf: Shelf, tmp_path: Path, put: Put) -> None:
    mine = replace(shelf, translations=tmp_path / "mine")
    put(review_path(shelf, "es"), written_anew(*sign(ASK, by="Bo")))
    put(review_path(mine, "es"), written_anew(*sign(ASK, QUIET, by="Cy")))
    found = read_sign_offs([shelf, mine], "es")
    assert {context: [each.by for each in signed] for context, signed in found.items()} == {
        ASK.context: ["Bo", "Cy"],
        QUIET.context: ["Cy"],
    }


LETTERS = st.text('aàá é\u0301ａ.*{}"\\،اآ\u0653가\u1100\u1161한漢क\u093c\u0958', max_size=12)
VISIBLE = LETTERS.filter(is_visible).filter(lambda text: text == text.strip())


def same(one: str, other: str) -> bool:
    return unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)


def written(shelf: Shelf, put: Put, source: Source, text: str) -> Message:
    """The message as it is read from a file that says so."""
    entry = f"msgctxt {quoted(source.context)}\nmsgid {quoted(source.text)}\nmsgstr {quoted(text)}\n"
    put(catalog_path(shelf, "qaa"), entry)
    return read_wording([shelf], "qaa").messages[source.context]


@given(
    english=VISIBLE, text=VISIBLE, other=VISIBLE, role=st.sampled_from(ROLES), what=st.sampled_from(["text", "english"])
)
@settings(max_examples=150)
def test_an_edit_of_either_text_ends_a_sign_off_and_undoing_it_brings_it_back(
    english: str, text: str, other: str, role: str, what: str, session_shelf: Shelf, put: Put
) -> None:
    source = Source("park/bearer/ask", english, "", ())
    message = written(session_shelf, put, source, text)
    signed = SignOff(source.context, digest(source.context, english, text), role, "Bo", TODAY)
    put(review_path(session_shelf, "qaa"), written_anew(signed))
    roles = read_sign_offs([session_shelf], "qaa")[source.context]
    assert state_of(source, message, roles) is Review.REVIEWED

    edited = replace(source, text=other) if what == "english" else source
    message = written(session_shelf, put, edited, text if what == "english" else other)
    stands = same(other, english if what == "english" else text)
    assert state_of(edited, message, roles) is (Review.REVIEWED if stands else Review.DRAFT)
    if edited.text != source.text:
        assert state_of(source, message, roles) is Review.STALE

    message = written(session_shelf, put, source, text)
    assert state_of(source, message, roles) is Review.REVIEWED


@given(LETTERS, st.tuples(*[st.integers(0, 12)] * 2), st.tuples(*[st.integers(0, 12)] * 2))
def test_a_digest_tells_where_one_text_ends_and_the_next_begins(
    whole: str, one: tuple[int, int], other: tuple[int, int]
) -> None:
    parts = [(whole[: min(cut)], whole[min(cut) : max(cut)], whole[max(cut) :]) for cut in (one, other)]
    are_same = all(same(*pair) for pair in zip(*parts, strict=True))
    assert (digest(*parts[0]) == digest(*parts[1])) == are_same


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_same_letters_in_other_pieces_are_the_same_text(form: Literal["NFC", "NFD"]) -> None:
    for text in ("é ö ñ", "이것은 카드", "क़ानून", "Ẹ ní ẹ̀tọ́", "آ", "Ω"):
        assert digest("a", text, text) == digest("a", text, unicodedata.normalize(form, text))
        assert digest("a", text, text) == digest("a", unicodedata.normalize(form, text), text)


def test_two_people_make_a_translation_approved() -> None:
    message = wording().messages[ASK.context]
    (bo,), (bo_too,) = sign(ASK, role=LEGAL, by="Bo"), sign(ASK, role=SECOND_TRANSLATOR, by="Bo")
    (cy,) = sign(ASK, role=SECOND_TRANSLATOR, by="Cy")
    assert state_of(ASK, message, [bo, bo_too]) is Review.REVIEWED
    assert state_of(ASK, message, [bo, cy]) is Review.APPROVED


@pytest.mark.parametrize(
    "change", [lambda text: text + " ", lambda text: text[:-1], lambda text: text.replace("**", "", 2), str.upper]
)
def test_the_smallest_edit_ends_a_sign_off(change: Callable[[str], str]) -> None:
    (signed,) = sign(ASK)
    message = wording().messages[ASK.context]
    assert state_of(ASK, message, [signed]) is Review.REVIEWED
    assert state_of(ASK, replace(message, text=change(message.text)), [signed]) is Review.DRAFT
    english = replace(ASK, text=change(ASK.text))
    assert state_of(english, replace(message, source=english.text), [signed]) is Review.DRAFT


SAME = replace(ASK, context="shop/bearer/ask")
"""The same sentence in another script."""


@pytest.mark.parametrize(
    ("other", "text", "locale", "state"),
    [
        (SAME, TRANSLATIONS[ASK.context], "es", Review.REVIEWED),
        (replace(SAME, authority=("a law",)), TRANSLATIONS[ASK.context], "es", Review.REVIEWED),
        (replace(SAME, note="Of a shop."), TRANSLATIONS[ASK.context], "es", Review.DRAFT),
        (replace(SAME, text=f"{ASK.text} Now."), TRANSLATIONS[ASK.context], "es", Review.DRAFT),
        (SAME, f"{TRANSLATIONS[ASK.context]} Ya.", "es", Review.DRAFT),
        (SAME, TRANSLATIONS[ASK.context], "pt", Review.DRAFT),
    ],
)
def test_a_sign_off_counts_wherever_the_sentence_and_its_note_stand(
    tmp_path: Path, other: Source, text: str, locale: str, state: Review
) -> None:
    signed = replace(sign(ASK)[0], locale=locale)
    message = Message(other.context, other.text, text, False, Path("cards.po"), 7)
    found = Wording("es", {other.context: message}, (), {ASK.context: (signed,)})
    assert state_of(other, message, found.signed(other.context)) is state


def test_a_lawyers_sign_off_counts_only_where_the_sentence_rests_on_the_same_law() -> None:
    law = replace(ASK, authority=("18 U.S.C. 111",))
    signed = replace(sign(ASK, role=LEGAL)[0], sentence=sentence_digest(law, TRANSLATIONS[ASK.context], "es", LEGAL))
    for authority, counts in ((law.authority, True), ((), False), (("8 U.S.C. 1362",), False)):
        assert signed.covers(replace(SAME, authority=authority), TRANSLATIONS[ASK.context]) is counts


def test_an_old_sign_off_counts_for_its_own_string_alone() -> None:
    (signed,) = sign(ASK)
    old = replace(signed, sha256=digest(ASK.context, ASK.text, TRANSLATIONS[ASK.context], "es"), sentence="")
    message = replace(wording().messages[ASK.context], context=SAME.context)
    found = Wording("es", {SAME.context: message}, (), {ASK.context: (old,)})
    assert state_of(SAME, message, found.signed(SAME.context)) is Review.DRAFT
    assert state_of(SAME, message, [replace(old, context=SAME.context)]) is Review.DRAFT
    assert state_of(ASK, wording().messages[ASK.context], [old]) is Review.REVIEWED


def test_a_signed_string_that_becomes_fuzzy_is_fuzzy() -> None:
    (signed,) = sign(ASK)
    assert state_of(ASK, wording(fuzzy=True).messages[ASK.context], [signed]) is Review.FUZZY


def test_a_code_stands_for_the_strings_in_their_order() -> None:
    digests = [each.sha256 for each in sign()]
    code = signing_code(digests)
    assert len(code.split("-")) == 4
    assert all(len(part) == 4 for part in code.split("-"))
    assert code == signing_code(iter(digests))
    assert (
        len({code, signing_code(digests[::-1]), signing_code(digests[:1]), signing_code([]), signing_code(digests * 2)})
        == 5
    )


@pytest.mark.parametrize("tag", ["en", *translated_tags([bundled()])])
def test_nothing_that_ships_is_signed(tag: str) -> None:
    """Only people sign. When one really has, name the locale here and say who."""
    assert read_sign_offs([bundled()], tag) == {}
    assert not review_path(bundled(), tag).exists()
