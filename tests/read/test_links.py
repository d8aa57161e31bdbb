"""Web addresses: what is accepted, how it is printed, and how it is written into the code."""

import unicodedata
from datetime import date
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cards.errors import BadFile, UnknownId
from cards.locations import bundled, shelves
from cards.read.countries import countries
from cards.read.government import refused_hosts
from cards.read.links import (
    LEGAL_AID,
    MAX_LENGTH,
    BadAddress,
    Link,
    TrackedAddress,
    encoded_note,
    find_link,
    is_link_id,
    link_for,
    read_legal_aid,
    read_link,
    read_links,
)
from cards.read.regions import Region

SHELVES = (bundled(),)

# What is printed of each accepted address.
ACCEPTED = {
    "https://www.immigrationlawhelp.org": "www.immigrationlawhelp.org",
    "https://www.ilrc.org/redcards": "www.ilrc.org/redcards",
    "https://www.ilrc.org/": "www.ilrc.org",
    "  https://www.ilrc.org/  ": "www.ilrc.org",
    "HTTPS://WWW.ILRC.ORG/RedCards": "www.ilrc.org/RedCards",
    "HttpS://Example.Org": "example.org",
    "https://example.org/a/": "example.org/a/",
    "https://example.org//a": "example.org//a",
    "https://example.org/a?b=C&d=%20#E": "example.org/a?b=C&d=%20#E",
    "https://example.org?b=c": "example.org?b=c",
    "https://example.org#E": "example.org#E",
    "https://example.org/~me/(a),b;c@d:e!$'*+": "example.org/~me/(a),b;c@d:e!$'*+",
    "https://a-1.b-2.example.museum": "a-1.b-2.example.museum",
    "https://xn--bcher-kva.example": "xn--bcher-kva.example",
    "https://example.xn--p1ai": "example.xn--p1ai",
    "https://example.org/a_(b)": "example.org/a_(b)",
    "https://example.org/ayuda-m\u00e9dica": "example.org/ayuda-m%C3%A9dica",
    "https://example.org/ayuda-me\u0301dica": "example.org/ayuda-m%C3%A9dica",  # the same in NFD
    "https://example.org/\u043f\u043e\u043c\u043e\u0449\u044c?q=\u00f1#\u00e9": (
        "example.org/%D0%BF%D0%BE%D0%BC%D0%BE%D1%89%D1%8C?q=%C3%B1#%C3%A9"
    ),
    "https://example.org/\u0645\u06cc\u200c\u06a9": "example.org/%D9%85%DB%8C%E2%80%8C%DA%A9",
    "https://www.justice.gov/eoir/list-pro-bono-legal-service-providers": (
        "www.justice.gov/eoir/list-pro-bono-legal-service-providers"
    ),
    "https://web.archive.org/web/2026/https://www.ilrc.org": "web.archive.org/web/2026/https://www.ilrc.org",
}

REFUSED = {
    "": "does not begin with https://",
    "   ": "does not begin with https://",
    "www.ilrc.org": "does not begin with https://",
    "http://www.ilrc.org": "does not begin with https://",
    "ftp://www.ilrc.org": "does not begin with https://",
    "javascript:alert(1)": "does not begin with https://",
    "mailto:a@example.org": "does not begin with https://",
    "//example.org": "does not begin with https://",
    "httpss://example.org": "does not begin with https://",
    "https:": "has no valid host name",
    "https://": "has no valid host name",
    "https:example.org": "has no valid host name",
    "https:/example.org": "has no valid host name",
    "https:///example.org": "has no valid host name",
    "https://example": "has no valid host name",
    "https://localhost/a": "has no valid host name",
    "https://192.168.0.1": "has no valid host name",
    "https://[::1]/": "has no valid host name",
    "https://example..org": "has no valid host name",
    "https://example.org.": "ends in '.', which looks like the end of a sentence",
    "https://example.org/help.": "ends in '.', which looks",
    "https://example.org/help,": "ends in ',', which looks",
    "https://example.org/help;": "ends in ';', which looks",
    "https://example.org/help)": r"ends in '\)', which looks",
    "https://example.org/(help))": r"ends in '\)', which looks",
    "https://example.org/help]": "ends in ']', which looks",
    "https://example.org/help>": "ends in '>', which looks",
    'https://example.org/help"': "ends in '\"', which looks",
    "https://example.org/help'": 'ends in "\'", which looks',
    "https://example.org/help\u201d": "which looks like the end of a sentence",
    "https://example.org/help\u3002": "which looks like the end of a sentence",
    "<https://example.org/help>": "is in brackets or quotation marks",
    "\u201chttps://example.org\u201d": "is in brackets or quotation marks",
    "(https://example.org)": "is in brackets or quotation marks",
    "https://example.org/%zz": "has '%zz' in it, which does not encode a letter",
    "https://example.org/a%": "has '%' in it, which does not encode a letter",
    "https://example.org/a%4": "has '%4' in it, which does not encode a letter",
    "https://example.org/?a=%G0": "has '%G0' in it, which does not encode a letter",
    "https://example.org/%0D%0A": "has '%0D' in it, which does not encode a letter",
    "https://b\u00fccher.example/a": "a space or a letter outside plain ASCII",
    "https://example.org/\U0001f600": "a space or a sign outside plain ASCII",
    "https://www.ice.gov/tips": "leads to ICE, which sees who opens it",
    "https://example.org/?u=https://www.ice.gov": "leads to ICE, which sees who opens it",
    "https://.example.org": "has no valid host name",
    "https://-a.example.org": "has no valid host name",
    "https://a-.example.org": "has no valid host name",
    "https://a_b.example.org": "has no valid host name",
    "https://example.o": "has no valid host name",
    "https://example.123": "has no valid host name",
    "https://ex%61mple.org": "has no valid host name",
    f"https://{'a' * 64}.org": "has no valid host name",
    "https://me@example.org": "has a user name or a port in it",
    "https://www.ilrc.org@example.org": "has a user name or a port in it",
    "https://:secret@example.org": "has a user name or a port in it",
    "https://@example.org": "has a user name or a port in it",
    "https://example.org:443": "has a user name or a port in it",
    "https://example.org:99999": "is not a web address",
    "https://example.org:http": "is not a web address",
    "https://[example.org": "is not a web address",
    "https://example.org/a b": "a space or a sign outside plain ASCII",
    "https://example.org/a\tb": "a space or a sign outside plain ASCII",
    "https://exam\nple.org": "a space or a letter outside plain ASCII",
    "https://example.org\\@evil.org": "a space or a letter outside plain ASCII",
    "https://example.org/<b>c": "a space or a sign outside plain ASCII",
    "https://\u0430pple.org": "a space or a letter outside plain ASCII",  # Cyrillic а
    "https://apple\u2024org": "a space or a letter outside plain ASCII",  # one dot leader
    "https://example.org/\u202egro": "a space or a sign outside plain ASCII",
    "https://example.org/\x00": "a space or a sign outside plain ASCII",
    "https://3232235521": "has no valid host name",
    "https://0x7f.1": "has no valid host name",
    "https://[::ffff:127.0.0.1]/": "has no valid host name",
    "https://xn--80ak6aa92e.com": "looks like apple but is spelled with other letters",
    "https://xn--exmple-4nf.org": "mixes the letters of Cyrillic and Latin",
    "https://www.immigrati0nlawhelp.org": "looks like immigrationlawhelp.org but is a different site",
    "https://www.immigrationlawhelp.org.example.com": "looks like immigrationlawhelp.org but is a different site",
    "https://bit.ly/3abc": "bit.ly is a shortener",
    "HTTPS://BIT.LY/3abc": "bit.ly is a shortener",
    "https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org": "counts who clicks",
    "https://example.org/?utm_source=card": "has the tracking parameter 'utm_source'",
    "https://example.org/a#fbclid=1": "has the tracking parameter 'fbclid'",
}

PIECES = ["https://", "HTTPS:", "http://", "/", "//", "?", "#", "@", ":", "443", ".", "..", "a", "B", "-", "xn--a",
          "example.org", "[", "]", "%", "%2F", " ", "\n", "é", "١", "\\", "&", "=", "www.", ".org"]  # fmt: skip


@pytest.mark.parametrize(("given_address", "shown"), ACCEPTED.items())
def test_an_address_is_printed_bare(given_address: str, shown: str) -> None:
    link = read_link(given_address)
    assert link.shown == shown
    assert link.url == f"https://{shown}"


@pytest.mark.parametrize(("given_address", "why"), REFUSED.items())
def test_what_is_no_safe_address_is_refused(given_address: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_link(given_address)


@pytest.mark.parametrize("typed", ["https://www.ilrc.org/RedCards?a=B", "HTTPS://WWW.ILRC.org/RedCards?a=B"])
def test_scheme_and_host_are_in_small_letters_and_the_rest_as_typed(typed: str) -> None:
    """Android compares schemes case by case: in capitals an address is text to several cameras."""
    assert read_link(typed) == Link(url="https://www.ilrc.org/RedCards?a=B", shown="www.ilrc.org/RedCards?a=B")


def test_the_length_is_bounded() -> None:
    longest = "https://example.org/".ljust(MAX_LENGTH, "a")
    assert len(read_link(longest).url) == MAX_LENGTH == 150
    with pytest.raises(ValueError, match="has 151 characters, more than 150"):
        read_link(longest + "a")
    assert read_link(f" {longest} ").url == longest
    with pytest.raises(ValueError, match="has 153 characters, more than 150"):
        read_link(f"{longest[:-3]}é")  # six letters once it is encoded


def test_letters_that_are_encoded_are_told(tmp_path: Path) -> None:
    link = read_link("https://example.org/médica")
    assert encoded_note("https://example.org/médica", link) == (
        "some letters of the address are encoded in the QR code and beside it, as browsers send them: "
        "example.org/m%C3%A9dica"
    )
    assert encoded_note("https://example.org/a", read_link("https://example.org/a")) == ""


@pytest.mark.parametrize(
    "address",
    [
        "https://{}", "https://www.{}/a", "HTTPS://{}", "https://a.b.{}/?q=1#c",
        "https://www.google.com/url?q=https://{}/", "https://example.org/?to=https%3A%2F%2Fwww.{}%2Fa",
        "https://example.org/?to=https%253A%252F%252F{}", "https://web.archive.org/web/2026/https://{}/",
        "https://web.archive.org/web/2026/{}", "https://translate.google.com/translate?u={}",
    ],
)  # fmt: skip
@pytest.mark.parametrize("insists", [False, True])
def test_a_host_of_the_government_is_refused_in_every_spelling(address: str, insists: bool) -> None:
    for host in (*refused_hosts(), *map(str.upper, refused_hosts())):
        with pytest.raises(BadAddress, match=r"leads to .*, which sees who opens it") as refused:
            read_link(address.format(host), tracked=insists)
        assert not isinstance(refused.value, TrackedAddress)
        assert "legal aid" in refused.value.remedy


@pytest.mark.parametrize(
    "address",
    [
        "https://{}.", "https://{}:443", "https://{}@example.org", "https://%69ce.gov", "https://1ce.gov", "https://lce.gov",
        "https://{}.example.org", "https://www.\u0456ce.gov", "https://xn--ce-mja.gov", "http://{}", "https://\uff49ce.gov",
        "https://www-ice-gov.translate.goog/tips", "https://ice-gov.cdn.ampproject.org/c/s/ice.gov/tips",
    ],
)  # fmt: skip
def test_no_disguise_of_such_a_host_is_taken(address: str) -> None:
    for host in ("ice.gov", "tips.fbi.gov"):
        with pytest.raises(BadAddress):
            read_link(address.format(host), tracked=True)


@pytest.mark.parametrize("host", ["notice.gov", "ice.gov.uk", "justice.gov", "ice-gov.com", "office.gov", "fbi.org"])
def test_a_host_that_only_ends_like_one_of_the_government_is_none(host: str) -> None:
    if host == "ice.gov.uk":  # its name stands in it, as in a trap
        with pytest.raises(BadAddress, match=r"looks like ice\.gov"):
            read_link(f"https://{host}")
    else:
        assert read_link(f"https://{host}/what-is-ice.gov").shown == f"{host}/what-is-ice.gov"


def test_the_address_of_every_card_is_accepted_as_it_stands() -> None:
    link = read_link(LEGAL_AID)
    assert (link.url, link.shown) == (LEGAL_AID, "www.immigrationlawhelp.org")


@given(st.text() | st.lists(st.sampled_from(PIECES)).map("".join) | st.text().map("https://example.org/{}".format))
@example("https://example.org//")
@example("https://example.org/?#")
@example("https://[v1.a]/")
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        link = read_link(text)
    except ValueError as error:
        assert str(error)
        return
    assert read_link(link.url) == link
    assert link.url == f"https://{link.shown}"
    text = "".join(quote(each) if not each.isascii() else each for each in unicodedata.normalize("NFC", text.strip()))
    assert link.url.isascii()
    assert " " not in link.url
    ours, theirs = urlsplit(link.url), urlsplit(text)
    assert (ours.scheme, ours.netloc) == ("https", ours.hostname)
    assert ours.hostname == theirs.hostname
    assert (ours.query, ours.fragment) == (theirs.query, theirs.fragment)
    assert ours.path == theirs.path or (ours.path, theirs.path) == ("", "/")


@pytest.mark.parametrize("address", ["https://bit.ly/3abc", "https://example.org/?utm_source=card&gclid=1"])
def test_a_tracked_address_is_taken_by_whoever_insists(address: str) -> None:
    with pytest.raises(TrackedAddress):
        read_link(address)
    assert read_link(address, tracked=True).shown == address.removeprefix("https://")


def test_insisting_does_not_help_what_is_wrong_otherwise() -> None:
    for address in ("http://bit.ly/3abc", "https://immigrati0nlawhelp.org", "https://xn--80ak6aa92e.com"):
        with pytest.raises(ValueError, match=" ") as refused:
            read_link(address, tracked=True)
        assert not isinstance(refused.value, TrackedAddress)


def test_the_known_hosts_are_those_that_are_given() -> None:
    assert read_link("https://www.exarnple.org")
    with pytest.raises(ValueError, match=r"www.exarnple.org looks like example.org but is a different site"):
        read_link("https://www.exarnple.org", known=["www.example.org"])


# The directory

RESEARCHED = {
    "immigrationlawhelp": "www.immigrationlawhelp.org",
    "informed-immigrant": "www.informedimmigrant.com",
    "immi": "www.immi.org",
    "ilrc-red-cards": "www.ilrc.org/redcards",
    "aclu": "www.aclu.org/know-your-rights/immigrants-rights",
}

ENTRY = """\
id = "ours"
name = "Our lawyers"
url = "https://www.example.org/help"
regions = ["US-MA/Essex"]
languages = ["en", "es"]
source = "a friend"
source_date = 2026-01-29
doubt = "may move"
verified_on = 2026-02-01
verified_by = "Ana"
by_id_only = "it is for our members"
"""


def put(folder: Path, text: str) -> Path:
    path = folder / "links" / "ours.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_directory_is_what_was_researched() -> None:
    assert {link_id: entry.link.shown for link_id, entry in read_links(SHELVES).items()} == RESEARCHED
    assert find_link(SHELVES, "immi").record.languages == ("en", "es")
    assert all(entry.record.source for entry in read_links(SHELVES).values())


@pytest.mark.parametrize("code", ["US", *countries()["US"].parts])
def test_every_region_has_the_national_directory_unasked(code: str) -> None:
    entry = link_for(read_links(SHELVES).values(), Region(code))
    assert entry is not None
    assert entry.link.url == LEGAL_AID


def test_an_entry_by_value(tmp_path: Path) -> None:
    entry = read_legal_aid(put(tmp_path, ENTRY))
    assert (entry.id, entry.name, entry.link) == ("ours", "Our lawyers", read_link("https://www.example.org/help"))
    record = entry.record
    assert (record.regions, record.languages) == ((Region("US-MA", "Essex"),), ("en", "es"))
    assert (record.source, record.source_date, record.doubt) == ("a friend", date(2026, 1, 29), "may move")
    assert (record.verified_on, record.verified_by) == (date(2026, 2, 1), "Ana")
    assert record.by_id_only == "it is for our members"
    assert entry.warnings(date(2026, 2, 2)) == ["Our lawyers: may move"]
    assert entry.warnings(date(2026, 6, 1))[0] == (
        "www.example.org/help (Our lawyers) was last verified 120 days ago: open it first"
    )


def test_a_narrower_entry_of_a_content_folder_wins_unless_it_is_by_id_only(tmp_path: Path) -> None:
    put(tmp_path, ENTRY)
    essex = Region("US-MA", "essex county")
    for text, expected in (ENTRY, "immigrationlawhelp"), (ENTRY.split("by_id_only")[0], "ours"):
        put(tmp_path, text)
        entry = link_for(read_links(shelves(tmp_path)).values(), essex)
        assert entry is not None
        assert entry.id == expected
    assert link_for([], essex) is None


@pytest.mark.parametrize(
    ("part", "replacement", "cause"),
    [
        (
            "https://www.example.org/help",
            "http://www.example.org",
            "'url' cannot be used: 'http://www.example.org' does not",
        ),
        ("https://www.example.org/help", "https://bit.ly/3abc", "'url' cannot be used: bit.ly is a shortener"),
        ("https://www.example.org/help", "https://immigrati0nlawhelp.org", "'url' cannot be used: immigrati0nlawhelp"),
        ('id = "ours"', 'id = "theirs"', "'id' is 'theirs' in a file named ours.toml."),
        ("url =", "number =", "'number' is not known here."),
        ('["US-MA/Essex"]', '["Essex"]', "'regions' has 'Essex', which is not a region."),
    ],
)
def test_a_broken_entry_is_refused_on_its_line(tmp_path: Path, part: str, replacement: str, cause: str) -> None:
    text = ENTRY.replace(part, replacement)
    path = put(tmp_path, text)
    with pytest.raises(BadFile) as refused:
        find_link(shelves(tmp_path), "ours")
    assert refused.value.cause.startswith(cause)
    assert (refused.value.file, refused.value.line) == (path, text.count("\n", 0, text.index(replacement)) + 1)


AUDIO = """
[audio]
es = "https://www.example.org/audio/es"
zh-Hans = "https://www.example.org/audio/zh"
"""


def test_an_entry_may_have_recordings_by_their_language(tmp_path: Path) -> None:
    put(tmp_path, ENTRY + AUDIO)
    entry = find_link(shelves(tmp_path), "ours")
    assert entry.recordings == (
        ("es", read_link("https://www.example.org/audio/es")),
        ("zh-Hans", read_link("https://www.example.org/audio/zh")),
    )
    assert read_links(shelves(tmp_path))["ours"] == entry
    put(tmp_path, ENTRY)
    assert find_link(shelves(tmp_path), "ours").recordings == ()


def test_no_entry_of_ours_has_a_recording() -> None:
    assert not any(entry.recordings for entry in read_links(SHELVES).values())


@pytest.mark.parametrize(
    ("part", "replacement", "cause", "remedy"),
    [
        ("zh-Hans", "zh-Hanz", "'audio.zh-Hanz' is for an unknown language.", "zh-Hans or"),
        ("es =", "xx =", "'audio.xx' is for an unknown language.", ""),
        ("es =", "Spanish =", "'audio.Spanish' is not a language tag.", "Write tags such as es or zh-Hans."),
        (
            "/audio/es",
            "/?utm_source=card",
            "'audio.es' cannot be used: The address has the tracking",
            "Give the address that it leads to",
        ),
        (
            "www.example.org/audio/es",
            "bit.ly/3abc",
            "'audio.es' cannot be used: bit.ly is a shortener",
            "Give the address",
        ),
        ("www.example.org/audio/es", "www.immigrati0nlawhelp.org", "'audio.es' cannot be used: www.immi", "Type the"),
        (
            "www.example.org/audio/es",
            "www.ice.gov",
            "'audio.es' cannot be used: 'https://www.ice.gov' leads to ICE",
            "legal aid",
        ),
        ('"https://www.example.org/audio/es"', "true", "'audio.es' is not a text in quotes.", ""),
        (
            "https://www.example.org/audio/es",
            "http://www.example.org",
            "'audio.es' cannot be used: 'http:",
            "Give the whole address",
        ),
    ],
)
def test_a_recording_that_cannot_be_is_refused_on_its_line(
    tmp_path: Path, part: str, replacement: str, cause: str, remedy: str
) -> None:
    text = ENTRY + AUDIO.replace(part, replacement)
    path = put(tmp_path, text)
    for read in (lambda: find_link(shelves(tmp_path), "ours"), lambda: read_links(shelves(tmp_path))):
        with pytest.raises(BadFile) as refused:
            read()
        assert refused.value.cause.startswith(cause)
        assert remedy in refused.value.remedy
        assert (refused.value.file, refused.value.line) == (path, text.count("\n", 0, text.index(replacement)) + 1)


def test_recordings_are_a_table(tmp_path: Path) -> None:
    put(tmp_path, ENTRY + 'audio = "https://www.example.org"\n')
    with pytest.raises(BadFile, match="'audio' is not a table"):
        find_link(shelves(tmp_path), "ours")


def test_an_id_is_told_from_an_address() -> None:
    assert all(is_link_id(each) for each in [*RESEARCHED, "Immi", "imi", "aclu card"])
    assert not any(
        is_link_id(each) for each in ["", "www.immi.org", "https://immi.org", "http:x", "//immi", "1immi", "/"]
    )
    with pytest.raises(UnknownId, match=r"Did you mean immi \(immi, US\)\?"):
        find_link(SHELVES, "imi")
