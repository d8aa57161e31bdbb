"""Look-alikes: letters of other scripts, digits, and known names in the middle of another one's host."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.read.lookalikes import disguise_of

KNOWN = ("www.immigrationlawhelp.org", "www.immi.org", "www.ilrc.org", "locator.ice.gov")


def ascii_host(host: str) -> str:
    """A host as it is looked up: labels with other letters in Punycode."""
    labels = [each if each.isascii() else f"xn--{each.encode('punycode').decode()}" for each in host.split(".")]
    return ".".join(labels)


@pytest.mark.parametrize(
    "host",
    [
        "www.immigrationlawhelp.org", "immigrationlawhelp.org", "es.immigrationlawhelp.org", "locator.ice.gov",
        "example.org", "a-1.b-2.example.museum", "immigration.org", "lawhelp.org", "mmi.org", "0.example.org",
        "immi.com", "ilrc.net", "immigrationhelp.com", "myimmigrationlawhelp.com", "immigrationlawhelpers.org",
        "locator.org",
    ],
)  # fmt: skip
def test_an_honest_host_in_ascii(host: str) -> None:
    assert disguise_of(host, KNOWN) == ""


@pytest.mark.parametrize(
    "host",
    [
        "bücher.example",
        "łódź.pl",
        "пример.рф",
        "日本語の本.jp",
        "日本abc.jp",
        "한국.kr",
        "مثال.org",
        "ñandú.org",
        "עברית.org",
    ],
)
def test_an_honest_host_in_other_letters(host: str) -> None:
    assert disguise_of(ascii_host(host), KNOWN) == ""


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("immigrati0nlawhelp.org", "immigrationlawhelp.org"),
        ("www.immigrati0nlawhelp.org", "immigrationlawhelp.org"),
        ("immigratlonlawhelp.org", "immigrationlawhelp.org"),
        ("1mmigrationlawhelp.org", "immigrationlawhelp.org"),
        ("immigrationiawhelp.org", "immigrationlawhelp.org"),
        ("immigrationlavvhelp.org", "immigrationlawhelp.org"),
        ("irnrni.org", "immi.org"),
        ("help.1mm1.org", "immi.org"),
        ("1lrc.org", "ilrc.org"),
        ("www.immigrationlawhelp.org.example.com", "immigrationlawhelp.org"),
        ("immi.org.example.com", "immi.org"),
        ("ímmi.org", "immi.org"),
        ("immigrátionlawhelp.org", "immigrationlawhelp.org"),
        ("immigrationławhelp.org", "immigrationlawhelp.org"),
        ("immigrationlawhelp.com", "immigrationlawhelp.org"),
        ("www.immigrationlawhelp.com", "immigrationlawhelp.org"),
        ("immigrationlawhelp.org.mx", "immigrationlawhelp.org"),
        ("immigrationlawhelp.co.uk", "immigrationlawhelp.org"),
        ("immigrationlawhelp.orq", "immigrationlawhelp.org"),
        ("immiqrationlawhelp.org", "immigrationlawhelp.org"),
        ("immigrationlawhelp-org.com", "immigrationlawhelp.org"),
        ("immigration-lawhelp.com", "immigrationlawhelp.org"),
        ("1mmigrationlawhelp.com", "immigrationlawhelp.org"),
        ("locator-ice.com", "locator.ice.gov"),
    ],
)
def test_a_host_that_looks_like_a_known_one(host: str, known: str) -> None:
    host = ascii_host(host)
    assert disguise_of(host, KNOWN) == f"{host} looks like {known} but is a different site"


@pytest.mark.parametrize(
    ("host", "seen"),
    [
        ("аррӏе.com", "apple"),
        ("www.сосо.org", "coco"),
        ("ɡoogle.com", "google"),
        ("sıte.org", "site"),
        ("ᴀclu.org", "aclu"),
    ],
)
def test_other_letters_that_are_read_as_latin_ones(host: str, seen: str) -> None:
    assert f"which looks like {seen} but is spelled with other letters" in disguise_of(ascii_host(host), KNOWN)


@pytest.mark.parametrize(
    ("host", "scripts"),
    [
        ("exаmple.org", "Cyrillic and Latin"),
        ("ехample.org", "Cyrillic and Latin"),
        ("αid.org", "Greek and Latin"),
        ("hеlp-δ.org", "Cyrillic and Greek and Latin"),
        ("бγ.org", "Cyrillic and Greek"),
    ],
)
def test_letters_of_several_scripts_in_one_word(host: str, scripts: str) -> None:
    assert f"which mixes the letters of {scripts}" in disguise_of(ascii_host(host), KNOWN)


@pytest.mark.parametrize(
    "label",
    [
        "xn--a", "xn--abc-", "xn--99999999999", "xn--ls8h", "xn--BCHER-kva".lower() + "9", "xn---",
        "xn--" + "BÜCHER".encode("punycode").decode().lower(), "xn--" + "ﬁx".encode("punycode").decode(),
        "xn--" + "a\u200db".encode("punycode").decode(), "xn--" + "a\u2044b".encode("punycode").decode(),
    ],
)  # fmt: skip
def test_punycode_that_is_no_name(label: str) -> None:
    said = disguise_of(f"{label}.org", KNOWN)
    assert said == f"{label}.org has the part {label}, which is not a name in any script"


@given(st.from_regex(r"xn--[a-z0-9-]{0,30}", fullmatch=True))
def test_any_punycode_is_decided(label: str) -> None:
    assert isinstance(disguise_of(f"{label}.org", KNOWN), str)


@given(st.lists(st.sampled_from("immigrationlawhelp"), min_size=1, max_size=20).map("".join), st.data())
def test_a_single_swap_in_a_known_name_is_seen(name: str, data: st.DataObject) -> None:
    swaps = {"o": "0", "i": "1", "l": "1", "e": "3", "m": "rn", "w": "vv"}
    places = [place for place, letter in enumerate(name) if letter in swaps]
    if not places:
        return
    place = data.draw(st.sampled_from(places))
    swapped = f"{name[:place]}{swaps[name[place]]}{name[place + 1 :]}.org"
    assert disguise_of(swapped, [f"www.{name}.org"]) == f"{swapped} looks like {name}.org but is a different site"


@given(st.from_regex(r"[a-z]{1,20}\.(org|com)", fullmatch=True))
def test_a_known_host_and_those_under_it_are_honest(host: str) -> None:
    assert disguise_of(host, [host]) == ""
    assert disguise_of(f"help.{host}", [f"www.{host}"]) == ""
