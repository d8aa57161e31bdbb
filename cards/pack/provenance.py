"""What a file is made from, part by part and by name, so that differences between two computers can be named."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from cards.errors import BadOrder, CannotWrite, CardError
from cards.jobs import Job
from cards.locations import Shelf
from cards.pack.inputs import digest_of, digest_of_cards, of_script, versions
from cards.pack.program import program_digest
from cards.read.languages import ENGLISH
from cards.read.names import listed
from cards.read.typefaces import Family

_PROGRAM = "the program"
_LIBRARY = "the library "
_CONTENT = " of the content folder"
_MOST_NAMED = 4


def parts_of_program() -> dict[str, str]:
    """The digest of the program, and the versions of its libraries."""
    return {_PROGRAM: program_digest(), **{f"{_LIBRARY}{name}": number for name, number in versions().items()}}


def parts_of_cover(families: Mapping[str, tuple[Family, ...]]) -> dict[str, str]:
    """The parts of a cover sheet, whose words come from the parent."""
    return {f"the fonts of {tag}": digest_of(each) for tag, each in families.items()}


def parts_of_cards(shelves: Sequence[Shelf], job: Job) -> dict[str, str]:
    """The parts of a card without contact, as read from the shelves, of which the last may be a content folder."""
    printed, tag = of_script(job), job.language.tag
    folder = shelves[-1].translations if len(shelves) > 1 else None
    messages = printed.wording.messages
    theirs = {
        context: each for context, each in messages.items() if folder is not None and each.file.is_relative_to(folder)
    }
    ours = {context: each for context, each in messages.items() if context not in theirs}
    checks = (job.wording.negations, job.wording.strangers, job.wording.elsewhere)
    return {
        f"translations/{tag}{_CONTENT}": digest_of(theirs),
        f"translations/{tag}": digest_of(ours),
        f"the sign-offs of {tag}": digest_of(printed.wording.sign_offs),
        f"the sign-offs of {ENGLISH}": digest_of(printed.english_sign_offs),
        f"the checks of translations/{tag}": digest_of(*checks),
        f"[{job.officer_language.tag}] of languages.toml": digest_of(job.officer_language),
        f"[{tag}] of languages.toml": digest_of(job.language),
        f"[{ENGLISH}] of languages.toml": digest_of(job.english),
        f"the fonts of cards in {tag}": digest_of(job.styles, job.officer_style),
        f"scripts/{job.script.id}.toml": digest_of(job.script),
        "labels.toml": digest_of(job.labels),
        f"the stock {job.stock.id}": digest_of(job.stock),
        f"what cards in {tag} are made from": digest_of_cards(job),
    }


def differences(theirs: Mapping[str, str], ours: Mapping[str, str]) -> list[str]:
    """The names of the parts that differ. If one of them explains others, only that one is named."""
    names = [name for name in ours if theirs.get(name) != ours[name]]
    programs = [name for name in names if name == _PROGRAM or name.startswith(_LIBRARY)]
    if programs:
        return [_versions(name, theirs, ours) for name in programs]
    content = {name.removesuffix(_CONTENT) for name in names if name.endswith(_CONTENT)}
    told = [name for name in names if name not in content]
    return [name for name in told if not name.startswith("what ")] or told


def _versions(name: str, theirs: Mapping[str, str], ours: Mapping[str, str]) -> str:
    if name == _PROGRAM:
        return name
    return f"{name} ({theirs.get(name) or 'none'} there, {ours[name] or 'none'} here)"


def unlike(worker: str, different: Sequence[str]) -> CardError:
    """The error for a worker whose parts are `different` from the parent's, and whose files are therefore refused."""
    more = f" and {len(different) - _MOST_NAMED} more" if len(different) > _MOST_NAMED else ""
    named = f"{', '.join(different[:_MOST_NAMED])}{more}" if more else listed(different)
    if not worker:
        return CannotWrite(
            f"The sources of the files changed during the run: {named}.",
            "Give the same command with --resume.",
        )
    remedy = "Copy this computer's files there, restart the worker"
    if any(name == _PROGRAM or name.startswith(_LIBRARY) for name in different):
        remedy = "Install the same program and libraries there, restart the worker"
    elif any(name.endswith(_CONTENT) for name in different):
        remedy = "Copy the content folder there, to the same path, restart the worker"
    return BadOrder(
        f"The worker {worker} differs from this computer in {named}.",
        f"{remedy}, and give the same command with --resume.",
    )


def unreadable(worker: str, cause: str) -> CardError:
    """The error for a worker that cannot read what the parent reads."""
    if not worker:
        return unlike("", [cause.rstrip(".")])
    return BadOrder(
        f"The worker {worker} cannot read what this computer reads: {cause}",
        "Copy this computer's files there, to the same path, restart the worker, and give the same command with "
        "--resume.",
    )


def this_worker() -> str:
    """The address of the Dask worker that runs this, or "" outside a Dask worker."""
    distributed = sys.modules.get("distributed")
    if distributed is None:
        return ""
    try:
        return str(distributed.get_worker().address)
    except ValueError:
        return ""
