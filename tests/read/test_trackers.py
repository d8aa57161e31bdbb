"""Trackers: the services and parameters that are known, at any place of an address, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.read.trackers import tracker_in

SHORTENERS = [
    "bit.ly", "tinyurl.com", "t.co", "goo.gl", "lnkd.in", "ow.ly", "is.gd", "buff.ly", "rebrand.ly", "qrco.de",
    "qrs.ly", "me-qr.com", "rb.gy", "cutt.ly",
]  # fmt: skip
COUNTERS = ["l.facebook.com", "nam02.safelinks.protection.outlook.com", "urldefense.com", "us1.list-manage.com"]
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
    assert tracker_in(host, "/?u=https://example.org") == f"{host} counts who clicks, and passes them on"


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
