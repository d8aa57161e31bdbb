"""Sign-offs: read from their files, bound to the texts that were read, and ended by any edit of them."""

import hashlib
import re
import unicodedata
from dataclasses import fields, replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cards.errors import BadFile
from cards.locations import Shelf, bundled, shelves
from cards.read.catalogs import read_wording
from cards.read.names import names_somebody
from cards.read.script_types import Source
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
from cards.upkeep.sign import merged, review_text

DOOR, SIGN = "home/bearer/door", "home/bearer/sign"
SHA = "0123456789abcdef" * 4

REVIEW = f"""\
# Who has read what.
[["{DOOR}"]]
sha256 = "{SHA}"
role = "second-translator"
by = "Ana"
on = 2026-01-29

[["{SIGN}"]]
sha256 = "{SHA}"
role = "legal"
by = "B. \\"Bee\\" Ba"
on = 2026-02-01

[["{DOOR}"]]
sha256 = "{SHA[::-1]}"
role = "community"
by = "សុខ"
on = 2026-02-02
"""

NUMBERS = count()

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
LETTERS = st.sampled_from("aáa\u0301éẹ\u0302\u0323 *.\u00a0\u200c가ᄀ") | st.characters(
    codec="utf-8", exclude_characters="\0"
)


def put(folder: Path, text: str, tag: str = "es") -> Path:
    """Write the sign-offs of a content folder."""
    path = folder / "translations" / tag / "review.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def shelf(folder: Path) -> Shelf:
    """The shelf of a content folder."""
    return shelves(folder)[1]


def nfc(text: str) -> str:
    """A text with its letters composed."""
    return unicodedata.normalize("NFC", text)


def test_roles_are_those_of_people() -> None:
    assert ROLES == ("second-translator", "back-translation", "legal", "community")
    assert (SECOND_TRANSLATOR, LEGAL) == ("second-translator", "legal")


def test_a_digest_is_that_of_the_three_texts() -> None:
    plain = "home/bearer/sign\0Sign nothing.\0No firmes nada é.".encode()
    assert digest(SIGN, "Sign nothing.", "No firmes nada é.") == hashlib.sha256(plain).hexdigest()
    assert digest("", "", "") == hashlib.sha256(b"\0\0").hexdigest()


def test_a_digest_holds_the_locale() -> None:
    plain = "home/bearer/sign\0Sign nothing.\0No firmes nada é.\0es".encode()
    assert digest(SIGN, "Sign nothing.", "No firmes nada é.", "es") == hashlib.sha256(plain).hexdigest()
    assert len({digest("c", "e", "t", locale) for locale in ("", "es", "pt", "es-MX", "t")}) == 5


@pytest.mark.parametrize("text", ["Sé.", "Tiếng Việt", "각하", "ক\u09cb", "ṩ", "Å", "ي\u0654"])
def test_another_encoding_of_the_same_letters_has_the_same_digest(text: str) -> None:
    wanted = digest(f"c{text}", f"e{text}", text)
    for form in ("NFC", "NFD"):
        same = [unicodedata.normalize(form, each) for each in (f"c{text}", f"e{text}", text)]
        assert digest(*same) == wanted


@pytest.mark.parametrize(
    ("text", "other"),
    [("ﬁ", "fi"), ("２", "2"), ("a b", "a\u00a0b"), ("a", "a "), ("a", "A"), ("می\u200cخ", "میخ"), ("“a”", '"a"')],
)
def test_letters_that_only_look_alike_have_another_digest(text: str, other: str) -> None:
    assert digest("c", "e", text) != digest("c", "e", other)
    assert digest("c", text, "t") != digest("c", other, "t")


@given(st.tuples(TEXTS, TEXTS, TEXTS), st.integers(0, 2), st.data())
def test_any_edit_of_any_text_ends_a_sign_off(texts: tuple[str, str, str], which: int, data: st.DataObject) -> None:
    text = texts[which]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 2)))
    edited = text[:start] + data.draw(st.text(LETTERS, max_size=2)) + text[end:]
    others = [edited if place == which else each for place, each in enumerate(texts)]
    assert (digest(*others) == digest(*texts)) == (nfc(edited) == nfc(text))


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_a_sign_off_is_for_one_text_alone(context: str, english: str, text: str, moved: str) -> None:
    assume(moved and nfc(english + moved) == nfc(english) + nfc(moved))
    assert digest(context, english + moved, text) != digest(context, english, moved + text)
    assert digest(context + moved, english, text) != digest(context, moved + english, text)


def test_a_code_for_signing_stands_for_all_strings_as_they_are() -> None:
    digests = [digest("a", "b", "c"), digest("d", "e", "f")]
    whole = hashlib.sha256("".join(digests).encode()).hexdigest()
    code = signing_code(digests)
    assert code == f"{whole[:4]}-{whole[4:8]}-{whole[8:12]}-{whole[12:16]}"
    assert signing_code(iter(digests)) == code
    for other in (digests[::-1], digests[:1], [*digests, digests[0]], [digests[0], digest("d", "e", "F")], []):
        assert signing_code(other) != code
        assert re.fullmatch(r"[0-9a-f]{4}(-[0-9a-f]{4}){3}", signing_code(other))


def test_a_file_by_value(tmp_path: Path) -> None:
    path = put(tmp_path, REVIEW)
    assert review_path(shelf(tmp_path), "es") == path
    assert read_sign_offs([shelf(tmp_path)], "es") == {
        DOOR: (
            SignOff(DOOR, SHA, "second-translator", "Ana", date(2026, 1, 29)),
            SignOff(DOOR, SHA[::-1], "community", "សុខ", date(2026, 2, 2)),
        ),
        SIGN: (SignOff(SIGN, SHA, "legal", 'B. "Bee" Ba', date(2026, 2, 1)),),
    }


def test_a_locale_that_nobody_signed_has_none(tmp_path: Path) -> None:
    assert read_sign_offs([bundled(), shelf(tmp_path)], "qqq") == {}
    for text in ("", "# nobody yet\n"):
        put(tmp_path, text)
        assert read_sign_offs([shelf(tmp_path)], "es") == {}


def test_the_sign_offs_of_every_shelf_stand_together(tmp_path: Path) -> None:
    put(tmp_path / "a", REVIEW)
    put(tmp_path / "b", REVIEW[REVIEW.index(f'[["{SIGN}"]]') :].replace("legal", "back-translation"))
    first, second = shelf(tmp_path / "a"), shelf(tmp_path / "b")
    both = read_sign_offs([first, second], "es")
    assert [(each.role, each.by) for each in both[SIGN]] == [
        ("legal", 'B. "Bee" Ba'),
        ("back-translation", 'B. "Bee" Ba'),
    ]
    assert [each.role for each in both[DOOR]] == ["second-translator", "community", "community"]
    assert read_sign_offs([second, first], "es")[SIGN] == both[SIGN][::-1]


def test_a_wording_has_its_sign_offs(tmp_path: Path) -> None:
    put(tmp_path, REVIEW)
    wording = read_wording([shelf(tmp_path)], "es")
    assert [each.by for each in wording.signed(DOOR)] == ["Ana", "សុខ"]
    assert wording.signed("home/bearer/other") == ()
    assert read_wording([shelf(tmp_path)], "fr").signed(DOOR) == ()


SIGNED_TEXT = ("Sign nothing.", "No firmes nada.")


def one(tag: str = "", on: str = "2026-02-01", locale: str | None = None) -> str:
    """A file with one sign-off, as it is for a language or, without one, as it was before it said for which."""
    line = f'locale = "{locale or tag}"\n' if tag else ""
    return f'[["{SIGN}"]]\n{line}sha256 = "{digest(SIGN, *SIGNED_TEXT, tag)}"\nrole = "legal"\nby = "Ana"\non = {on}\n'


def catalog(folder: Path, tag: str, language: str | None) -> None:
    """The string in the catalog of a locale whose header names a language."""
    named = "" if language is None else f'"Language: {language}\\n"\n'
    path = folder / "translations" / tag / "LC_MESSAGES" / "cards.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    english, text = SIGNED_TEXT
    path.write_text(
        f'msgid ""\nmsgstr ""\n{named}"Content-Type: text/plain; charset=utf-8\\n"\n\n'
        f'msgctxt "{SIGN}"\nmsgid "{english}"\nmsgstr "{text}"\n',
        encoding="utf-8",
    )


def counted(folder: Path, tag: str) -> tuple[bool, str]:
    """Whether the string's sign-off counts, and why not if it is misplaced."""
    (each,) = read_wording([bundled(), shelf(folder)], tag).signed(SIGN)
    english, text = SIGNED_TEXT
    return each.covers(Source(SIGN, english, ""), text), each.misplaced


@pytest.mark.parametrize("header", ["es", "pt", "", None])
def test_a_sign_off_counts_in_the_folder_of_its_language_whatever_the_header_says(
    tmp_path: Path, header: str | None
) -> None:
    catalog(tmp_path, "es", header)
    put(tmp_path, one("es"))
    assert counted(tmp_path, "es") == (True, "")


def test_a_sign_off_in_the_folder_of_another_language_counts_for_nothing(tmp_path: Path) -> None:
    catalog(tmp_path, "pt", "pt")
    put(tmp_path, one("es"), "pt")
    assert counted(tmp_path, "pt") == (False, "it was given for es")
    put(tmp_path, one("es", locale="pt"), "pt")
    assert counted(tmp_path, "pt") == (False, ""), "the digest holds the locale too"


@pytest.mark.parametrize(("tag", "header"), [("es", "es"), ("es", "es_MX"), ("es", "ES"), ("zh-Hans", "zh_CN")])
def test_an_old_sign_off_counts_where_the_header_names_the_language(tmp_path: Path, tag: str, header: str) -> None:
    catalog(tmp_path, tag, header)
    put(tmp_path, one(), tag)
    assert counted(tmp_path, tag) == (True, "")


@pytest.mark.parametrize("header", ["es", "pt-x-y z", "xx", "", None])
def test_an_old_sign_off_does_not_count_where_the_header_names_another(tmp_path: Path, header: str | None) -> None:
    """A folder copied from es to pt."""
    catalog(tmp_path, "pt", header)
    put(tmp_path, one(), "pt")
    counts, why = counted(tmp_path, "pt")
    assert not counts
    named = f"names {header!r}" if header else "names no language"
    assert why == f"the header of pt {named}, so it may be for another language"


def test_an_old_sign_off_that_two_folders_have_counts_in_neither(tmp_path: Path) -> None:
    """Nothing tells which of the two is the copy."""
    for tag in ("es", "pt"):
        catalog(tmp_path, tag, tag)
        put(tmp_path, one(), tag)
    assert counted(tmp_path, "es") == (False, "the folder of pt has the same one")
    assert counted(tmp_path, "pt") == (False, "the folder of es has the same one")
    put(tmp_path, one("es"), "es")
    assert counted(tmp_path, "es") == (True, "")
    assert counted(tmp_path, "pt") == (True, "")


@pytest.mark.parametrize(
    ("on", "as_of", "refused"),
    [
        (date(2026, 2, 1), date(2026, 2, 1), False),
        (date(2026, 2, 2), date(2026, 2, 1), False),
        (date(2026, 2, 3), date(2026, 2, 1), True),
        (date(9999, 12, 31), date(2026, 2, 1), True),
        (date(9999, 12, 31), None, False),
        (date(1, 1, 1), date(2026, 2, 1), False),
    ],
)
def test_a_day_to_come_is_refused_on_its_line(tmp_path: Path, on: date, as_of: date | None, refused: bool) -> None:
    """A day is left for time zones."""
    catalog(tmp_path, "es", "es")
    path = put(tmp_path, one("es", on=on.isoformat()))
    if not refused:
        assert read_wording([shelf(tmp_path)], "es", as_of).signed(SIGN)[0].on == on
        return
    with pytest.raises(BadFile) as refusal:
        read_wording([shelf(tmp_path)], "es", as_of)
    assert (refusal.value.file, refusal.value.line) == (path, 6)
    assert refusal.value.cause == f"'{SIGN}.1.on' is {on}, which is in the future."


BROKEN = [
    ('role = "legal"', 'role = "lawyer"', "'home/bearer/sign.1.role' is 'lawyer'."),
    ('role = "legal"', 'role = "Legal"', "'home/bearer/sign.1.role' is 'Legal'."),
    ('role = "legal"', "role = 1", "'home/bearer/sign.1.role' is not a text in quotes."),
    ("on = 2026-02-01", 'on = "2026-02-01"', "'home/bearer/sign.1.on' is not a date such as 2026-01-29."),
    ("on = 2026-02-01", "at = 2026-02-01", "'home/bearer/sign.1.at' is not known here."),
    ('by = "Ana"', 'by = ""', "'home/bearer/door.1.by' is empty, or begins or ends with a space."),
    (f'"{SHA[::-1]}"', f'"{SHA[1:]}"', "'home/bearer/door.2.sha256' is not 64 hexadecimal digits."),
    (f'"{SHA[::-1]}"', f'"{SHA}0"', "'home/bearer/door.2.sha256' is not 64 hexadecimal digits."),
    (f'"{SHA[::-1]}"', f'"{SHA.upper()}"', "'home/bearer/door.2.sha256' is not 64 hexadecimal digits."),
    (f'"{SHA[::-1]}"', f'"{SHA[:63]}٣"', "'home/bearer/door.2.sha256' is not 64 hexadecimal digits."),
    (f'"{SHA[::-1]}"', f'"{SHA}\\n"', "'home/bearer/door.2.sha256' has a line feed (U+000A) in it."),
    (f'"{SHA[::-1]}"', f'"{SHA} "', "'home/bearer/door.2.sha256' is empty, or begins or ends with a space."),
    (f'[["{SIGN}"]]', f'["{SIGN}"]', "'home/bearer/sign' is not a list of tables."),
    ("# Who has read what.", f'"{SIGN}/x" = 1', "'home/bearer/sign/x' is not a list of tables."),
    ("# Who has read what.", "x = [1]", "'x' is not a list of tables."),
    ("# Who has read what.", "x = ", "The file is not valid TOML: there is nothing after the =."),
]


@pytest.mark.parametrize(("part", "replacement", "cause"), BROKEN, ids=[each[1][:30] for each in BROKEN])
def test_a_broken_file_is_refused_on_its_line(tmp_path: Path, part: str, replacement: str, cause: str) -> None:
    assert REVIEW.count(part) == 1
    text = REVIEW.replace(part, replacement)
    path = put(tmp_path, text)
    for read in (read_sign_offs, read_wording):
        with pytest.raises(BadFile) as refused:
            read([shelf(tmp_path)], "es")
        assert refused.value.cause == cause
        assert refused.value.remedy
        assert (refused.value.file, refused.value.line) == (path, text.count("\n", 0, text.index(replacement)) + 1)


@pytest.mark.parametrize("key", ["sha256", "role", "by", "on"])
def test_what_a_sign_off_must_have(tmp_path: Path, key: str) -> None:
    lines = REVIEW.split("\n")
    where = next(number for number, line in enumerate(lines) if line == f'[["{SIGN}"]]')
    left_out = next(number for number, line in enumerate(lines) if number > where and line.startswith(f"{key} ="))
    path = put(tmp_path, "\n".join(lines[:left_out] + lines[left_out + 1 :]))
    with pytest.raises(BadFile) as refused:
        read_sign_offs([shelf(tmp_path)], "es")
    assert refused.value.cause == f"'home/bearer/sign.1.{key}' is missing."
    assert (refused.value.file, refused.value.line) == (path, where + 1)


def test_a_sign_off_in_a_broken_file_of_a_content_folder_counts_for_nothing(tmp_path: Path) -> None:
    put(tmp_path, REVIEW.replace("legal", "lawyer"))
    with pytest.raises(BadFile):
        read_wording([bundled(), shelf(tmp_path)], "es")
    assert read_wording([bundled()], "es").messages


def test_a_sign_off_by_nobody_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "translations" / "es" / "review.toml"
    path.parent.mkdir(parents=True)
    for name in (".", "42", "-"):
        path.write_text(
            f'[["{DOOR}"]]\nlocale = "es"\nsha256 = "{SHA}"\nrole = "legal"\nby = "{name}"\non = 2026-01-02\n', "utf-8"
        )
        with pytest.raises(BadFile, match="which names nobody") as refused:
            read_sign_offs(shelves(tmp_path)[1:], "es")
        assert (refused.value.file, refused.value.line) == (path, 5)


NAMES = st.text("ab\"\\'#[]= é", min_size=1, max_size=8).map(str.strip).filter(names_somebody)
SIGNED = st.tuples(st.sampled_from([SHA, SHA[::-1]]), st.sampled_from(ROLES), NAMES, st.dates())


@given(
    st.dictionaries(
        st.sampled_from([DOOR, SIGN, "labels/link", "a-1/bearer/0"]), st.lists(SIGNED, min_size=1, max_size=3)
    )
)
def test_what_is_signed_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, signed: dict[str, list[tuple[str, str, str, date]]]
) -> None:
    folder = tmp_path_factory.getbasetemp() / "signed" / str(next(NUMBERS))
    expected = {context: [SignOff(context, *each) for each in those] for context, those in signed.items()}
    new = list(dict.fromkeys(each for those in expected.values() for each in those))
    put(folder, review_text("", new, folder))
    found = read_sign_offs([shelf(folder)], "es")
    assert {context: list(those) for context, those in found.items()} == merged({}, new)


DAY = date(2026, 1, 29)
VARIANT = Source("park/bearer/ask/ny", "**Ask** there.", "A note.", ("Delgado",), regions=("US-NY",), replaces="Ask.")
VOUCHED: dict[str, Any] = {
    "text": "**Ask** to leave.",
    "note": "Of a park.",
    "say": ("Ask",),
    "address": "locator.ice.gov",
    "authority": ("U.S. Const. amend. V",),
    "country": "CA",
    "regions": ("US-MA", "US-NH"),
    "replaces": "**Go.**",
    "apart": ("US-TX",),
    "needs": "hotline",
}
OF_LAW = {"authority", "country", "regions", "replaces", "apart", "needs"}
NOT_VOUCHED = {"context", "file", "line", "pictogram", "variants", "part", "blanks", "times"}
"""Fields that no digest holds: a sentence is known by its words, and its variants are strings of their own."""


def vouching(source: Source, role: str, text: str = "Pregunte.") -> SignOff:
    sha256, sentence = string_digest(source, text, "es", role), sentence_digest(source, text, "es", role)
    return SignOff(source.context, sha256, role, "Bo", date(2026, 1, 1), "es", sentence=sentence)


def test_each_field_of_a_string_is_vouched_for_or_said_not_to_be() -> None:
    """A new field has to be put in the digest, or here."""
    assert {each.name for each in fields(Source)} == {*VOUCHED, *NOT_VOUCHED}


@pytest.mark.parametrize("field", VOUCHED)
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("of", [Source("park/bearer/ask", "**Ask** to go.", "A note."), VARIANT])
def test_a_change_of_what_a_signer_vouches_for_ends_the_sign_off(of: Source, role: str, field: str) -> None:
    signed, changed = vouching(of, role), replace(of, **{field: VOUCHED[field]})
    assert signed.covers(of, "Pregunte.")
    assert signed.covers(changed, "Pregunte.") == (field in OF_LAW and role != LEGAL)
    assert not signed.covers(of, "Pregunte ya.")


@pytest.mark.parametrize("field", VOUCHED)
def test_a_lawyers_sign_off_of_a_gap_ends_with_all_that_it_rests_on(field: str) -> None:
    gap = replace(VARIANT, text="")
    assert vouching(gap, LEGAL, "").covers(gap, "")
    assert not vouching(gap, LEGAL, "").covers(replace(gap, **{field: VOUCHED[field]}), "")


@pytest.mark.parametrize("field", [None, *VOUCHED])
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("locale", ["", "es"])
def test_a_sign_off_from_before_counts_unless_the_string_has_what_there_was_not(
    locale: str, role: str, field: str | None
) -> None:
    """It held both texts. Phrases, states, needs and countries came later, so nobody had read them."""
    plain = Source("park/bearer/ask", "**Ask** to go.", "A note.", ("Delgado",))
    signed = SignOff(plain.context, digest(plain.context, plain.text, "Pregunte.", locale), role, "Bo", DAY, locale)
    now = plain if field is None else replace(plain, **{field: VOUCHED[field]})
    still = field in (None, "note", "authority", "replaces") or (field in OF_LAW and role != LEGAL)
    assert signed.covers(now, "Pregunte.") is still
    assert not signed.covers(replace(now, context="park/bearer/other"), "Pregunte.")


def test_no_part_of_a_digest_runs_into_the_next() -> None:
    """Not even where values are the names of parts: both hold the same names and values in the same order."""
    one = Source("a", "b", "c", ("address", "z", "authority"), say=("x",), address="y")
    other = Source("a", "b", "c", (), say=("x", "address", "y", "authority"), address="z")
    assert sentence_digest(one, "d", "es", LEGAL) != sentence_digest(other, "d", "es", LEGAL)
