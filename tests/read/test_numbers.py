"""Telephone numbers: as people write them, as people dial them, and what must not stand on a card."""

import phonenumbers
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cards.read.numbers import dialled, telephone_uri

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
}

EMERGENCY = [
    "911", "9-1-1", "(911)", "9 1 1", " 911 ", "٩١١", "９１１", "112",
    "+1 911", "+1 (911)", "+1-9-1-1", "+1 ٩١١", "011 1 911", "0911", "00911", "-911",
    "911 x1", "911x1", "911 ext. 12", "9.1.1 X 1", "٩١١ x١", "+1 911 x1",
    "+1 112", "112 x5", "+44 112", "+52 911",
]  # fmt: skip

PREMIUM = ["900-555-1234", "1-900-226-1234", "+1 (900) 300-4000", "900-555-1234 x1", "+44 909 879 0000"]

SHORT_WITH_MORE = ["211 x5", "211x5", "311 ext 1", "+1 211 x2", "988 x1"]

LETTERS = ["1-800-FLOWERS", "luce", "call 617-370-5023", "617-370-5023 or 211", "tel:617-370-5023", "O17-370-5023"]

JUNK = [
    "", " ", "-", "+", "()", "x12", "12", "1", "000", "999", "5023", "370-5023", "617-370-502", "617-370-50233",
    "123-456-7890", "000-000-0000", "617-370-5023x", "617-370-5023,,1#", "*67 617 370 5023",
    "617-370-5023; 844-363-1423", "617\x00370-5023", "617-370-5023\u202e", "+999 1234 5678", "0" * 40, "6" * 41,
    "6173705023" * 5, "1911",
]  # fmt: skip

ALPHABET = "0123456789 +-().x/‑٣é"


@pytest.mark.parametrize("number", LUCE)
def test_many_spellings_of_a_number_are_dialled_alike(number: str) -> None:
    assert dialled(number) == "617-370-5023"


@pytest.mark.parametrize(("number", "expected"), FOREIGN.items())
def test_a_foreign_number_keeps_its_country(number: str, expected: str) -> None:
    assert dialled(number) == expected


@pytest.mark.parametrize("number", ["211", "(211)", " 2-1-1 ", "٢١١"])
def test_a_short_number_for_help_stays_short(number: str) -> None:
    assert dialled(number) == "211"


@pytest.mark.parametrize("number", ["311", "988"])
def test_other_short_numbers_are_numbers(number: str) -> None:
    assert dialled(number) == number


@pytest.mark.parametrize(("number", "expected"), EXTENSIONS.items())
def test_an_extension_follows_the_number(number: str, expected: str) -> None:
    assert dialled(number) == expected


@pytest.mark.parametrize("number", EMERGENCY)
def test_an_emergency_number_is_refused(number: str) -> None:
    with pytest.raises(ValueError, match="is an emergency number, which calls the police"):
        dialled(number)


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
    with pytest.raises(ValueError, match=r"is not a (telephone number|number of any telephone network)"):
        dialled(number)


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
    assert dialled(number) == number


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
    assert number == f"{area}-{office}-{line}"


@pytest.mark.parametrize("region", sorted(phonenumbers.SUPPORTED_REGIONS))
def test_a_number_of_every_country_stays_what_it_is(region: str) -> None:
    example_number = phonenumbers.example_number(region)
    assert example_number is not None
    international = phonenumbers.format_number(example_number, phonenumbers.PhoneNumberFormat.E164)
    number = dialled(international)
    assert dialled(number) == number
    assert phonenumbers.parse(number, "US") == phonenumbers.parse(international, "US")
    assert number.startswith("+") == (example_number.country_code != 1)


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
    assert dialled(number) == number
    assert telephone_uri(number) == uri
