"""The review of a language on the page: its sentences as plain values, and the answers of a reviewer as a text to send.

Nothing is signed here: whoever keeps the translations reads the text with `locale answers`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from cards.errors import BadOrder, CardError
from cards.locations import Shelf
from cards.merge.card_text import Block
from cards.merge.gaps import find_gaps
from cards.merge.markup import LRI, PDI, PLACEHOLDERS, is_visible, spans
from cards.merge.proof_text import asked_claims, shown_block
from cards.merge.review import Review, counting_sign_offs, english_sign_offs
from cards.merge.sentences import Sentence, list_code, sentences_of
from cards.merge.sources import bearer_sources
from cards.page.asked import Wrong, refuse_long
from cards.page.form import build_name
from cards.read.answers import MAX_ANSWER_TEXT, MAX_ANSWERS, Answer, Answers, Verdict, answers_text, read_answers
from cards.read.card_options import WRITE_INS
from cards.read.catalogs import Wording, read_wording
from cards.read.languages import ENGLISH, Language, language_of_officer, read_languages
from cards.read.numbers import EXAMPLE
from cards.read.phrases import stays_english
from cards.read.regions import listed_states
from cards.read.script_types import Script, Source
from cards.read.scripts import find_script, read_labels, script_ids
from cards.read.settings import SETTINGS
from cards.read.sign_offs import LEGAL, ROLES
from cards.read.typefaces import font_files
from cards.upkeep.sign import refuse_translator, signer_name

_READ_A_MINUTE = 238
"""Words of English that adults read silently in a minute (Brysbaert, Journal of Memory and Language 109, 2019)."""

_TYPED_A_MINUTE = 36
"""Words that people type in a minute on a telephone (Palin et al., MobileHCI 2019)."""

_JUDGED = 5
"""Seconds for comparing and answering: an assumption."""

_BACK_TRANSLATION = "back-translation"
"""The role whose work is to say in English what each sentence says."""


class Reading:
    """The sentences of one language, with what they are shown with. Raises BadFile for what cannot be read."""

    def __init__(self, places: Sequence[Shelf], tag: str, today: date) -> None:
        self.places, self.today = places, today
        self.languages = read_languages(places)
        self.language = self.languages[tag]
        self.scripts = {each: find_script(places, each) for each in script_ids(places)}
        self.wording = read_wording(places, tag, today)
        self.labels = read_labels(places)
        self.sentences = sentences_of(tuple(self.scripts.values()), self.labels, self.wording)
        self.cards = [each.id for each in self.scripts.values() if self._has_cards(each)]

    def _has_cards(self, script: Script) -> bool:
        """Whether cards of a script can be made in the language: none of their words are missing."""
        is_english = self.wording.tag == ENGLISH
        return is_english or not find_gaps(bearer_sources(script, self.labels), self.wording)

    def language_of(self, source: Source) -> Language:
        """The language of a string in the list of English: that of an officer's side is the officer's."""
        script = self.scripts.get(source.context.partition("/")[0])
        officers = script is not None and source in script.officer.every
        return language_of_officer(self.languages, script) if script and officers else self.languages[ENGLISH]


def review(reading: Reading) -> dict[str, Any]:
    """The sentences of a language that have a translation, and the roles in which somebody may read them.

    `of` is how many there are with those that have none.
    """
    tag = reading.wording.tag
    asked = _asked(reading)
    return {
        "code": list_code(reading.sentences),
        "of": len(reading.sentences),
        "lang": reading.language.tag,
        "dir": reading.language.direction,
        "is_source": tag == ENGLISH,
        "fonts": _fonts(reading),
        "roles": [
            {"value": role, "says": role == _BACK_TRANSLATION, "law": role == LEGAL}
            for role in ((LEGAL,) if tag == ENGLISH else ROLES)
        ],
        "verdicts": [
            {"value": verdict.value, "field": field, "must": verdict is Verdict.WRONG}
            for verdict, field in _FIELDS.items()
        ],
        "sentences": [_sentence(each, reading) for each in asked],
    }


_FIELDS = {Verdict.RIGHT: "", Verdict.WRONG: "should_be", Verdict.UNSURE: "why"}
"""What a reviewer is asked about a sentence that is not right."""


def answered(reading: Reading, given: Mapping[str, Any]) -> tuple[dict[str, Any], list[Wrong]]:
    """The answers of a reviewer as a text to send, and the name of its file; without answers the text is "".

    Or what is wrong, at "by", "role", or "answers/" and the code of a sentence.
    """
    tag = reading.wording.tag
    wrong: list[Wrong] = []
    name, role = _signer(reading, given, wrong)
    known = {each.code: each for each in _asked(reading)}
    found: dict[str, Answer] = {}
    listed = given.get("answers")
    for each in listed[:MAX_ANSWERS] if isinstance(listed, list) else ():
        answer = each if isinstance(each, dict) else {}
        code = str(answer.get("code", ""))[:40]
        try:
            found[code] = _answer(answer, known.get(code), reading, str(given.get("role", "")))
        except CardError as error:
            wrong.append((f"answers/{code}", error))
    if wrong:
        return {}, wrong
    in_order = tuple(found[code] for code in known if code in found)
    whole = Answers(tag, name, role, reading.today, list_code(reading.sentences), in_order)
    text = answers_text(whole) if in_order else ""
    if text and not _is_read(text):
        return {}, [
            (
                f"answers/{each.sentence}",
                BadOrder("This looks like a part of the text that is sent.", "Say it otherwise."),
            )
            for each in in_order
            if not _is_read(answers_text(replace(whole, answers=(each,))))
        ]
    return {"name": _file_name(tag, name), "text": text, "count": len(in_order)}, []


def _is_read(text: str) -> bool:
    """Whether whoever gets a text can read it: somebody may have typed what is a line of the format."""
    try:
        read_answers(text, Path("answers.txt"))
    except CardError:
        return False
    return True


def _signer(reading: Reading, given: Mapping[str, Any], wrong: list[Wrong]) -> tuple[str, str]:
    """The reviewer's name and role as `locale sign` takes them."""
    by, role = str(given.get("by", "")), str(given.get("role", ""))
    tag = reading.wording.tag
    if role not in ROLES:
        wrong.append(("role", BadOrder("No role is chosen.", "Say as what you read the sentences.")))
        role = LEGAL
    try:
        refuse_long(by, "by")
        name = signer_name(by, role, tag)
        refuse_translator(name, reading.wording.messages.values(), tag)
    except CardError as error:
        wrong.append((error.setting or "by", error))
        return "", role
    return name, role


def _answer(given: Mapping[str, Any], sentence: Sentence | None, reading: Reading, role: str) -> Answer:
    """An answer about a sentence, given in the role of the whole text. Raises BadOrder for one that nobody could use.

    A lawyer sees the law beside a sentence, and whoever translates back writes before they see the English: what was
    answered in another role says nothing about that.
    """
    if sentence is None:
        raise BadOrder("This sentence has changed since it was answered.", "Answer the new one.")
    verdict = next((each for each in Verdict if each.value == given.get("verdict")), None)
    if verdict is None:
        raise BadOrder(f"Sentence {sentence.number} has no answer.", "Choose one of the answers.")
    if given.get("role") != role:
        raise BadOrder(f"Sentence {sentence.number} was answered in another role.", "Answer it again in this one.")
    should_be, why, said = (_typed(given, key) for key in ("should_be", "why", "said"))
    if role == _BACK_TRANSLATION and not is_visible(said):
        raise BadOrder(
            f"Sentence {sentence.number} has nothing said in English.", "Write what it says before you answer."
        )
    if verdict is Verdict.WRONG:
        _refuse_words(should_be, sentence, reading)
    return Answer(
        sentence.code,
        verdict,
        should_be if verdict is Verdict.WRONG else "",
        said,
        why if verdict is Verdict.UNSURE else "",
    )


def _typed(given: Mapping[str, Any], key: str) -> str:
    """A text of an answer, on one line. Raises BadOrder for a longer one than an answer may have."""
    text = given.get(key)
    typed = text if isinstance(text, str) else ""
    found = " ".join("".join(" " if unicodedata.category(each) == "Cc" else each for each in typed).split())
    if len(found) > MAX_ANSWER_TEXT:
        raise BadOrder(f"This text has {len(found):,} characters.", f"Shorten it to {MAX_ANSWER_TEXT:,}.")
    return found


def _refuse_words(text: str, sentence: Sentence, reading: Reading) -> None:
    """Raises BadOrder for words that could not stand on a card in place of a sentence's."""
    if not is_visible(text):
        raise BadOrder("It is not said what the sentence should be.", "Write it, or answer that you are not sure.")
    if text == " ".join(sentence.text.split()):
        raise BadOrder("This is what the sentence says already.", "Change it, or give another answer.")
    try:
        spans(text, {name: f"{{{name}}}" for name in PLACEHOLDERS}, rtl=reading.language.is_rtl)
    except ValueError as error:
        raise BadOrder(f"Your text {error}.", "Correct it.") from error


def _file_name(tag: str, name: str) -> str:
    """The name of the file of somebody's answers, safe on every system, such as "answers-es-Rosa.txt"."""
    kept = "".join(each if each.isalnum() else "-" for each in unicodedata.normalize("NFC", name))
    short = "-".join(filter(None, kept.split("-")))[:40].strip("-")
    return f"answers-{tag}-{short}.txt" if short else f"answers-{tag}.txt"


def _asked(reading: Reading) -> list[Sentence]:
    """The sentences that somebody can sign: they have a translation, made from the current English."""
    return [each for each in reading.sentences if each.text and each.state.printable]


def _fonts(reading: Reading) -> list[dict[str, str]]:
    """The families of the cards of a language, the best first, with their files as a build names them."""
    found = []
    for family in dict.fromkeys((*reading.language.fonts, *reading.languages[ENGLISH].fonts)):
        regular, bold = (build_name(reading.places, path) for path in font_files(reading.places, (family,))[:2])
        found.append({"family": family, "regular": regular, "bold": bold})
    return found


def _sentence(sentence: Sentence, reading: Reading) -> dict[str, Any]:
    source = sentence.sources[0]
    say = tuple(dict.fromkeys(phrase for each in sentence.sources for phrase in each.say))
    english = reading.language_of(source)
    language = english if reading.wording.tag == ENGLISH else reading.language
    words = len(sentence.english.split())
    note = " ".join(filter(None, (sentence.note, stays_english(say))))
    return {
        "code": sentence.code,
        "number": sentence.number,
        "raw": sentence.text,
        "lang": language.tag,
        "dir": language.direction,
        "text": _parts(shown_block(source.context, sentence.text, language, say)),
        "english": _parts(shown_block(source.context, sentence.english, english)),
        "note": note,
        "scripts": list(sentence.scripts),
        "claims": [
            {"asks": asks, "text": _parts(word)}
            for asks, word in asked_claims(source.context, sentence.claims, language)
        ],
        "states": _states(sentence),
        "authority": _authority(sentence),
        "state": sentence.state.value,
        "done": _done(sentence, reading.wording),
        "contexts": list(sentence.contexts),
        "card": _card(sentence, reading),
        "seconds": {
            # Twice: the sentence and its English. Somebody who compares reads them again.
            "read": round(60 * (2 * 2 * words + len(note.split())) / _READ_A_MINUTE + _JUDGED),
            "say": round(60 * words / _TYPED_A_MINUTE),
        },
    }


def _parts(block: Block) -> list[dict[str, Any]]:
    """The stretches of a text; the page isolates those in English itself."""
    found = [
        (span, span.text.replace(LRI, "").replace(PDI, "") if not span.english else span.text) for span in block.spans
    ]
    return [{"text": text, "bold": span.bold, "english": span.english} for span, text in found if text]


def _states(sentence: Sentence) -> str:
    """The states for whose cards a sentence is, "" if it is on others, too."""
    if not all(each.regions for each in sentence.sources):
        return ""
    return listed_states(dict.fromkeys(code for each in sentence.sources for code in each.regions))


def _authority(sentence: Sentence) -> list[dict[str, Any]]:
    """The law that a sentence rests on, with the cards of which that is said."""
    found: dict[tuple[str, ...], dict[str, None]] = {}
    for each in sentence.sources:
        if each.authority:
            found.setdefault(each.authority, {})[each.context.partition("/")[0]] = None
    return [{"lines": list(lines), "scripts": list(scripts)} for lines, scripts in found.items()]


def _done(sentence: Sentence, wording: Wording) -> list[str]:
    """The roles in which nobody needs to read the sentence again as it is."""
    signed = [_roles(each, wording) for each in sentence.sources]
    is_read = sentence.state.signed
    by_lawyer = sentence.state is Review.APPROVED or all(LEGAL in roles for roles in signed)
    return [role for role in ROLES if (by_lawyer if role == LEGAL else is_read)]


def _roles(source: Source, wording: Wording) -> set[str]:
    """The roles of the sign-offs that count for a string."""
    signed = wording.signed(source.context)
    message = wording.messages.get(source.context)
    if wording.tag == ENGLISH:
        return {each.role for each in english_sign_offs(source, signed)}
    return {each.role for each in counting_sign_offs(source, message, signed)} if message else set()


def _card(sentence: Sentence, reading: Reading) -> dict[str, Any]:
    """The wishes for a card that has a sentence; {} if none can be made. One with a line to call shows a number that
    belongs to nobody."""
    for source in sentence.sources:
        script, _, name = source.context.partition("/")
        if script == "labels" and reading.cards:
            usual = SETTINGS["script"].default
            written = {"write_in": name} if name in WRITE_INS else {}
            asked = {"interpreter": True} if source == reading.labels.interpreter else {}
            return {"script": usual if usual in reading.cards else reading.cards[0], **written, **asked}
        if script in reading.cards:
            region = {"region": source.regions[0]} if source.regions else {}
            return {"script": script, **region, **({"hotline": [EXAMPLE]} if source.needs or region else {})}
    return {}
