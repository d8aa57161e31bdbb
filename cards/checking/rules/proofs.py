"""What a file without cards is: a proof, a cover sheet, a calibration sheet, or something else."""

from __future__ import annotations

from cards.checking.installed import Installed
from cards.checking.look.document import Document
from cards.checking.report import Finding, ok, warning, wrong
from cards.checking.rules.layouts import CALIBRATION, PROOF
from cards.errors import UnknownId
from cards.merge.proof_text import proof_text
from cards.read.languages import ENGLISH, find_language

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


def _check_proof(document: Document, script_id: str, language_name: str, installed: Installed) -> Finding:
    """Whether the signing code matches the current strings."""
    script = installed.scripts.get(script_id)
    try:
        language = find_language(installed.languages, language_name)
    except UnknownId:
        language = None
    if script is None or language is None:
        return warning("text", f"a proof of {script_id} in {language_name}, which is not installed here")
    wording = installed.wording(language.tag)
    code = proof_text(script, installed.labels, wording, language, installed.languages[ENGLISH]).code
    named = f"a proof of {script_id} in {language.english}"
    if any(code in reading.text.copied for _, reading in document.readings):
        return ok("text", f"{named}; its strings are those of this installation ({code})")
    return warning("text", f"{named}; its strings differ from those of this installation: print and sign a new proof")
