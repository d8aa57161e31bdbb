"""Addresses that tell somebody who opened them: shorteners, redirects that count clicks, and tracking parameters.

A leak has already given a tracker's data to agencies. The lists have what is common; they cannot be complete. An
archive such as web.archive.org is not a tracker: it shows a page as it was, and leads nowhere else.
"""

from __future__ import annotations

import re
from typing import TypeVar
from urllib.parse import unquote

T = TypeVar("T")

# Whoever runs one sees every visit, and can make a printed address lead elsewhere. Common ones, including those of
# QR-code services and of platforms' "share" buttons (as in github.com/PeterDaveHello/url-shorteners, read in 2026-11).
_SHORTENERS = frozenset(
    {
        "1drv.ms", "a.co", "adf.ly", "amzn.eu", "amzn.to", "apple.co", "b.link", "bit.ly", "bitly.com", "bl.ink",
        "buff.ly", "canva.link", "chng.it", "clck.ru", "cnn.it", "conta.cc", "cutt.ly", "cutt.us", "dlvr.it",
        "dub.co", "dub.sh", "eepurl.com", "fb.me", "fb.watch", "forms.gle", "g.co", "goo.gl", "goo.gle", "hubs.la",
        "hubs.li", "hubs.ly", "ift.tt", "is.gd", "j.mp", "linkd.in", "lnkd.in", "loom.ly", "mailchi.mp", "me-qr.com",
        "msft.it", "nyti.ms", "on.soundcloud.com", "ouo.io", "ow.ly", "owl.li", "pin.it", "pse.is", "q-r.to", "qr.ae",
        "qr.io", "qr.net", "qrco.de", "qrfy.com", "qrfy.io", "qrs.ly", "rb.gy", "rebrand.ly", "reurl.cc", "s.id",
        "search.app", "share.google", "short.gy", "short.io", "shorturl.at", "shorturl.com", "shorturl.gg",
        "smarturl.it", "snip.ly", "spoti.fi", "spotify.link", "spr.ly", "surl.li", "t.co", "t.ly", "t2m.io",
        "tiny.cc", "tiny.one", "tinyurl.com", "tr.ee", "trib.al", "u.to", "urlgeni.us", "urlz.fr", "v.gd", "vk.cc",
        "vm.tiktok.com", "vt.tiktok.com", "wa.link", "wapo.st", "x.gd", "zpr.io",
    }
)  # fmt: skip

# Hosts that count a click and pass it on: of platforms, of mails to lists, and of filters for mail (as they stand in
# links that were passed on from there; ClearURLs' data.min.json, read in 2026-11, has the first of them).
_COUNTERS = frozenset(
    {
        "aka.ms", "anon.to", "away.vk.com", "clicks.mlsend.com", "click.actionnetwork.org", "click.everyaction.com",
        "click.ngpvan.com", "clicktime.symantec.com", "ct.sendgrid.net", "disq.us", "doubleclick.net", "exit.sc",
        "go.skimresources.com", "googleadservices.com", "googlesyndication.com", "href.li", "hubspotlinks.com",
        "klclick.com", "klclick1.com", "l.facebook.com", "l.instagram.com", "l.messenger.com", "l.threads.com",
        "l.threads.net", "l.wl.co", "linkprotect.cudasvc.com", "list-manage.com", "lm.facebook.com",
        "mandrillapp.com", "mimecastprotect.com", "out.reddit.com", "protect-us.mimecast.com",
        "protect.checkpoint.com", "r.search.yahoo.com", "rs6.net", "safelinks.protection.outlook.com",
        "secure-web.cisco.com", "slack-redir.net", "t.umblr.com", "url.emailprotection.link", "urldefense.com",
        "urldefense.proofpoint.com",
    }
)  # fmt: skip

# Copies of a page on the servers of a service that translates it or speeds it up.
_MIRRORS = frozenset({"bing-amp.com", "cdn.ampproject.org", "translate.goog", "translate.google.com"})

# Pages of platforms that pass on to another address, or hold the id of whoever shared one: how their paths begin. A dot
# at the end stands for any ending of the domain, as in google.co.uk.
_REDIRECTS = {
    "google.": "/(url|aclk|amp/|imgres|interstitial|pagead/)",
    "news.google.": "/(articles|read|rss/articles|__i)/",
    "youtube.com": "/(redirect|attribution_link)",
    "facebook.com": "/(l[.]php|flx/warn|share/)",
    "linkedin.com": "/(redir/|safety/go|slink)",
    "bing.com": "/(ck/a|aclk|alink/|amp/)",
    "duckduckgo.com": "/(l/|y[.]js)",
    "instagram.com": "/(share/|linkshim)",
    "medium.com": "/(r/|m/global-identity)",
    "pinterest.com": "/offsite",
    "reddit.com": "/(r|u|user)/[^/]+/s/",
    "steamcommunity.com": "/linkfilter",
    "t.me": "/iv",
    "tiktok.com": "/(t|link)/",
    "vk.com": "/away[.]php",
    "x.com": "/i/redirect",
}

# The parameters that browsers strip (Brave, components/query_filter/utils.cc, read in 2026-11), and the campaign tags
# of Google Analytics (utm_), Matomo and Piwik (mtm_, matomo_, pk_, piwik_) and HubSpot (_hs, __hs, hsa_).
_PARAMETERS = frozenset(
    {
        "__s", "_bhlid", "_branch_match_id", "_branch_referrer", "_ga", "_gl", "_kx", "_openstat",
        "at_recipient_id", "at_recipient_list", "bbeml", "bsft_clkid", "bsft_uid", "ck_subscriber_id", "dclid",
        "epik", "et_rid", "fb_action_ids", "fb_comment_id", "fbclid", "gad_source", "gbraid", "gclid", "gclsrc",
        "guce_referrer", "guce_referrer_sig", "hsctatracking", "igsh", "igshid", "irclickid", "li_fat_id",
        "mc_cid", "mc_eid", "mkt_tok", "ml_subscriber", "ml_subscriber_hash", "msclkid", "oft_id", "oly_anon_id",
        "oly_enc_id", "rb_clickid", "ref_src", "ref_url", "s_cid", "sc_customer", "sc_eh", "sc_uid", "srsltid",
        "ss_email_id", "trk", "trkcampaign", "ttclid", "twclid", "unicorn_click_id", "vero_conv", "vero_id",
        "vgo_ee", "wbraid", "wickedid", "yclid", "ymclid", "ysclid",
    }
)  # fmt: skip
_FAMILIES = ("utm_", "mtm_", "matomo_", "pk_", "piwik_", "_hs", "__hs", "hsa_")

# What the apps of platforms add to an address that somebody shares, which tells them who did, or from where. The list
# is by platform, because `t` is a time on YouTube and a person on X (seen in links on public pages, 2026-11; the
# general ones are in ClearURLs' data.min.json).
_SHARE_IDS: dict[str, frozenset[str]] = {
    platform: frozenset(names.split())
    for platform, names in {
        "youtube.com": "si feature pp kw embeds_referring_euri embeds_referring_origin source_ve_path",
        "youtu.be": "si feature pp kw",
        "spotify.com": "si context sp_cid nd dl_branch dlsi pt pi _authfailed",
        "soundcloud.com": "si in ref p c",
        "facebook.com": "mibextid rdid share_url sfnsn eav paipv wtsid idorvanity ref refsrc refid hc_ref fref "
        "__tn__ __cft__[0] __xts__[0] __xts__ extid acontext notif_id notif_t comment_tracking mds locale_share",
        "fb.watch": "mibextid",
        "instagram.com": "igsh igsi igshid ig_rid ig_mid ig_web_copy_link xmt",
        "threads.com": "xmt slof igshid",
        "threads.net": "xmt slof igshid",
        "tiktok.com": "_t _r _d _svg share_app_id share_author_id share_item_id share_link_id share_iid sec_user_id "
        "sec_uid u_code user_id tt_from is_from_webapp is_copy_url sender_device sender_web_id web_id timestamp "
        "source checksum social_sharing social_share_type refer referer_url enter_from enter_method ugbiz_name "
        "ug_btm preview_pb",
        "x.com": "t s ref_src ref_url cn cxt",
        "twitter.com": "t s ref_src ref_url cn cxt",
        "linkedin.com": "rcm trk lipi lici trackingid refid midtoken midsig trkemail eid otptoken originalreferer",
        "reddit.com": "share_id rdt correlation_id ref ref_source ref_campaign st sh",
        "snapchat.com": "share_id sc_referrer sid xp_id",
        "pinterest.com": "sender invite_code sfo",
        "medium.com": "source sk",
        "substack.com": "r s triedredirect publication_id isfreemail token",
        "vimeo.com": "share fl fe pgroup",
        "apple.com": "itsct itscg at ct uo ls",
        "amazon.": "tag ref ref_ linkcode ascsubtag creative camp qid sr crid pd_rd_r pd_rd_w pd_rd_wg pf_rd_p pf_rd_r",
        "google.": "ved ei oq aqs sxsrf sei rlz sca_esv sca_upv gs_lcp gs_lcrp gs_lp g_st g_ep skid ouid usp "
        "sourceid pcampaignid shem shndl kgs",
        "bing.com": "cvid form",
        "eventbrite.com": "aff",
    }.items()
}

_ADDRESS_WITHIN = re.compile(r"[?&;#][^=&;#]*=\s*(?:https?:)?//[^/&;#]", re.IGNORECASE)
"""A parameter that is itself an address, to which the address before it redirects its readers."""


def tracker_in(host: str, rest: str) -> str:
    """How an address tells somebody who opens it, as a sentence without its full stop; empty if it does not.

    `host` is in small letters; `rest` is what follows it.
    """
    if _is_of(host, _SHORTENERS):
        return f"{host} is a shortener: whoever runs it sees who opens the address, and can make it lead elsewhere"
    if _is_of(host, _COUNTERS):
        return f"{host} counts who clicks, and redirects them"
    if _is_of(host, _MIRRORS):
        return f"{host} shows other sites' pages, and sees who opens them"
    # Decoded, because browsers and servers read %75tm_source as utm_source.
    plain = unquote(rest)
    path = re.split("[?#]", plain)[0].casefold()
    if any(re.match(start, path) for start in _of_platform(host, _REDIRECTS)):
        return f"{host}{re.split('[?#]', rest)[0]} is a page that tells {host} who opens it, and redirects them"
    named = [part.split("=")[0].strip().casefold() for part in re.split("[?&;#]", plain)[1:]]
    for name in named:
        if name in _PARAMETERS or name.startswith(_FAMILIES):
            return f"The address has the tracking parameter {name!r}, which tells where its reader found it"
    shared = frozenset[str]().union(*_of_platform(host, _SHARE_IDS))
    for name in named:
        if name in shared:
            return f"The address has the share id {name!r} of {host}, which tells who passed it on"
    if _ADDRESS_WITHIN.search(plain):
        return f"{host} redirects its readers to another address, which is part of this one"
    return ""


def _of_platform(host: str, table: dict[str, T]) -> list[T]:
    """What a table has for a host: by a domain that it is under, or by one with any ending of one or two parts."""
    labels = host.split(".")
    count = len(labels)
    endless = [".".join((*labels[start:end], "")) for end in range(max(1, count - 2), count) for start in range(end)]
    return [table[each] for each in (*_domains(host), *endless) if each in table]


def _is_of(host: str, domains: frozenset[str]) -> bool:
    return any(domain in domains for domain in _domains(host))


def _domains(host: str) -> list[str]:
    """A host and the domains that it is under: www.bit.ly, bit.ly, ly."""
    labels = host.split(".")
    return [".".join(labels[start:]) for start in range(len(labels))]
