"""What a file without cards is: a proof, a cover sheet, a calibration sheet, or something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cards.checking.installed import Installed
from cards.checking.look.document import Document
from cards.checking.look.words import letters, times
from cards.checking.report import Finding, abridged, ok, warning, wrong
from cards.checking.rules.layouts import CALIBRATION, PROOF
from cards.errors import UnknownId
from cards.merge.locale_proof import ALL_CARDS, locale_proof
from cards.merge.proof_text import proof_text
from cards.merge.sources import every_source
from cards.read.languages import ENGLISH, find_language
from cards.read.script_types import Script, Source

_COVER = ": what to print"


def check_other(document: Document, installed: Installed) -> Finding:
    """Recognizes a file without cards."""
    title = document.information.title
    proof = PROOF.fullmatch(title)
    if proof:
        return _check_proof(document, proof[1], proof[2], installed)
    if title.endswith(_COVER):
        return ok("text", f"a cover sheet: {title.removesuffix(_COVER)}")
    if title.startswith(CALIBRATION):
        return ok("text", f"no cards: {title}")
    return wrong("text", "it has no card, proof or cover sheet of rights-cards")


def is_for_lawyer(title: str) -> bool:
    """Whether a file is a proof of English."""
    proof = PROOF.fullmatch(title)
    return proof is not None and proof[2] == "English"


def shows_small(title: str) -> bool:
    """Whether a file is a proof with small pictures of cards, whose codes nobody has to scan."""
    proof = PROOF.fullmatch(title)
    return proof is not None and proof[1] == ALL_CARDS


def shows_several(title: str) -> bool:
    """Whether a file is a proof whose pages have sentences and pictures of several cards side by side."""
    return shows_small(title) or is_for_lawyer(title)


def _check_proof(document: Document, named: str, language_name: str, installed: Installed) -> Finding:
    """Whether the signing codes match the current strings of the scripts that it is named after."""
    scripts = [installed.scripts.get(each) for each in named.split(", ")] if named != ALL_CARDS else []
    known = [each for each in scripts if each is not None]
    try:
        language = find_language(installed.languages, language_name)
    except UnknownId:
        language = None
    if len(known) < len(scripts) or language is None:
        return warning("text", f"a proof of {named} in {language_name}, which is not installed here")
    wording, english = installed.wording(language.tag), installed.languages[ENGLISH]
    if named == ALL_CARDS:
        proof = locale_proof([*installed.scripts.values()], installed.labels, wording, language, english)
        codes = [proof.code]
    else:
        codes = [proof_text(each, installed.labels, wording, language, english).code for each in known]
    what = f"a proof of {named} in {language.english}"
    copied = [reading.text.copied for _, reading in document.readings]
    if document.file.pages > len(document.pages):
        return warning("text", f"{what}, of which not every page was inspected, so its strings were not compared")
    if is_for_lawyer(document.information.title):
        whole = letters(" ".join(copied))
        lacking = [each for each in _english(known, installed) if not times(each.text, whole)]
        if lacking:
            return wrong("text", f"{what}; it lacks {abridged(each.context for each in lacking)}: print it again")
    if all(any(code in text for text in copied) for code in codes):
        return ok("text", f"{what}; its strings are those of this installation ({', '.join(codes)})")
    return warning("text", f"{what}; its strings differ from those of this installation: print and sign a new proof")


def _english(scripts: Iterable[Script], installed: Installed) -> Iterator[Source]:
    return (each for script in scripts for each in every_source(script, installed.labels, in_english=True))
