"""Hosts and names that resemble others: letters of other scripts in Latin words, digits for letters, known names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

# Letters that look like Latin ones in print (Unicode UTS #39, confusables; Chromium refuses most of them too).
_SEEN_AS = str.maketrans(
    "асԁеҽһіјкӏмпорԛгѕтцѵԝѡхуүьъαγηικνορστυχωհոօգզտսցյլɑɡıɩɪʀʟɴʏᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢꜱ",
    "acdeehijklmnopqrstuvwwxyybbaynikvopotuxwhnoqqsugjlagiiirlnyacdejkmoptuvwzs",
)

# Unicode's confusables.txt 16.0, letters of seven scripts that it maps to a to z and that NFKC leaves as they are;
# for names of people only: Chromium's rules on hosts know fewer.
_SEEN_AS_TOO = str.maketrans(
    "ƍƽɣɯʋͺϒϱϲϳառքᴑᴦᶃᶌẝỿⲅⲟⲣⲥꙇꞙꞟꬲꬵꬽꭇꭈꭎꭒꭚꭵꮁꮃꮓꮩꮪꮯ",
    "gsywuiypcjwnforgyfyropcifueforruuyirwzvsc",
)
_CAPITALS_SEEN_AS = str.maketrans(
    "ƄƖƦǀͿΑΒΕΖΗΙΚΜΝΟΡΤΥΧϜϹϺЅІЈАВЕКМНОРСТУХЬѴҮӀԌԜՍՏՕᎠᎡᎢᎥᎩᎪᎫᎬᎳᎷᎻᎽᏀᏂᏃᏏᏒᏔᏕᏙᏚᏞᏟᏢᏦᏧᏳᏴⲎⲒⲔⲘⲚⲞⲢⲤⲦⲨⲬⳐ"
    "ꓐꓑꓒꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴꞘꞲꞳꞴ",
    "blrljabezhlkmnoptyxfcmsljabekmhopctyxbvylgwusodrtiyajewmhyghzbrwsvslcpkdgbhlkmnopctyxl"
    "bpddtgkjczfmnlsrvhwxyaeloufjxb",
)

# What else readers overlook in a familiar name, such as a long s or a stroke through a letter.
_READ_AS = str.maketrans("0135ilqłđøħŧſ", "olesllgldohts")

_TOGETHER = frozenset(
    {"CJK", "IDEOGRAPHIC", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "BOPOMOFO", "LATIN"}
)
"""Scripts that may share a word in Japan, Korea and China; none looks like Latin."""

_DISTINCT = 10
"""Letters of a name that nobody else would choose by chance: aclu.com may well belong to another organization."""

_SHORT_ENDING = 3
"""Letters in the first part of a two-part ending, such as co.uk or com.mx."""


def disguise_of(host: str, known: Iterable[str]) -> str:
    """What a host pretends to be, as a sentence without its full stop; empty if it seems honest.

    `host` is in small ASCII letters; `known` are the hosts that people trust.
    """
    labels = []
    for label in host.split("."):
        try:
            labels.append(_decoded(label))
        except ValueError:
            return f"{host} has the part {label}, which is not a name in any script"
        problem = _mixture(labels[-1])
        if problem:
            return f"{host} has the part {label}, which {problem}"
    seen = _skeleton(".".join(labels))
    trusted = [each.removeprefix("www.") for each in known]
    if any(f".{host}".endswith(f".{bare}") for bare in trusted):
        return ""
    for bare in trusted:
        if f".{seen}".endswith(f".{_skeleton(bare)}") or f".{bare}." in f".{host}." or _has_name(seen, bare):
            return f"{host} looks like {bare} but is a different site"
    return ""


def looks_of(name: str) -> tuple[str, str]:
    """What a person's name looks like in small letters and in capitals: names that look alike have one in common.

    Case, accents, the width of letters and their alphabet make no difference.
    """
    plain = _bare(unicodedata.normalize("NFKC", name).casefold())
    return (
        _read_over(plain.translate(_SEEN_AS_TOO).translate(_SEEN_AS)),
        _read_over(plain.upper().translate(_CAPITALS_SEEN_AS).casefold()),
    )


def _has_name(seen: str, bare: str) -> bool:
    """Whether a host has the name of a known one with another ending, or with the ending inside the name."""
    labels = seen.split(".")
    name = _joined(_skeleton(bare.rpartition(".")[0]))
    if len(name) < _DISTINCT:
        return False
    names = (name, _joined(_skeleton(bare)))
    ends = [1] + [2] * (len(labels) > 2 and len(labels[-2]) <= _SHORT_ENDING)
    return any(_joined("".join(labels[start:-end])) in names for end in ends for start in range(len(labels) - end))


def _joined(name: str) -> str:
    return name.replace("-", "").replace(".", "")


def _decoded(label: str) -> str:
    """A label in the letters of any script (RFC 3492). Raises ValueError if it is not their only valid encoding."""
    if not label.startswith("xn--"):
        return label
    text = label[4:].encode("ascii").decode("punycode")
    if text.isascii() or f"xn--{text.encode('punycode').decode('ascii')}" != label:
        raise ValueError(label)
    if text != unicodedata.normalize("NFKC", text.lower()):
        raise ValueError(label)
    if any(unicodedata.category(each) not in ("Ll", "Lo", "Lm", "Mn", "Mc", "Nd") for each in text.replace("-", "")):
        raise ValueError(label)
    return text


def _mixture(label: str) -> str:
    """What is wrong with the letters of a label, or nothing."""
    scripts = {unicodedata.name(each, "?").split()[0] for each in label if each.isalpha()}
    if len(scripts) > 1 and not scripts <= _TOGETHER:
        return f"mixes the letters of {' and '.join(sorted(each.title() for each in scripts))}"
    seen = label.translate(_SEEN_AS)
    if not label.isascii() and seen.isascii():
        return f"looks like {seen} but is spelled with other letters"
    return ""


def _skeleton(host: str) -> str:
    """What a reader sees at a glance: the same for two hosts that look alike."""
    return _read_over(_bare(host).translate(_SEEN_AS))


def _bare(text: str) -> str:
    """A text without its accents."""
    return "".join(each for each in unicodedata.normalize("NFD", text) if not unicodedata.combining(each))


def _read_over(text: str) -> str:
    return text.translate(_READ_AS).replace("rn", "m").replace("vv", "w")
