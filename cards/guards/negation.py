"""Finds the negations in a text and the number that its translation must have, and the key words that it must keep.

Marks are found in the folded text (`read.folding`), word by word; in a script without spaces, anywhere. Each word
counts once. The time is linear in the length of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from cards.read.folding import fold
from cards.read.negations import Claim, Form, Mark, Marks, Negations, Place, whole_words
from cards.read.phrases import without

WITHOUT_SPACES = {"Hani", "Jpan", "Hans", "Hant", "Thai", "Laoo", "Khmr", "Mymr"}
"""Scripts (ISO 15924) without spaces between words."""

_WIDEST_GAP = 6
"""Words that may come between those of a mark."""

_WIDEST_GLUED = 30
"""Characters that may come between the two ends of a circumfix where there are no spaces."""

_OF_WORDS = "'\u055b\u055c\u055e"
"""Apostrophes, and the Armenian marks inside words: emphasis, exclamation, question."""

_BETWEEN_WORDS = "\u0f0b\u1361"
"""The tsheg of Tibetan and the wordspace of Ethiopic, which are not spaces in Unicode."""

_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Negation:
    """One negation: the places [start, end) of its parts in the folded text, its words, and whether it is bold."""

    spans: tuple[_Span, ...]
    shown: str
    bold: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """The negations that a translation must have: `bold` among the bold words and `rest` among the others.

    For an English sentence that nobody has counted, both are None, and there must be from `least` to `most`. `said` of
    them are in phrases that stay English: the translation has them where it says what the phrase means.
    """

    least: int
    most: int
    bold: int | None = None
    rest: int | None = None
    said: int = 0


class _Word(NamedTuple):
    text: str
    start: int


class _Clause(NamedTuple):
    """The words between two punctuation marks, and whether they are bold."""

    words: tuple[_Word, ...]
    bold: bool


def negations(marks: Marks, text: str, script: str, said: Sequence[Claim] = ()) -> tuple[Negation, ...]:
    """The negations of a text in a script (ISO 15924), given what its translator says about its words."""
    said = [each for each in said if not each.key]
    if said:
        own = tuple(whole_words(fold(each.word)) for each in said if each.negates)
        none = tuple(whole_words(fold(each.word)) for each in said if not each.negates)
        marks = Marks((*marks.marks, *own), (*none, *marks.others))
        return _negations.__wrapped__(marks, text, script)
    return _negations(marks, text, script)


@dataclass(frozen=True, slots=True)
class Lost:
    """A key word of an English text that a translation lacks: altogether, or only among its bold words."""

    key: str
    shown: str
    only_bold: bool


def lost_key_words(
    known: Negations,
    english: str,
    text: str,
    script: str,
    said: Sequence[Claim] = (),
    say: tuple[str, ...] = (),
) -> Iterator[Lost]:
    """The key words of an English text for which its translation has no word, where the language's are known.

    One that is bold in English and must stay so may not be among the other words alone, unless it is in one of the
    phrases that stay English (`say`), whose meaning may be beside the bold words.
    """
    ours_alone, english_alone = without(text, say), without(english, say)
    for key, words in known.english_keeps.items():
        ours = known.keeps.get(key)
        needed = _negations(words, english, "Latn")
        if ours is None or not needed:
            continue
        named = tuple(whole_words(fold(each.word)) for each in said if each.key == key)
        found = _negations(ours, ours_alone, script)
        if named:
            found += _negations.__wrapped__(Marks(named), ours_alone, script)
        is_bold = key in known.bold and any(each.bold for each in _negations(words, english_alone, "Latn"))
        if not found or (is_bold and not any(each.bold for each in found)):
            yield Lost(key, needed[0].shown, only_bold=bool(found))


def has_word(text: str, word: str, script: str) -> bool:
    """Whether a text has that word, or those words in a row."""
    return bool(_negations.__wrapped__(Marks((whole_words(fold(word)),)), text, script))


@lru_cache(maxsize=4096)
def _negations(marks: Marks, text: str, script: str) -> tuple[Negation, ...]:
    folded, clauses = _clauses(text)
    find = _in_glued if script in WITHOUT_SPACES else _in_clause
    return tuple(
        Negation(spans, _shown(folded, spans), clause.bold) for clause in clauses for spans in find(marks, clause.words)
    )


def _shown(folded: str, spans: Sequence[_Span]) -> str:
    """The whole words of a negation; in a script without spaces, with the text around it."""
    shown = []
    for start, end in spans:
        first, last = start - _WIDEST_GLUED, end + _WIDEST_GLUED
        while start > max(0, first) and _is_of_word(folded[start - 1]):
            start -= 1
        while end < min(len(folded), last) and _is_of_word(folded[end]):
            end += 1
        shown.append(folded[start:end])
    return " … ".join(dict.fromkeys(shown))


@lru_cache(maxsize=4096)
def wanted(known: Negations, english: str, say: tuple[str, ...] = ()) -> Wanted:
    """The number of negations that a translation of an English text must have in a language, outside of the phrases
    that stay English."""
    counted = known.counts.get(english)
    found = negations(known.english, english, "Latn")
    said = len(found) - len(negations(known.english, without(english, say), "Latn")) if say else 0
    if counted is not None:
        return Wanted(sum(counted), sum(counted), *counted, said)
    instead = len(negations(known.instead, english, "Latn"))
    joined = len(negations(known.joined, english, "Latn")) + english.count(",") if found else 0
    if instead or joined:
        return Wanted(len(found), len(found) + instead + joined)
    bold = sum(each.bold for each in found)
    return Wanted(len(found), len(found), bold, len(found) - bold, said)


def _is_of_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN" or character in _OF_WORDS


_WORD, _BETWEEN, _MARK = "w", " ", "."
_WORDS, _RUNS = re.compile(f"{_WORD}+"), re.compile(f"[{_WORD}{_BETWEEN}]+")


@lru_cache(maxsize=4096)
def _kind(character: str) -> str:
    """What a character is to a clause: of a word, between two words, or a mark at its end."""
    if _is_of_word(character):
        return _WORD
    return _BETWEEN if unicodedata.category(character) in ("Zs", "Pd") or character in _BETWEEN_WORDS else _MARK


@lru_cache(maxsize=1024)
def _clauses(text: str) -> tuple[str, tuple[_Clause, ...]]:
    """A text in folded form, and its clauses, whose words have their positions in that."""
    folded = fold(text)
    found: list[_Clause] = []
    start = 0
    for number, part in enumerate(folded.split("**")):
        kinds = "".join(map(_kind, part))
        for clause in _RUNS.finditer(kinds):
            spans = [each.span() for each in _WORDS.finditer(kinds, *clause.span())]
            words = tuple(word for first, last in spans if (word := _bare(part[first:last], start + first)).text)
            if words:
                found.append(_Clause(words, number % 2 == 1))
        start += len(part) + len("**")
    return folded, tuple(found)


def _bare(word: str, start: int) -> _Word:
    """A word without apostrophes around it, of which nothing may be left."""
    stripped = word.lstrip("'")
    return _Word(stripped.rstrip("'"), start + len(word) - len(stripped))


def _in_clause(marks: Marks, words: Sequence[_Word]) -> Iterator[tuple[_Span, ...]]:
    """The negations of a clause in a script with spaces. Words that only look like one are removed first."""
    negating = _negating(marks)
    if not negating.may_begin_in(words):
        return
    left = list(words)
    for _ in _taken(_others(marks), left):
        pass
    yield from _taken(negating, left)


@dataclass(frozen=True, slots=True)
class _Index:
    """Marks by the whole word that they begin with, and those that begin with a part of a word, one of `parts`."""

    by_word: Mapping[str, tuple[Mark, ...]]
    by_part: tuple[Mark, ...]
    parts: tuple[str, ...]

    def may_begin_in(self, words: Iterable[_Word]) -> bool:
        """Whether any of the marks may begin in one of those words: most clauses negate nothing."""
        texts = [word.text for word in words]
        if not self.by_word.keys().isdisjoint(texts):
            return True
        together = " ".join(texts)
        return any(part in together for part in self.parts)


@lru_cache(maxsize=1024)
def _negating(marks: Marks) -> _Index:
    return _indexed(marks.marks)


@lru_cache(maxsize=1024)
def _others(marks: Marks) -> _Index:
    return _indexed(marks.others)


def _indexed(marks: Sequence[Mark]) -> _Index:
    by_word: dict[str, tuple[Mark, ...]] = {}
    for mark in marks:
        for form in mark.words[0]:
            if form.place is Place.WHOLE:
                by_word[form.text] = (*by_word.get(form.text, ()), mark)
    by_part = tuple(mark for mark in marks if any(form.place is not Place.WHOLE for form in mark.words[0]))
    return _Index(by_word, by_part, tuple(form.text for mark in by_part for form in mark.words[0]))


def _taken(index: _Index, words: list[_Word]) -> Iterator[tuple[_Span, ...]]:
    """Removes the words of each mark from a clause, and yields the parts of them that belong to the mark."""
    first = 0
    while first < len(words):
        marks = (*index.by_word.get(words[first].text, ()), *index.by_part)
        matched = next((found for mark in marks if (found := _match(mark, words, first)) is not None), None)
        if matched is None:
            first += 1
            continue
        for place, _ in reversed(matched):
            del words[place]
        yield tuple(span for _, spans in matched for span in spans)


def _match(mark: Mark, words: Sequence[_Word], first: int) -> list[tuple[int, tuple[_Span, ...]]] | None:
    """The words of a mark that begins at a word, and the parts that belong to it; None if it does not begin there."""
    found: list[tuple[int, tuple[_Span, ...]]] = []
    place = first
    for forms, gap in zip(mark.words, mark.gaps, strict=True):
        for candidate in range(place, min(len(words), place + 1 + (_WIDEST_GAP if gap else 0))):
            spans = _first(forms, words[candidate])
            if spans is not None:
                found.append((candidate, spans))
                place = candidate + 1
                break
        else:
            return None
    return found


def _first(forms: Sequence[Form], word: _Word) -> tuple[_Span, ...] | None:
    return next((spans for form in forms if (spans := _in_word(form, word)) is not None), None)


def _in_word(form: Form, word: _Word) -> tuple[_Span, ...] | None:
    """The position of a form in a word, or None. A letter is not separated from the marks on it."""
    text, start = word.text, word.start
    length, end = len(form.text), len(text)
    if form.place is Place.WHOLE:
        return ((start, start + end),) if text == form.text else None
    if form.place is Place.END:
        fits = end > length and text.endswith(form.text)
        return ((start + end - length, start + end),) if fits else None
    if form.place is Place.INSIDE:
        place = text.find(form.text, 1)
        fits = 0 < place < end - length and not _is_mark(text, place + length)
        return ((start + place, start + place + length),) if fits else None
    if not text.startswith(form.text) or end <= length or _is_mark(text, length):
        return None
    if form.place is Place.BEGINNING:
        return ((start, start + length),)
    last = end - len(form.end)
    fits = last > length and text.endswith(form.end)
    return ((start, start + length), (start + last, start + end)) if fits else None


def _in_glued(marks: Marks, words: Sequence[_Word]) -> Iterator[tuple[_Span, ...]]:
    """The negations in a script without spaces, where a form may occur anywhere."""
    for word in words:
        negating = _within(marks.marks, word)
        others = _within(marks.others, word) if negating else []
        place = 0 if negating else len(word.text)
        while place < len(word.text):
            spans = next((each for mark in others if (each := _here(mark, word, place))), None)
            negation = None
            if spans is None:
                negation = next((each for mark in negating if (each := _here(mark, word, place))), None)
                if negation is not None:
                    yield negation
            last = spans or negation
            place = max(place + 1, last[-1][1] - word.start) if last else place + 1


def _within(marks: Sequence[Mark], word: _Word) -> list[Mark]:
    """Those of the marks that may begin somewhere in a run of words."""
    return [mark for mark in marks if any(form.text in word.text for form in mark.words[0])]


def _here(mark: Mark, word: _Word, place: int) -> tuple[_Span, ...] | None:
    """A mark of one word, if it begins at that position in a run of words."""
    if len(mark.words) > 1:
        return None
    text, start = word.text, word.start
    for form in mark.words[0]:
        end = place + len(form.text)
        if not text.startswith(form.text, place) or _is_mark(text, end):
            continue
        if form.place is not Place.AROUND:
            return ((start + place, start + end),)
        last = text.find(form.end, end, end + _WIDEST_GLUED + len(form.end))
        if last >= 0 and not _is_mark(text, last + len(form.end)):
            return ((start + place, start + end), (start + last, start + last + len(form.end)))
    return None


def _is_mark(text: str, place: int) -> bool:
    """Whether that character is a combining mark, which belongs to the letter before it."""
    return place < len(text) and unicodedata.category(text[place])[0] == "M"
