"""Addresses that tell somebody who opened them: shorteners, pages that count a click, and tracking parameters.

A leak has already brought a tracker's data to agencies. The lists are of what is common; they cannot be complete.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

# Whoever runs one sees every visit, and can make a printed address lead elsewhere. Common ones, those of QR-code
# services among them (as in github.com/PeterDaveHello/url-shorteners, read in 2026-11).
_SHORTENERS = frozenset(
    {
        "adf.ly", "amzn.to", "b.link", "bit.ly", "bitly.com", "bl.ink", "buff.ly", "clck.ru", "conta.cc",
        "cutt.ly", "cutt.us", "dlvr.it", "dub.co", "dub.sh", "eepurl.com", "fb.me", "forms.gle", "goo.gl",
        "goo.gle", "hubs.la", "hubs.li", "hubs.ly", "ift.tt", "is.gd", "j.mp", "linkd.in", "lnkd.in", "loom.ly",
        "mailchi.mp", "me-qr.com", "ouo.io", "ow.ly", "owl.li", "pse.is", "q-r.to", "qr.ae", "qr.io", "qr.net",
        "qrco.de", "qrfy.com", "qrfy.io", "qrs.ly", "rb.gy", "rebrand.ly", "reurl.cc", "s.id", "short.gy",
        "short.io", "shorturl.at", "shorturl.com", "shorturl.gg", "smarturl.it", "snip.ly", "spr.ly", "surl.li",
        "t.co", "t.ly", "t2m.io", "tiny.cc", "tiny.one", "tinyurl.com", "tr.ee", "trib.al", "u.to", "urlgeni.us",
        "urlz.fr", "v.gd", "vk.cc", "x.gd", "zpr.io",
    }
)  # fmt: skip

# Pages that count a click and pass it on.
_COUNTERS = frozenset(
    {
        "click.actionnetwork.org", "doubleclick.net", "googleadservices.com", "l.facebook.com", "l.instagram.com",
        "list-manage.com", "lm.facebook.com", "safelinks.protection.outlook.com", "urldefense.com",
        "urldefense.proofpoint.com",
    }
)  # fmt: skip

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


def tracker_in(host: str, rest: str) -> str:
    """Why an address tells somebody who opens it, as a sentence without its full stop; empty when it does not.

    `host` is in small letters; `rest` is what follows it.
    """
    if _is_of(host, _SHORTENERS):
        return f"{host} is a shortener: whoever runs it sees who opens the address, and can make it lead elsewhere"
    if _is_of(host, _COUNTERS):
        return f"{host} counts who clicks, and passes them on"
    # Decoded, because browsers and servers read %75tm_source as utm_source.
    for part in re.split("[?&;#]", unquote(rest))[1:]:
        name = part.split("=")[0].strip().casefold()
        if name in _PARAMETERS or name.startswith(_FAMILIES):
            return f"The address has the tracking parameter {name!r}, which tells where its reader found it"
    return ""


def _is_of(host: str, domains: frozenset[str]) -> bool:
    labels = host.split(".")
    return any(".".join(labels[start:]) in domains for start in range(len(labels)))
