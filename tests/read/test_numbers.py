"""Telephone numbers: as people write them, as people dial them, and what must not stand on a card."""

import itertools
import re

import phonenumbers
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cards.read.government import refused_lines
from cards.read.numbers import NotDialled, Telephone, dialled, is_number

LUCE = [
    "617-370-5023",
    "6173705023",
    "(617) 370-5023",
    "(617)370-5023",
    "617.370.5023",
    "617 370 5023",
    "617/370-5023",
    "1-617-370-5023",
    "1 (617) 370-5023",
    "+1 617 370 5023",
    "+16173705023",
    "+1-617-370-5023",
    "011 1 617 370 5023",
    " 617-370-5023 ",
    "617‑370‑5023",  # non-breaking hyphens,
    "617–370–5023",  # en dashes,
    "617\u00a0370\u00a05023",  # non-breaking spaces,
    "٦١٧٣٧٠٥٠٢٣",  # Arabic,
    "۶۱۷-۳۷۰-۵۰۲۳",  # Persian
    "६१७३७०५०२३",  # and Devanagari digits
    "６１７-３７０-５０２３",
    "617\u2012370\u20125023",  # figure dashes,
    "617\u2014370\u20145023",  # em dashes,
    "617\u2212370\u22125023",  # minus signs,
    "６１７－３７０－５０２３",  # full-width hyphens,
    "617\u30fc370\u30fc5023",  # long vowel marks of Katakana,
    "617\u30a0370\u30a05023",  # its double hyphens
    "617\u2043370\u20435023",  # and hyphen bullets
    "617·370·5023",
    "617•370•5023",
    "（617）370-5023",
    "＋1 617 370 5023",
    "tel:617-370-5023",
    "tel:+1-617-370-5023",
    "TEL:+16173705023",
    "Tel. 617-370-5023",
    "Tel.: (617) 370-5023",
    "Tel 617 370 5023",
    "Telephone: 617-370-5023",
    "Phone: 617-370-5023",
    "Tél. 617-370-5023",
    "Teléfono: 617-370-5023",
    "617\u00ad370\u00ad5023",  # soft hyphens,
    "617-\u200b370-\u200b5023",  # zero-width spaces,
    "\u200e617-370-5023\u200e",  # direction marks,
    "\u202a617-370-5023\u202c",  # embeddings
    "\u2066617-370-5023\u2069",  # and isolates, as address books of telephones paste them,
    "\ufeff617-370-5023",
    "617\ufe0f-370-5023",
    "617\u202f370\u20095023",
]

FOREIGN = {
    "+52 55 5093 0000": "+52 55 5093 0000",
    "+525550930000": "+52 55 5093 0000",
    "011 52 55 5093 0000": "+52 55 5093 0000",
    "+44 (0)20 7946 0958": "+44 20 7946 0958",
    "+442079460958": "+44 20 7946 0958",
    "+502 2420 3400": "+502 2420 3400",
    "+49 30 83050": "+49 30 83050",
    "+39 06 698 12345": "+39 06 6981 2345",
    "+800 1234 5678": "+800 1234 5678",
    "+1 876 922 1234": "876-922-1234",  # Jamaica shares the country code
}

EXTENSIONS = {
    "617-370-5023 x12": "617-370-5023 x12",
    "617-370-5023x12": "617-370-5023 x12",
    "(617) 370-5023 ext. 12": "617-370-5023 x12",
    "617 370 5023 EXT 12": "617-370-5023 x12",
    "+52 55 5093 0000 x7": "+52 55 5093 0000 x7",
    "617-370-5023 x١٢": "617-370-5023 x12",
    "617-370-5023 ext. １２": "617-370-5023 x12",
    "617-370-5023 Ｘ１２": "617-370-5023 x12",
    "tel:+1-617-370-5023;ext=12": "617-370-5023 x12",
}

EMERGENCY = [
    "911", "9-1-1", "(911)", "9 1 1", " 911 ", "٩١١", "９１１", "112", "999",
    "+1 911", "+1 (911)", "+1-9-1-1", "+1 ٩١١", "011 1 911", "0911", "00911", "-911",
    "911 x1", "911x1", "911 ext. 12", "9.1.1 X 1", "٩١١ x١", "+1 911 x1",
    "+1 112", "112 x5", "+44 112", "+52 911",
]  # fmt: skip

PREMIUM = ["900-555-1234", "1-900-226-1234", "+1 (900) 300-4000", "900-555-1234 x1", "+44 909 879 0000"]

SHORT_WITH_MORE = ["211 x5", "211x5", "311 ext 1", "+1 211 x2", "988 x1"]

LETTERS = [
    "1-800-FLOWERS",
    "luce",
    "call 617-370-5023",
    "617-370-5023 or 211",
    "O17-370-5023",
    "fax: 617-370-5023",
    "Tel. luce",
    "tel",
]

JUNK = [
    "", " ", "-", "+", "()", "x12", "12", "1", "000", "101", "5023", "370-5023", "617-370-502", "617-370-50233",
    "123-456-7890", "000-000-0000", "617-370-5023x", "617-370-5023,,1#", "*67 617 370 5023",
    "617-370-5023; 844-363-1423", "617\x00370-5023", "+999 1234 5678", "0" * 40, "6" * 41,
    "6173705023" * 5, "1911",
]  # fmt: skip

ALPHABET = "0123456789 +-().x/‑٣é"


@pytest.mark.parametrize("number", LUCE)
def test_many_spellings_of_a_number_are_dialled_alike(number: str) -> None:
    assert dialled(number).shown == "617-370-5023"


@pytest.mark.parametrize(("number", "expected"), FOREIGN.items())
def test_a_foreign_number_keeps_its_country(number: str, expected: str) -> None:
    assert dialled(number).shown == expected


@pytest.mark.parametrize("number", ["211", "(211)", " 2-1-1 ", "٢١١"])
def test_a_short_number_for_help_stays_short(number: str) -> None:
    assert dialled(number).shown == "211"


@pytest.mark.parametrize("number", ["311", "988"])
def test_other_short_numbers_are_numbers(number: str) -> None:
    assert dialled(number).shown == number


@pytest.mark.parametrize(("number", "expected"), EXTENSIONS.items())
def test_an_extension_follows_the_number(number: str, expected: str) -> None:
    assert dialled(number).shown == expected


@pytest.mark.parametrize("number", EMERGENCY)
def test_an_emergency_number_is_refused(number: str) -> None:
    with pytest.raises(ValueError, match="is an emergency number, which calls the police"):
        dialled(number)


@pytest.mark.parametrize("number", ["211", "+1 211", "+1 246-555-0211", "+49 30 110", "+44 20 7946 0999"])
def test_a_number_is_no_emergency_number_because_another_country_s_is(number: str) -> None:
    """211 is one in Barbados, whose country code is that of the United States, too."""
    try:
        assert dialled(number).shown
    except NotDialled as error:
        assert "emergency" not in str(error)


@pytest.mark.parametrize("number", PREMIUM)
def test_a_number_for_which_the_caller_pays_is_refused(number: str) -> None:
    with pytest.raises(ValueError, match="is a premium number, for which the caller pays"):
        dialled(number)


@pytest.mark.parametrize("number", SHORT_WITH_MORE)
def test_a_short_number_has_no_extension(number: str) -> None:
    with pytest.raises(ValueError, match="is not a number of any telephone network"):
        dialled(number)


@pytest.mark.parametrize("number", LETTERS)
def test_letters_are_refused(number: str) -> None:
    with pytest.raises(ValueError, match="is not a telephone number in digits"):
        dialled(number)


@pytest.mark.parametrize("number", JUNK)
def test_junk_is_refused(number: str) -> None:
    with pytest.raises(
        NotDialled, match=r"is not a (telephone number|number of any telephone network)|has \d+ digits?( after the 1)?$"
    ) as refused:
        dialled(number)
    assert re.search(r"\.$", refused.value.remedy)


@pytest.mark.parametrize("number", ["\u202e3205-073-716", "617-370-5023\u202e", "(617) \u202e370-5023"])
def test_digits_that_are_shown_backwards_are_refused(number: str) -> None:
    with pytest.raises(NotDialled, match="has a mark in it that shows its digits backward"):
        dialled(number)


WHAT_TO_CHANGE = {
    "370-5023": ("the area code is missing", "Write all ten digits"),
    "555-0100": ("the area code is missing", "Write all ten digits"),
    "٣٧٠-٥٠٢٣": ("the area code is missing", "Write all ten digits"),
    "370-5023 x12": ("the area code is missing", "Write all ten digits"),
    "+1 370-5023": ("the area code is missing", "Write all ten digits"),
    "617-370-502": ("has 9 digits", "A US number has 10, such as 617-555-0100."),
    "617-370-50233": ("has 11 digits", "A number in another country begins with +"),
    "5": ("has 1 digit", "begins with +"),
    "+1-617-370-502": ("has 9 digits after the 1", "A US number has 10"),
    "1234-5678-9012": ("has 11 digits after the 1", "begins with +"),
    "123-456-7890": ("its area code, or what follows it, is not assigned", "Check it digit by digit."),
    "+44 20 7946": ("is not a number of any telephone network", "and the country code after the +"),
    "211 x5": ("a short number has no extension", "Remove the extension."),
    "900-555-1234": ("is a premium number", "Give a free number."),
    "617/370-5023/x12": ("has a / before its extension", "Remove the /: 617-555-0100 x12."),
    "617-370-5023 or 211": ("it has letters in it", "Write one number in digits"),
    "1-800-FLOWERS": ("it has letters in it", "Write one number in digits"),
    "617-370-5023; 844-363-1423": ("it has more than digits", "Write one number"),
    "": ("it is empty", "Write one number"),
    "+": ("it has more than digits", "Write one number"),
    "\u200b\u200e": ("it is empty", "Write one number"),
    "6" * 41: ("it is too long", "Give only one number."),
    "\u200b" * 121: ("it is too long", "Give only one number."),
    "911": ("is an emergency number, which calls the police", "legal aid"),
    "+44 999": ("is an emergency number, which calls the police", "legal aid"),
    "+49 110": ("is an emergency number, which calls the police", "legal aid"),
    "+33 17": ("is an emergency number, which calls the police", "legal aid"),
    "+61 000": ("is an emergency number, which calls the police", "legal aid"),
    "020 7946 0000": ("of the United States, where none begins with 0", "the country code for the 0, as in +44 20"),
    "(020) 7946-0000": ("of the United States, where none begins with 0", "the country code for the 0, as in +44 20"),
    "0044 20 7946 0000": ("of the United States, where none begins with 0", "write + for the 00, as in +44 20"),
}


@pytest.mark.parametrize(("number", "said"), WHAT_TO_CHANGE.items())
def test_each_refusal_says_what_to_change(number: str, said: tuple[str, str]) -> None:
    with pytest.raises(NotDialled) as refused:
        dialled(number)
    assert said[0] in str(refused.value)
    assert said[1] in refused.value.remedy
    assert "370-5023" not in refused.value.remedy  # no digits are guessed


@pytest.mark.parametrize(
    ("given_text", "is_one"),
    [
        ("617-370-5023", True), ("tel:617-370-5023", True), ("Phone: 911", True), ("O17-370-5023", True),
        ("1-866-DHS-2-ICE", True), ("\u200e617", True), ("(617)", True), ("", True), ("luce", False),
        ("new-americans", False), ("x12", False), ("tel", False), ("Luce 2026", False),
    ],
)  # fmt: skip
def test_a_number_is_told_from_an_id(given_text: str, is_one: bool) -> None:
    assert is_number(given_text) == is_one


@pytest.mark.parametrize(
    "spelling",
    [
        "{0}-{1}-{2}", "({0}) {1}-{2}", "1-{0}-{1}-{2}", "+1 {0} {1} {2}", "{0}{1}{2}", "011 1 {0} {1} {2}",
        "{0}.{1}.{2} x1", "{0}-{1}-{2} ext. 12", "tel:+1{0}{1}{2}", "Tel. {0}\u2013{1}\u2013{2}",
        "\u2066{0}\u00a0{1}\u00ad{2}\u2069", " {0}/{1}-{2} ",
    ],
)  # fmt: skip
def test_a_line_of_the_government_is_refused_in_every_spelling(spelling: str) -> None:
    scripts = ["0123456789", "٠١٢٣٤٥٦٧٨٩", "０１２３４５６７８９", "०१२३४५६७८९"]
    american = [each for each in refused_lines().values() if not each.given.startswith("+")]
    for entry, digits in itertools.product(american, scripts):
        written = spelling.format(*entry.given.split("-")).translate(str.maketrans("0123456789", digits))
        with pytest.raises(NotDialled) as refused:
            dialled(written)
        assert str(refused.value).endswith(f" is {entry.name}")
        assert "legal aid" in refused.value.remedy


@pytest.mark.parametrize(
    ("spelled", "owner"),
    [
        ("866-DHS-2-ICE", "the tip line of ICE"),
        ("1-866-DHS-2-ICE", "the tip line of ICE"),
        ("1 (866) dhs 2 ice", "the tip line of ICE"),
        ("８６６－ＤＨＳ－２－ＩＣＥ", "the tip line of ICE"),
        ("866-DHS-2-ICE ext. 3", "the tip line of ICE"),
        ("Tel. 866-DHS-2-ICE", "the tip line of ICE"),
        ("877-4-HSI-TIP", "the tip line of Homeland Security Investigations"),
        ("1-855-48-VOICE", "the VOICE line of ICE"),
        ("1-800-CALL-FBI", "the tip line of the FBI"),
        ("800-BE-ALERT", "the tip line of CBP"),
        ("833-4ICE-OPR", "the line of ICE's Office of Professional Responsibility"),
    ],
)
def test_letters_that_dial_such_a_line_are_no_way_round(spelled: str, owner: str) -> None:
    with pytest.raises(NotDialled, match=f" is {owner}$"):
        dialled(spelled)


@pytest.mark.parametrize("number", ["+52 866 347 2423", "866-347-2424", "347-242-3866"])
def test_a_number_that_only_has_such_digits_is_not_refused_for_them(number: str) -> None:
    try:
        assert dialled(number)
    except NotDialled as error:
        assert "tip line" not in str(error)


def test_the_complaint_about_a_long_text_is_short() -> None:
    with pytest.raises(ValueError, match="is not a telephone number") as refused:
        dialled("9" * 100_000)
    assert len(str(refused.value)) < 100


@given(st.text(ALPHABET, max_size=45) | st.text())
@example("617-370-5023 ext. ١٢")
@settings(deadline=None)
def test_any_text_is_a_number_or_refused(text: str) -> None:
    try:
        number = dialled(text)
    except ValueError:
        return
    assert dialled(number.shown) == dialled(number.uri) == number


@given(
    st.sampled_from(["911", "112"]),
    st.lists(st.sampled_from(["", " ", "-", ".", "(", ")", "/", "\u00a0"]), min_size=4, max_size=4),
    st.sampled_from(["", "+1", "+1 ", "+1-", "011 1 ", " "]),
    st.sampled_from(["", "x1", " x12", " ext. 3", " EXT 911"]),
    st.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "０１２３４５６７８９"]),
)
@settings(deadline=None)
def test_an_emergency_number_is_refused_however_it_is_written(
    number: str, marks: list[str], before: str, after: str, digits: str
) -> None:
    first, *others = marks
    written = first + "".join(digits[int(digit)] + mark for digit, mark in zip(number, others, strict=True))
    with pytest.raises(ValueError, match=r"is (an emergency|not a (telephone|number of any))|has a / before"):
        dialled(f"{before}{written}{after}")


@given(st.integers(2_000_000_000, 9_999_999_999), st.sampled_from(["{}-{}-{}", "({}) {}-{}", "+1 {} {} {}", "1{}{}{}"]))
@settings(deadline=None)
def test_a_domestic_number_comes_out_as_its_own_ten_digits(digits: int, spelling: str) -> None:
    area, office, line = str(digits)[:3], str(digits)[3:6], str(digits)[6:]
    try:
        number = dialled(spelling.format(area, office, line))
    except ValueError:
        return
    assert number == Telephone(f"{area}-{office}-{line}", f"tel:+1{digits}")


@pytest.mark.parametrize("region", sorted(phonenumbers.SUPPORTED_REGIONS))
def test_a_number_of_every_country_stays_what_it_is(region: str) -> None:
    example_number = phonenumbers.example_number(region)
    assert example_number is not None
    international = phonenumbers.format_number(example_number, phonenumbers.PhoneNumberFormat.E164)
    number = dialled(international)
    assert dialled(number.shown) == dialled(number.uri) == number
    assert number.uri == f"tel:{international}"
    assert phonenumbers.parse(number.shown, "US") == phonenumbers.parse(international, "US")
    assert number.shown.startswith("+") == (example_number.country_code != 1)


@pytest.mark.parametrize(
    ("number", "uri"),
    [
        ("617-370-5023", "tel:+16173705023"),
        ("617-370-5023 x12", "tel:+16173705023;ext=12"),
        ("+52 55 5093 0000", "tel:+525550930000"),
        ("211", "tel:211"),
    ],
)
def test_a_number_has_a_uri_that_dials_it(number: str, uri: str) -> None:
    assert dialled(number) == dialled(uri) == Telephone(number, uri)
    assert f"{dialled(number)}" == number


@pytest.mark.parametrize(
    ("typed", "country", "shown", "uri"),
    [
        ("020 7946 0000", "GB", "020 7946 0000", "tel:+442079460000"),
        ("+44 20 7946 0000", "GB", "020 7946 0000", "tel:+442079460000"),
        ("(020) 7946-0000", "GB", "020 7946 0000", "tel:+442079460000"),
        ("tel:+442079460000", "GB", "020 7946 0000", "tel:+442079460000"),
        ("0161 496 0000", "GB", "0161 496 0000", "tel:+441614960000"),
        ("0800 001 0800", "GB", "0800 001 0800", "tel:+448000010800"),
        ("020 7946 0000 x12", "GB", "020 7946 0000 x12", "tel:+442079460000;ext=12"),
        ("+1 617 370 5023", "GB", "+1 617-370-5023", "tel:+16173705023"),
        ("00 1 617 370 5023", "GB", "+1 617-370-5023", "tel:+16173705023"),
        ("+44 20 7946 0000", "US", "+44 20 7946 0000", "tel:+442079460000"),
        ("+44 20 7946 0000", "CA", "+44 20 7946 0000", "tel:+442079460000"),
        ("416 967 1111", "CA", "416-967-1111", "tel:+14169671111"),
        ("+1 416 967 1111", "CA", "416-967-1111", "tel:+14169671111"),
        ("211", "CA", "211", "tel:211"),
    ],
)
def test_a_number_is_shown_as_it_is_dialled_in_the_country(typed: str, country: str, shown: str, uri: str) -> None:
    number = dialled(typed, country)
    assert number == Telephone(shown, uri)
    assert dialled(number.uri, country) == number
    assert dialled(number.shown, country) == number


@pytest.mark.parametrize("country", ["US", "CA", "GB"])
@pytest.mark.parametrize("typed", ["999", "112", "911", "9-9-9", "+44 999", "+1 911", "٩٩٩", "+44 112"])
def test_the_emergency_numbers_of_all_countries_are_refused_in_each(typed: str, country: str) -> None:
    with pytest.raises(NotDialled, match="is an emergency number, which calls the police"):
        dialled(typed, country)


@pytest.mark.parametrize(
    ("typed", "country", "owner"),
    [
        ("0300 123 7000", "GB", "the tip line of the UK's Immigration Enforcement"),
        ("+44 300 123 7000", "GB", "the tip line of the UK's Immigration Enforcement"),
        ("+44 300 123 7000", "US", "the tip line of the UK's Immigration Enforcement"),
        ("1-888-502-9060", "CA", "the tip line of the Canada Border Services Agency"),
        ("800 461 9999", "US", "the information line of the Canada Border Services Agency"),
        ("866-DHS-2-ICE", "CA", "the tip line of ICE"),
        ("866-347-2423", "CA", "the tip line of ICE"),
    ],
)
def test_the_lines_of_those_who_arrest_are_refused_in_every_country(typed: str, country: str, owner: str) -> None:
    with pytest.raises(NotDialled) as refused:
        dialled(typed, country)
    assert str(refused.value).endswith(f" is {owner}")


@pytest.mark.parametrize(
    ("typed", "country", "cause", "remedy"),
    [
        ("7946 0000", "GB", "of the United Kingdom", "as in 020 7946 0000"),
        ("617-370-5023", "GB", "of the United Kingdom", "begins with + and the country code"),
        ("101", "GB", "of the United Kingdom", ""),
        ("211", "GB", "of the United Kingdom", ""),
        ("0906 123 4567", "GB", "premium number", "free number"),
        ("020 7946 0000", "CA", "of Canada, where none begins with 0", "+44 20 7946 0000"),
        ("020 7946 0000", "US", "of the United States, where none begins with 0", "+44 20 7946 0000"),
        ("967-1111", "CA", "the area code is missing", "as in 416-555-0100"),
        ("41696711", "CA", "has 8 digits", "A Canadian number has 10"),
    ],
)
def test_what_is_no_number_of_a_country_is_refused(typed: str, country: str, cause: str, remedy: str) -> None:
    with pytest.raises(NotDialled) as refused:
        dialled(typed, country)
    assert cause in str(refused.value)
    assert remedy in refused.value.remedy


@pytest.mark.parametrize("country", ["US", "CA", "GB"])
def test_examples_of_numbers_can_be_dialled(country: str) -> None:
    from cards.read.numbers import _EXAMPLES

    assert dialled(_EXAMPLES[country], country).shown == _EXAMPLES[country]
