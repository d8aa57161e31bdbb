"""Web addresses: what is accepted, how it is printed, and how it is written into the code."""

from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cards.read.links import LEGAL_AID, MAX_LENGTH, Link, read_link

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
    "https://example.org.": "has no valid host name",
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
    "https://example.org/a b": "a space or a letter outside plain ASCII",
    "https://example.org/a\tb": "a space or a letter outside plain ASCII",
    "https://exam\nple.org": "a space or a letter outside plain ASCII",
    "https://example.org\\@evil.org": "a space or a letter outside plain ASCII",
    "https://example.org/<b>": "a space or a letter outside plain ASCII",
    "https://example.org/é": "a space or a letter outside plain ASCII",
    "https://\u0430pple.org": "a space or a letter outside plain ASCII",  # Cyrillic а
    "https://apple\u2024org": "a space or a letter outside plain ASCII",  # one dot leader
    "https://example.org/\u202egro": "a space or a letter outside plain ASCII",
    "https://example.org/\x00": "a space or a letter outside plain ASCII",
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


def test_scheme_and_host_are_in_capitals_for_the_code() -> None:
    link = read_link("https://www.ilrc.org/RedCards?a=b")
    assert link == Link(
        url="https://www.ilrc.org/RedCards?a=b",
        capitals="HTTPS://WWW.ILRC.ORG/RedCards?a=b",
        shown="www.ilrc.org/RedCards?a=b",
    )


def test_the_length_is_bounded() -> None:
    longest = "https://example.org/".ljust(MAX_LENGTH, "a")
    assert len(read_link(longest).url) == MAX_LENGTH == 150
    with pytest.raises(ValueError, match="has 151 characters, more than 150"):
        read_link(longest + "a")
    assert read_link(f" {longest} ").url == longest


def test_the_address_of_every_card_is_accepted_as_it_stands() -> None:
    link = read_link(LEGAL_AID)
    assert (link.url, link.shown) == (LEGAL_AID, "www.immigrationlawhelp.org")
    assert link.capitals == "HTTPS://WWW.IMMIGRATIONLAWHELP.ORG"


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
    assert link.url.isascii()
    assert " " not in link.url
    assert link.capitals.casefold() == link.url.casefold()
    ours, theirs = urlsplit(link.url), urlsplit(text.strip())
    assert (ours.scheme, ours.netloc) == ("https", ours.hostname)
    assert ours.hostname == theirs.hostname
    assert (ours.query, ours.fragment) == (theirs.query, theirs.fragment)
    assert ours.path == theirs.path or (ours.path, theirs.path) == ("", "/")
