"""Trackers: the services and parameters that are known, at any place of an address, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.read.trackers import tracker_in

SHORTENERS = [
    "bit.ly", "tinyurl.com", "t.co", "goo.gl", "lnkd.in", "ow.ly", "is.gd", "buff.ly", "rebrand.ly", "qrco.de",
    "qrs.ly", "me-qr.com", "rb.gy", "cutt.ly",
]  # fmt: skip
COUNTERS = [
    "aka.ms", "out.reddit.com", "l.threads.com", "u123.ct.sendgrid.net", "r20.rs6.net", "secure-web.cisco.com",
    "l.facebook.com", "nam02.safelinks.protection.outlook.com", "urldefense.com", "us1.list-manage.com",
]  # fmt: skip
PARAMETERS = [
    "utm_source", "utm_medium", "utm_campaign", "utm_anything", "fbclid", "gclid", "msclkid", "mc_eid", "mc_cid",
    "igshid", "_hsenc", "_hsmi", "__hstc", "yclid", "ttclid", "twclid", "dclid", "gbraid", "wbraid", "mtm_campaign",
    "pk_source", "UTM_SOURCE", "hsCtaTracking", "%75tm_source", "utm%5Fsource",
]  # fmt: skip
HARMLESS = [
    "", "/", "/help", "/utm_source", "/fbclid/gclid", "?q=utm_source", "?page=2", "?lang=es&state=MA", "#utm",
    "?tm_source=a", "?my_fbclid=a", "/a=b;c=d", "#:~:text=gclid",
]  # fmt: skip


@pytest.mark.parametrize("host", [*SHORTENERS, "www.bit.ly", "ours.rebrand.ly"])
def test_a_shortener_is_told_with_its_reason(host: str) -> None:
    assert tracker_in(host, "/3abc").startswith(f"{host} is a shortener: whoever runs it sees")


@pytest.mark.parametrize("host", COUNTERS)
def test_a_page_that_counts_clicks_is_told(host: str) -> None:
    assert tracker_in(host, "/?u=https://example.org") == f"{host} counts who clicks, and redirects them"


@pytest.mark.parametrize("host", ["habit.ly", "bit.ly.example.org", "at.com", "xt.co", "facebook.com", "ly", "co"])
def test_a_host_that_only_ends_alike_is_none(host: str) -> None:
    assert tracker_in(host, "/3abc") == ""


@pytest.mark.parametrize("parameter", PARAMETERS)
@pytest.mark.parametrize(
    "rest",
    [
        "?{}=x",
        "/help?{}=x",
        "?a=b&{}=x",
        "?a=b;{}=x",
        "/a;{}=x",
        "#{}=x",
        "/help#a&{}=x",
        "?{}",
        "?u=https://a.org/?{}=x",
    ],
)
def test_a_tracking_parameter_is_told_at_any_place(parameter: str, rest: str) -> None:
    assert "has the tracking parameter '" in tracker_in("example.org", rest.format(parameter))


def test_the_parameter_is_named() -> None:
    said = tracker_in("example.org", "/help?lang=es&UTM_Source=card")
    assert said == "The address has the tracking parameter 'utm_source', which tells where its reader found it"


@pytest.mark.parametrize("rest", HARMLESS)
def test_what_is_harmless_is_not_told(rest: str) -> None:
    assert tracker_in("example.org", rest) == ""


@given(st.text(), st.text(), st.sampled_from(PARAMETERS[:10]))
def test_no_text_around_a_parameter_hides_it(before: str, after: str, parameter: str) -> None:
    assert tracker_in("example.org", f"/{before}?{parameter}={after}")


SHARED = {
    "www.youtube.com": ["/watch?v=a&si=b", "/shorts/a?feature=share"],
    "youtu.be": ["/a?si=b", "/a?t=30&si=b"],
    "music.youtube.com": ["/watch?v=a&si=b"],
    "open.spotify.com": ["/track/a?si=b"],
    "soundcloud.com": ["/a/b?si=c"],
    "www.facebook.com": ["/a?mibextid=b", "/profile.php?id=1&mibextid=b", "/a?rdid=b#"],
    "m.facebook.com": ["/a?mibextid=b"],
    "www.instagram.com": ["/a/?igsi=b", "/p/a?ig_rid=b"],
    "www.threads.net": ["/@a?xmt=b"],
    "www.tiktok.com": ["/@a?_t=b&_r=1", "/@a/video/1?_r=1", "/@a?is_from_webapp=1&sender_device=pc"],
    "x.com": ["/a/status/1?s=20", "/a/status/1?t=b"],
    "twitter.com": ["/a/status/1?s=20&t=b"],
    "www.linkedin.com": ["/posts/a?rcm=b"],
    "www.reddit.com": ["/r/a/comments/1/b/?share_id=c"],
    "docs.google.com": ["/document/d/a/edit?usp=sharing", "/a?ouid=1"],
    "www.google.co.uk": ["/maps?g_st=a"],
    "www.amazon.com": ["/dp/a?tag=b"],
}

NOT_SHARED = {
    "www.youtube.com": ["/watch?v=a&t=30s", "/watch?v=a&list=b"],
    "example.org": ["/?si=a", "/?t=1&s=2", "/?_t=1", "/?source=a", "/?tag=b", "/?igsi=a"],
    "notyoutube.com": ["/?si=a"],
    "x.com.example.org": ["/?s=20"],
    "soundcloud.com": ["/a/b"],
    "www.google.com": ["/maps/place/a"],
}

PASSED_ON = {
    "www.google.com": ["/url?q=https://example.org", "/URL?sa=t&url=https://example.org", "/amp/s/example.org"],
    "google.co.uk": ["/url?q=a"],
    "news.google.com": ["/rss/articles/abc", "/read/abc"],
    "www.youtube.com": ["/redirect?q=https%3A%2F%2Fexample.org", "/%72edirect?q=a", "/attribution_link?u=a"],
    "www.facebook.com": ["/l.php?u=a", "/share/p/1Ab/", "/share/1Ab"],
    "www.reddit.com": ["/r/a/s/b"],
    "www.linkedin.com": ["/safety/go?url=a"],
    "www.bing.com": ["/ck/a?u=b"],
    "duckduckgo.com": ["/l/?uddg=a"],
    "vk.com": ["/away.php?to=a"],
    "www.tiktok.com": ["/t/abc/", "/link/v2?target=a"],
}

NOT_PASSED_ON = {
    "www.google.com": ["/maps", "/"],
    "example.org": ["/url?q=a", "/redirect", "/share/a", "/r/a/s/b"],
    "www.reddit.com": ["/r/a/comments/b/s/c"],
    "web.archive.org": ["/web/2026/https://example.org"],
}


def cases(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(host, rest) for host, rests in table.items() for rest in rests]


@pytest.mark.parametrize(("host", "rest"), cases(SHARED))
def test_the_share_id_of_a_platform_is_told(host: str, rest: str) -> None:
    assert "has the share id '" in tracker_in(host, rest)
    assert f"of {host}, which tells who passed it on" in tracker_in(host, rest)


@pytest.mark.parametrize(("host", "rest"), cases(NOT_SHARED))
def test_the_same_letters_elsewhere_are_none(host: str, rest: str) -> None:
    assert tracker_in(host, rest) == ""


@pytest.mark.parametrize(("host", "rest"), cases(PASSED_ON))
def test_a_page_that_passes_on_is_told_by_platform(host: str, rest: str) -> None:
    assert "is a page that tells" in tracker_in(host, rest)


@pytest.mark.parametrize(("host", "rest"), cases(NOT_PASSED_ON))
def test_a_page_that_does_not_pass_on_is_none(host: str, rest: str) -> None:
    assert tracker_in(host, rest) == ""


@pytest.mark.parametrize(
    "rest",
    ["?u=https://a.org", "?to=https%3A%2F%2Fa.org", "/go?a=1&next=//a.org", "#to=http://a.org", "/a;url=https://a.org"],
)
def test_an_address_within_another_is_told(rest: str) -> None:
    assert (
        tracker_in("example.org", rest)
        == "example.org redirects its readers to another address, which is part of this one"
    )


@pytest.mark.parametrize(
    "host", ["www-example-org.translate.goog", "example-org.cdn.ampproject.org", "translate.google.com"]
)
def test_a_copy_on_the_server_of_a_translator_is_told(host: str) -> None:
    assert tracker_in(host, "/help") == f"{host} shows other sites' pages, and sees who opens them"
