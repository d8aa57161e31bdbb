"""All that a browser asks of the core: questions and answers are plain values, and bytes beside them.

`Session.answer` is the whole interface. Bad input is answered with problems, each at its field; an exception is a
defect of the program. The libraries that make files are imported with the first card, so the form is there sooner.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Any

from cards.desk.fields import wrong_fields
from cards.errors import BadOrder, CardError, setting
from cards.locations import Shelf
from cards.merge.contact import stand_in
from cards.page.asked import Wrong, read_wishes, texts_of
from cards.page.form import directory, font_names, form
from cards.page.naming import Problem, Teller
from cards.page.shown import sides_shown, words_shown
from cards.read.languages import find_language, read_languages
from cards.read.pictures import MOST_DRAWN, Picture, in_rgba, judged, picture_of
from cards.read.recipients import MAX_LOCALES
from cards.read.settings import SETTINGS, Place, settings_for
from cards.read.wishes import Wishes

if TYPE_CHECKING:
    from cards.desk.files import Finished
    from cards.desk.orders import Taken
    from cards.jobs import Job, Order
    from cards.page.pack_files import PackFile
    from cards.page.reviewing import Reading

Answer = tuple[dict[str, Any], list[bytes]]
"""Plain values, and the files that they are about."""

Decode = Callable[[bytes, int, int], Sequence[str]]
"""A decoder of QR symbols, as `readback.Decoder`."""

_MOST_KEPT = 64
"""Kinds of cards whose words and fonts are kept for the next preview."""


class _Refused(Exception):
    """What the page asks for cannot be done: the problems, each at its field."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems)
        self.problems = list(problems)


class Session:
    """The core for one page, on shelves that do not change.

    `decode` reads the codes of every card back, and the age of hotlines is counted from `today`.
    """

    def __init__(self, places: Sequence[Shelf], decode: Decode, today: date) -> None:
        self._places = tuple(places)
        self._decode = decode
        self._today = today
        self._tell = Teller(self._places)
        self._jobs: dict[Order, Job] = {}
        self._readings: dict[str, Reading] = {}
        self._asks: Mapping[str, Callable[[Mapping[str, Any], Sequence[bytes]], Answer]] = {
            "form": self._form,
            "directory": self._directory,
            "fonts": self._fonts,
            "preview": self._preview,
            "make": self._make,
            "picture": self._picture,
            "pack": self._pack,
            "pack_file": self._pack_file,
            "open_pack": self._open_pack,
            "open_link": self._open_link,
            "reviews": self._reviews,
            "review": self._review,
            "review_card": self._preview,  # a question of its own: a newer preview makes an older one void
            "answers": self._answers,
            "logo": self._logo,
            "clean_svg": self._clean_svg,
            "scale_logo": self._scale_logo,
        }

    def answer(self, ask: str, args: str, files: Sequence[bytes] = ()) -> tuple[str, list[bytes]]:
        """The answer to a question with its arguments as a JSON object, as JSON, with files on both sides.

        Raises ValueError for a question that does not exist, or for arguments that are not an object.
        """
        given = _without_surrogates(json.loads(args), args)
        if ask not in self._asks or not isinstance(given, dict):
            raise ValueError(f"no such question, or no arguments: {ask[:40]!r}")
        try:
            found, made = self._asks[ask](given, [bytes(each) for each in files])
        except _Refused as refused:
            found, made = {"problems": refused.problems}, []
        except CardError as error:
            found, made = {"problems": [self._tell.problem(error)]}, []
        return json.dumps(found, ensure_ascii=False), made

    def _form(self, args: Mapping[str, Any], files: Sequence[bytes]) -> Answer:
        return form(self._places, self._today, self._tell), []

    def _directory(self, args: Mapping[str, Any], files: Sequence[bytes]) -> Answer:
        region, language, script = _text(args, "region"), _text(args, "language"), _text(args, "script")
        try:
            return directory(self._places, region, language, script, self._today, self._tell), []
        except CardError as error:
            raise self._refused([("region", error)]) from error

    def _fonts(self, args: Mapping[str, Any], files: Sequence[bytes]) -> Answer:
        tags = self._languages(args)
        return {"files": list(dict.fromkeys(name for tag in tags for name in font_names(self._places, tag)))}, []

    def _preview(self, args: Mapping[str, Any], files: Sequence[bytes]) -> Answer:
        """The file of `language`, or that of all `languages` together, as `make` gives it, and what is on it."""
        taken = self._taken(_for_one_file(args), files)
        languages = read_languages(self._places)
        finished = next(iter(self._filled(replace(taken, files=taken.files[:1]))))
        if finished.error is not None:
            raise self._refused([("", finished.error)]) from finished.error
        assert finished.cards is not None
        done, order = finished.cards, finished.order.orders[0]
        language = languages[order.locale]
        return {
            "name": finished.order.name,
            "sides": sides_shown(done.sides, languages),
            "pages": done.pages,
            "about": self._tell.said(finished.about()),
            "facts": self._said(finished.facts()),
            "review": done.review.value,
            "size": {
                side: round(size, 1)
                for side, size in (("bearer", done.bearer_size), ("officer", done.officer_size))
                if side in order.layout.traits.sides
            },
            "warnings": self._said([*taken.warnings, *_warnings(finished, taken, args)]),
            "next_steps": self._tell.said(taken.next_steps),
            "lang": language.tag,
            "dir": language.direction,
        }, [done.pdf]

    def _make(self, args: Mapping[str, Any], files: Sequence[bytes]) -> Answer:
        taken = self._taken(args, files)
        listed: list[dict[str, Any]] = []
        made: list[bytes] = []
        for finished in self._filled(taken):
            problem = self._tell.problem(finished.error) if finished.error is not None else None
            listed.append(
                {
                    "name": finished.order.name,
                    "languages": [order.locale for order in finished.order.orders],
                    "about": self._tell.said(finished.about()),
                    "warnings": self._said(_warnings(finished, taken, args)),
                    "problem": problem,
                }
            )
            if finished.cards is not None:
                made.append(finished.cards.pdf)
        return {
            "files": listed,
            "warnings": self._said(taken.warnings),
            "next_steps": self._tell.said(taken.next_steps),
            "problems": [],
        }, made

    def _picture(self, args: Mapping[str, Any], files: Sequence[bytes]) -> Answer:
        """Pictures to share as PDFs whose points are pixels: those from which the command draws its PNGs."""
        from cards.desk.screens import fill_pictures, take_pictures

        tags, (wishes, logo, wrong) = self._languages(args), self._wishes(_for_picture(args), files)
        wrong += _several(wishes)
        if wrong:
            raise self._refused(wrong)
        taken = take_pictures(self._places, wishes, tags, self._today, logo)
        languages = read_languages(self._places)
        listed: list[dict[str, Any]] = []
        made: list[bytes] = []
        for finished in fill_pictures(self._places, taken, self._decode, self._gather):
            done, error = finished.picture, finished.error
            listed.append(
                {
                    "name": finished.order.name,
                    "lang": finished.order.order.locale,
                    "size": [done.size.width, done.size.height] if done else [],
                    "words": words_shown(done.words, languages) if done else [],
                    "about": finished.about(),
                    "warnings": self._said(finished.warnings(taken.warnings)),
                    "problem": self._tell.problem(error) if error is not None else None,
                }
            )
            if done is not None:
                made.append(done.pdf)
        return {
            "pictures": listed,
            "warnings": self._said(taken.warnings),
            "next_steps": self._tell.said(taken.next_steps),
            "problems": [],
        }, made

    def _pack_file(self, args: Mapping[str, Any], files: Sequence[bytes]) -> Answer:
        file, _ = self._pack_of(args, files)
        return {"name": file.name, "text": file.text}, []

    def _pack(self, args: Mapping[str, Any], files: Sequence[bytes]) -> Answer:
        from cards.page.pack_files import packed

        file, logo = self._pack_of(args, files)
        done = packed(self._places, file, logo, self._today, self._decode)
        if not done.archive:
            raise _Refused(done.problems)
        return {
            "name": done.name,
            "lines": list(done.lines),
            "warnings": list(done.warnings),
            "next_steps": done.next_steps,
            "failed": list(done.problems),
            "problems": [],
        }, [done.archive]

    def _pack_of(self, args: Mapping[str, Any], files: Sequence[bytes]) -> tuple[PackFile, Picture | None]:
        """The pack file of a form and its logo. Raises _Refused for fields that cannot be used."""
        from cards.page.pack_files import check_file, pack_file, refused_line, rows_of

        tags = self._languages(args) if args.get("languages") or not rows_of(args) else []
        wishes, logo, wrong = self._wishes(args, files)
        file = None
        if not wrong:
            file, wrong = pack_file(self._places, wishes, tags, args)
        if file is not None:
            try:
                check_file(self._places, file)
            except CardError as error:
                wrong = [(refused_line(file, error), error)]
        if wrong or file is None:
            raise self._refused(wrong)
        return file, logo

    def _open_pack(self, args: Mapping[str, Any], files: Sequence[bytes]) -> Answer:
        from cards.page.pack_files import opened

        return opened(self._places, _text(args, "text"), _text(args, "name"), self._tell), []

    def _open_link(self, args: Mapping[str, Any], files: Sequence[bytes]) -> Answer:
        from cards.page.held import opened_link

        return opened_link(self._places, _text(args, "text"), self._tell), []

    def _reviews(self, args: Mapping[str, Any], files: Sequence[bytes]) -> Answer:
        from cards.page.form import reviews

        return {"reviews": reviews(self._places, _text(args, "script"), self._today)}, []

    def _review(self, args: Mapping[str, Any], files: Sequence[bytes]) -> Answer:
        from cards.page.reviewing import review

        return review(self._reading(args)), []

    def _answers(self, args: Mapping[str, Any], files: Sequence[bytes]) -> Answer:
        from cards.page.reviewing import answered

        found, wrong = answered(self._reading(args), args)
        if wrong:
            raise self._refused(wrong)
        return found, []

    def _reading(self, args: Mapping[str, Any]) -> Reading:
        """The sentences of a language, kept while somebody reads them."""
        from cards.page.reviewing import Reading

        (tag,) = self._languages({"language": args.get("language")})
        if tag not in self._readings:
            self._readings = {tag: Reading(self._places, tag, self._today)}
        return self._readings[tag]

    def _logo(self, args: Mapping[str, Any], files: Sequence[bytes]) -> Answer:
        try:
            width, height = judged(*(_whole(args, key) for key in ("bytes", "width", "height")))
        except CardError as error:
            raise self._refused([("logo", error)]) from error
        return {"width": width, "height": height}, []

    def _clean_svg(self, args: Mapping[str, Any], files: Sequence[bytes]) -> Answer:
        from cards.read.plain_drawings import plain_drawing

        try:
            text = plain_drawing(Path(_file_name(args)), files[0] if files else b"")
        except CardError as error:
            raise self._refused([("logo", error)]) from error
        return {"text": text, "most": MOST_DRAWN}, []

    def _scale_logo(self, args: Mapping[str, Any], files: Sequence[bytes]) -> Answer:
        try:
            picture = _picture(args, files)
        except CardError as error:
            raise self._refused([("logo", error)]) from error
        return {"width": picture.width, "height": picture.height}, [in_rgba(picture)]

    def _filled(self, taken: Taken) -> Sequence[Finished]:
        from cards.desk.files import fill

        return list(fill(self._places, taken, self._decode, self._gather))

    def _gather(self, places: Sequence[Shelf], order: Order) -> Job:
        """What an order names, read once for all its contacts."""
        from cards.jobs import gather

        kind = replace(order, contact=stand_in(order.contact))
        if kind not in self._jobs:
            if len(self._jobs) >= _MOST_KEPT:
                self._jobs.pop(next(iter(self._jobs)))
            self._jobs[kind] = gather(places, kind)
        return replace(self._jobs[kind], contact=order.contact)

    def _taken(self, args: Mapping[str, Any], files: Sequence[bytes]) -> Taken:
        """The files that a form asks for. Raises _Refused for fields that cannot be used."""
        from cards.desk.orders import take

        tags, (wishes, logo, wrong) = self._languages(args), self._wishes(args, files)
        wrong += _several(wishes)
        if wrong:
            raise self._refused(wrong)
        return take(self._places, wishes, tags, self._today, logo)

    def _wishes(self, args: Mapping[str, Any], files: Sequence[bytes]) -> tuple[Wishes, Picture | None, list[Wrong]]:
        """The wishes of a form, its logo, and the errors of fields."""
        given = args.get("wishes", {})
        wishes, wrong = read_wishes(given if isinstance(given, dict) else {})
        wrong += [each for each in wrong_fields(self._places, wishes) if each[0] not in dict(wrong)]
        logo = None
        try:
            logo = _logo(args, files)
        except CardError as error:
            wrong.append(("logo", error))
        return wishes, logo, wrong

    def _languages(self, args: Mapping[str, Any]) -> list[str]:
        """The tags of the languages asked for. Raises _Refused for none, and for one that there is not."""
        languages, found, wrong = read_languages(self._places), dict[str, None](), list[Wrong]()
        asked = texts_of(args.get("languages")) or texts_of([args.get("language")])
        if len(asked) > MAX_LOCALES:
            too_many = BadOrder(f"{len(asked)} languages are too many at once.", f"Choose at most {MAX_LOCALES}.")
            raise self._refused([("languages", too_many)])
        for given in asked:
            try:
                found[find_language(languages, given, self._places).tag] = None
            except CardError as error:
                wrong.append(("languages", error))
        if not found and not wrong:
            wrong.append(("languages", BadOrder("No language is chosen.", "Choose at least one.")))
        if wrong:
            raise self._refused(wrong)
        return list(found)

    def _refused(self, wrong: Sequence[Wrong]) -> _Refused:
        return _Refused([self._tell.problem(error, field) for field, error in wrong])

    def _said(self, texts: Sequence[str]) -> list[str]:
        return [self._tell.said(each) for each in texts]


def _without_surrogates(value: Any, source: str) -> Any:
    """A value of JSON without halves of surrogate pairs, which nothing can write as UTF-8."""
    if "\\u" not in source:
        return value
    return json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))


def _for_one_file(args: Mapping[str, Any]) -> Mapping[str, Any]:
    """The arguments with the languages of one file only."""
    wishes = args.get("wishes")
    if not isinstance(args.get("language"), str) or (isinstance(wishes, dict) and wishes.get("together") is True):
        return args
    return {**args, "languages": [args["language"]]}


def _for_picture(args: Mapping[str, Any]) -> Mapping[str, Any]:
    """The arguments without the wishes of a form that a picture has no place for."""
    wishes = args.get("wishes")
    if not isinstance(wishes, dict):
        return args
    keys = {each.key for each in settings_for(Place.PICTURE)}
    if wishes.get("side") != "officer":
        keys.discard("interpreter")
    return {**args, "wishes": {key: value for key, value in wishes.items() if key in keys or key not in SETTINGS}}


def _several(wishes: Wishes) -> list[Wrong]:
    """The errors of fields with several values, for a question that takes one."""
    return [
        (key, BadOrder(f"{setting(key)} has several choices, as only a pack can.", "Choose one, or make a pack."))
        for key, values in (("script", wishes.scripts), ("layout", wishes.layouts))
        if len(values) > 1
    ]


def _warnings(finished: Finished, taken: Taken, args: Mapping[str, Any]) -> list[str]:
    wishes = args.get("wishes")
    asked = isinstance(wishes, dict) and wishes.get("pictograms") is True
    return finished.warnings(taken.warnings, pictograms=asked)


def _logo(args: Mapping[str, Any], files: Sequence[bytes]) -> Picture | None:
    """The logo's picture from its pixels; None without one. Raises BadFile."""
    about = args.get("logo")
    if not isinstance(about, dict) or not files:
        return None
    return _picture(about, files)


def _picture(args: Mapping[str, Any], files: Sequence[bytes]) -> Picture:
    """The picture of pixels. Raises BadFile."""
    width, height = (_whole(args, key) for key in ("width", "height"))
    return picture_of(files[0] if files else b"", width, height, cut=args.get("drawing") is True)


def _file_name(args: Mapping[str, Any]) -> str:
    """The name of a file from the page, without any folder."""
    return PureWindowsPath(_text(args, "name")).name[:100] or "logo"


def _whole(given: Mapping[str, Any], key: str) -> int:
    found = given.get(key)
    return found if type(found) is int else 0


def _text(args: Mapping[str, Any], key: str) -> str:
    found = args.get(key)
    return found if isinstance(found, str) else ""
