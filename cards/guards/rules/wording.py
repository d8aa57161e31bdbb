"""The rules on the words of a translation: placeholders, stars, numbers, letters, ending, length, spaces."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import groupby

from cards.guards.negation import WITHOUT_SPACES
from cards.guards.rules.case import DENSE, Case, Complaint, Rule, scripts_of
from cards.merge.markup import PLACEHOLDERS, Hidden, UnpairedStars, spans
from cards.read.addresses import address_in
from cards.read.combining import covering_mark, piled_marks
from cards.read.numerals import odd_numeral, spelled_digits
from cards.read.terminal_punctuation import ends_alike, last_mark
from cards.typeset.text.harfbuzz import COMMON, script_of

_BRACED = re.compile(r"\{([^{}]*)\}")
_DIGIT = re.compile(r"\d")
_LATIN = re.compile("[A-Za-zＡ-Ｚａ-ｚ]+")
_INSIDE_WORDS = "\u200c\u200d'’"

_ZWSP_SCRIPTS = {"Khmr", "Laoo", "Thai", "Mymr"}
_LIKE_LATIN = {"Armn", "Cher", "Copt", "Cyrl", "Grek", "Lisu"}
"""Scripts with letters that look like Latin ones."""

_LONGEST, _SHORTEST, _SHORTEST_DENSE = 2.0, 0.35, 0.12
_SENTENCE = 4
"""Words from which a text is a sentence rather than a name or a label."""

_SHORT = 20
"""Letters against English: Hmong, the longest known, takes 1.5, Amharic 0.6 and Chinese 0.28."""


def _placeholders(case: Case) -> Iterator[Complaint]:
    wanted, found = Counter(_BRACED.findall(case.english)), Counter(_BRACED.findall(case.text))
    for name in found - wanted:
        known = name in PLACEHOLDERS
        what = "which the English does not have" if known else "which has no meaning"
        yield Complaint(f"It has {{{name}}}, {what}.", "Remove it, or write it exactly as in the English.")
    for name in wanted - found:
        yield Complaint(f"It lacks {{{name}}}.", "Put it where the number or name belongs.")


def _stars(case: Case) -> Iterator[Complaint]:
    wanted, found = case.english.count("**"), case.text.count("**")
    if wanted != found:
        yield Complaint(
            f"It has {found} double star{'' if found == 1 else 's'}, but the English has {wanted}.",
            "Put one pair of ** around the words that are bold in English.",
        )
    elif "*" in case.text.replace("**", ""):
        yield Complaint("It has a single star.", "Write bold with two stars on either side.")


def _markup(case: Case) -> Iterator[Complaint]:
    """What the program itself refuses to print: hidden characters, empty pairs, stray braces.

    Other rules report placeholders and unpaired stars.
    """
    known = _BRACED.sub(lambda found: found[0] if found[1] in PLACEHOLDERS else "x", case.text)
    try:
        spans(known, dict.fromkeys(PLACEHOLDERS, "x"))
    except Hidden as error:
        yield Complaint(f"It {error}; {_where(error.character, case.text)}.", error.remedy)
    except UnpairedStars:
        return
    except ValueError as error:
        yield Complaint(f"It {error}.", "Type that part again by hand.")


def _where(character: str, text: str) -> str:
    """Where a hidden character stands: a translator cannot see it."""
    before = text[: text.index(character)].strip()
    return f"it is after “{before[-20:]}”" if before else "it is at the beginning"


def _angles(case: Case) -> Iterator[Complaint]:
    for mark in "<>":
        if mark in case.text and mark not in case.english:
            yield Complaint(f"It has the character {mark}.", "Remove it; cards do not use HTML.")


def _address(case: Case) -> Iterator[Complaint]:
    found = address_in(case.text)
    if found and not address_in(case.english):
        yield Complaint(
            f"It has what looks like an address or a handle ({found}).",
            "Remove it: the program prints addresses itself. If it is not an address, put a space after the period.",
        )


def _numbers(case: Case) -> Iterator[Complaint]:
    wanted, found = _numbers_in(case.english), _numbers_in(case.text)
    if Counter(wanted) != Counter(found):
        yield Complaint(
            f"It has {_counted(found)}, but the English has {_counted(wanted)}.",
            "Write the same numbers, in the digits of your language or in 0 to 9. "
            "Remove telephone numbers: cards add them.",
        )
    odd = odd_numeral(case.text, allowed=case.english)
    if odd:
        name = f"U+{ord(odd):04X}, {unicodedata.name(odd, 'no name')}"
        yield Complaint(f"It has the numeral {odd} ({name}).", "Write the same numbers as in English, in plain digits.")
    spelled = spelled_digits(case.text)
    if spelled and not spelled_digits(case.english):
        yield Complaint(f"It has a number in words, digit by digit ({spelled}).", "Remove it.")


def _counted(numbers: Sequence[str]) -> str:
    name = "the number" if len(numbers) == 1 else "the numbers"
    return f"{name} {', '.join(numbers)}" if numbers else "no number"


def _numbers_in(text: str) -> list[str]:
    """Numbers in ASCII digits, whatever digits they are written in."""
    if not _DIGIT.search(text):
        return []
    digits = "".join(
        str(unicodedata.decimal(character)) if character.isdecimal() else " " for character in _BRACED.sub(" ", text)
    )
    return digits.split()


def _untranslated(case: Case) -> Iterator[Complaint]:
    """A whole sentence in English, which a card in another language must not have."""
    if case.text == case.english and len(case.english.split()) >= _SENTENCE:
        yield Complaint("It is the English sentence.", "Translate it, or leave it empty until somebody can.")


def _same(case: Case) -> Iterator[Complaint]:
    """A word or two that are as in English, such as a name: these may be right."""
    is_short = len(case.english.split()) < _SENTENCE
    if is_short and case.text == case.english and any(character.isalpha() for character in case.text):
        yield Complaint("It is the same as the English.", "Translate it.")


def _mixed(case: Case) -> Iterator[Complaint]:
    """Letters of another script. Words wholly in Latin letters are names."""
    own = scripts_of(case.language)
    natural = {*own, *COMMON}
    for word in _words(case.own):
        if {script_of(letter) for letter in word} <= {"Latn", *COMMON}:
            continue
        rest = _LATIN.sub(lambda found: "" if _is_acronym(found[0], case.english, own) else found[0], word)
        foreign = next((letter for letter in rest if script_of(letter) not in natural), "")
        if foreign:
            name = f"U+{ord(foreign):04X}, {unicodedata.name(foreign, 'no name')}"
            yield Complaint(
                f"The word {word} has the letter “{foreign}” ({name}), which {case.language.english} does not use.",
                "A letter of another alphabet may look the same: type the word again on your own keyboard.",
            )


def _words(text: str) -> Iterator[str]:
    """The words of a text with the marks on their letters, and with apostrophes and joiners inside."""
    for is_word, characters in groupby(text, _is_of_word):
        word = "".join(characters).strip(_INSIDE_WORDS)
        if is_word and word:
            yield word


def _is_of_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM" or character in _INSIDE_WORDS


def _is_acronym(latin: str, english: str, own: Set[str]) -> bool:
    """Whether Latin letters may be joined to those of a language, as in ICE를: not one letter, and not a look-alike."""
    if len(latin) < 2:
        return False
    return latin in _LATIN.findall(english) or (latin[0].isupper() and own.isdisjoint(_LIKE_LATIN))


def _nfc(case: Case) -> Iterator[Complaint]:
    word = next((each for each in case.text.split() if unicodedata.normalize("NFC", each) != each), "")
    if word:
        yield Complaint(
            f"The word {word} has letters in pieces, a letter and then its accent (not Unicode's form NFC).",
            "Type the word again, or save the file from an editor that composes letters.",
        )


def _marks(case: Case) -> Iterator[Complaint]:
    """Marks that strike letters out, enclose them, or pile up over the line above."""
    mark = covering_mark(case.text)
    if mark:
        name = f"U+{ord(mark):04X}, {unicodedata.name(mark, 'no name')}"
        yield Complaint(f"It has a mark that covers or crosses its letter ({name}).", "Remove it.")
    pile = piled_marks(case.text)
    if pile:
        codes = " ".join(f"U+{ord(each):04X}" for each in pile[-4:])
        yield Complaint(
            f"It has too many marks on one letter, or one without a letter (… {codes}).", "Type that word again."
        )


_TOLD_ELSEWHERE = "<>¬\ufffd"


def _symbols(case: Case) -> Iterator[Complaint]:
    """Signs such as ☎, □ and ± that the language's script lacks, unless the English has them."""
    natural = {*COMMON} - {"Zyyy"} | scripts_of(case.language)
    for sign in dict.fromkeys(case.text):
        is_sign = unicodedata.category(sign) in ("So", "Sm") and sign not in _TOLD_ELSEWHERE
        if is_sign and sign not in case.english and script_of(sign) not in natural:
            yield Complaint(
                f"It has the sign {sign} (U+{ord(sign):04X}, {unicodedata.name(sign, 'no name')}).",
                "Remove it, or replace it with the letter that was lost.",
            )


def _ending(case: Case) -> Iterator[Complaint]:
    if not ends_alike(case.english, case.text, case.language.script):
        found, wanted = (
            f"with “{mark}”" if mark else "without a mark" for mark in map(last_mark, (case.text, case.english))
        )
        yield Complaint(f"It ends {found}, but the English ends {wanted}.", "End it in the same way in your language.")


def _length(case: Case) -> Iterator[Complaint]:
    """Too few or too many letters of the language, which may also say how an English phrase sounds."""
    if len(case.english) < _SHORT:
        return
    ratio = len(case.own) / len(case.english)
    least = _SHORTEST_DENSE if case.language.script in DENSE else _SHORTEST
    sounds = sum(map(len, case.say)) / len(case.english) if case.language.script != "Latn" else 0.0
    if not least <= ratio <= _LONGEST + sounds:
        yield Complaint(
            f"It is {ratio:.1f} times as long as the English.", "Check whether something was omitted or added."
        )


def _zwsp(case: Case) -> Iterator[Complaint]:
    if "\u200b" in case.text and case.language.script not in _ZWSP_SCRIPTS:
        yield Complaint("It has a zero-width space.", "Remove it; only Khmer, Lao, Thai and Burmese use it.")


def _spaces(case: Case) -> Iterator[Complaint]:
    if case.text != case.text.strip() or "  " in case.text:
        yield Complaint("It has an extra space.", "Remove it at the beginning, at the end, or where it is doubled.")
    is_spaced = any(after[:1].isspace() for _, after in _bold(case.english))
    for bold, after in _bold(case.text):
        if bold.strip() and bold != bold.strip():
            yield Complaint(f"There is a space just inside **{bold}**.", "Put it outside the stars, or remove it.")
        if is_spaced and after[:1].isalpha() and case.language.script not in WITHOUT_SPACES:
            fix = "Add one as in the English, unless an ending of the word follows."
            yield Complaint(f"There is no space after **{bold}**.", fix)


def _bold(text: str) -> Iterator[tuple[str, str]]:
    """The text between each pair of stars, and the text after it."""
    parts = text.split("**")
    return zip(parts[1::2], parts[2::2], strict=False)


WORDING = (
    Rule("placeholders", "error", _placeholders),
    Rule("stars", "error", _stars),
    Rule("markup", "error", _markup),
    Rule("angle-brackets", "error", _angles),
    Rule("address", "error", _address),
    Rule("numbers", "error", _numbers),
    Rule("marks", "error", _marks),
    Rule("symbol", "error", _symbols),
    Rule("untranslated-text", "error", _untranslated),
    Rule("same-as-source", "warning", _same),
    Rule("mixed-script", "warning", _mixed),
    Rule("nfc", "warning", _nfc),
    Rule("end-punctuation", "warning", _ending),
    Rule("length", "warning", _length),
    Rule("zero-width-space", "warning", _zwsp),
    Rule("spaces", "warning", _spaces),
)
