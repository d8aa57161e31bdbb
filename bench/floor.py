"""The floor: HarfBuzz and zlib alone on the same text, with no line of ours but the loops."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import uharfbuzz as hb

from bench.clock import now
from bench.samples import Sample
from cards.draw.content import face_content
from cards.draw.resources import Resources
from cards.read.typefaces import Typeface
from cards.typeset.marks import GlyphRun, TextMark

_LEVEL = 6
"""That of the program: a file's size hardly changes above it."""

_DROPPED = ("GDEF", "GPOS", "GSUB", "OS/2", "STAT", "cmap", "gasp", "name", "post", "prep")


@dataclass(frozen=True, slots=True)
class _Run:
    font: hb.Font
    text: str
    rtl: bool
    language: str


class Floor:
    """The least work for one sheet, timed in milliseconds.

    Each run of both faces is shaped once, each font is subset once with their glyphs, and fonts and contents are
    deflated.
    """

    def __init__(self, sample: Sample) -> None:
        self.tag = sample.tag
        fonts: dict[Typeface, hb.Font] = {}
        glyphs: dict[Typeface, set[int]] = {}
        self._runs: list[_Run] = []
        for language, run in _runs(sample):
            font = fonts.setdefault(run.typeface, hb.Font(hb.Face(hb.Blob(run.typeface.data))))
            glyphs.setdefault(run.typeface, set()).update(glyph for each in run.clusters for glyph, _, _ in each.glyphs)
            self._runs.append(_logical(run, font, language, sample))
        self._subsets = [(fonts[typeface].face, found) for typeface, found in glyphs.items()]
        self._contents = _contents(sample)
        self._times: list[tuple[float, float, float]] = []

    @property
    def parts(self) -> tuple[float, float, float]:
        """Shaping, subsetting and deflating: the medians."""
        shaping, subsetting, deflating = (median(column) for column in zip(*self._times, strict=True))
        return shaping, subsetting, deflating

    @property
    def total(self) -> float:
        """All three."""
        return median(sum(times) for times in self._times)

    def time_round(self) -> None:
        """Times the sheet once more."""
        begin = now()
        for run in self._runs:
            _shape(run)
        shaped = now()
        files = [_subset(face, glyphs) for face, glyphs in self._subsets]
        subset = now()
        for data in (*files, *self._contents):
            zlib.compress(data, _LEVEL)
        deflated = now()
        self._times.append(((shaped - begin) * 1000, (subset - shaped) * 1000, (deflated - subset) * 1000))


def _shape(run: _Run) -> None:
    buffer = hb.Buffer()
    buffer.add_str(run.text)
    buffer.direction = "rtl" if run.rtl else "ltr"
    buffer.language = run.language
    buffer.guess_segment_properties()
    hb.shape(run.font, buffer)


def _subset(face: hb.Face, glyphs: set[int]) -> bytes:
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.drop_table_tag_set.update(int.from_bytes(name.encode("ascii"), "big") for name in _DROPPED)
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
    return bytes(hb.subset(face, wanted).blob.data)


def _runs(sample: Sample) -> list[tuple[str, GlyphRun]]:
    """Every run of both faces with its language."""
    marks = [mark for face in sample.faces.values() for mark in face.marks if isinstance(mark, TextMark)]
    return [(mark.language, run) for mark in marks for run in mark.runs]


def _logical(run: GlyphRun, font: hb.Font, language: str, sample: Sample) -> _Run:
    """A run's text: its clusters are in the order in which they are drawn."""
    pieces: Sequence[str] = [cluster.text for cluster in run.clusters]
    own = run.typeface.name.startswith(sample.families[0])
    rtl = own and language == sample.tag and sample.job.language.is_rtl
    return _Run(font, "".join(reversed(pieces) if rtl else pieces), rtl, language)


def _contents(sample: Sample) -> list[bytes]:
    resources = Resources()
    return [face_content(face, resources).plain for face in sample.faces.values()]
