"""Runs a check in a separate process: a stranger's file may crash a reader, exhaust the memory or never end."""

from __future__ import annotations

import multiprocessing
import signal
import sys
import traceback
from collections.abc import Sequence
from multiprocessing.connection import Connection

from cards.checking.check import check_pdf
from cards.checking.look.document import Progress
from cards.checking.report import Report
from cards.errors import BadFile, CardError
from cards.locations import Shelf

SECONDS = 60
"""For one step, such as a page: a full sheet takes a tenth of a second."""

MEMORY = 1536 * 1024**2
"""Bytes of address space, where the system can limit it: a sheet takes a seventh."""


class Defect(Exception):
    """A bug of this program in the other process; the traceback from there is attached as a note."""


def check_in_sandbox(
    data: bytes,
    shelves: Sequence[Shelf],
    *,
    all_pages: bool,
    progress: Progress = lambda done, looks: None,
    seconds: float = SECONDS,
) -> Report:
    """The result of `check_pdf`, with the same calls of `progress`. `seconds` is the limit for one step.

    Raises BadFile, also when a step takes too long or the reader crashes, and Defect for a bug of this program.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_check, args=(theirs, data, tuple(shelves), all_pages), daemon=True)
    process.start()
    theirs.close()
    try:
        while ours.poll(seconds):
            answer = ours.recv()
            if isinstance(answer, CardError | Defect):
                raise answer
            if isinstance(answer, Report):
                return answer
            progress(*answer)
        raise BadFile(
            f"Reading one part of the PDF takes more than {seconds:g} seconds.",
            "If it has hundreds of pages, check it without --all-pages. Do not open it if you do not know where it is "
            "from.",
        )
    except EOFError as error:
        raise BadFile(
            "The PDF crashes the program that reads it.", "It is damaged or malicious: do not open it."
        ) from error
    finally:
        ours.close()
        process.kill()
        process.join()


def _check(answers: Connection, data: bytes, shelves: Sequence[Shelf], all_pages: bool) -> None:
    """The work of the other process: it reports progress after each step, then the result, the error or the defect."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who started this
    _limit_memory()
    try:
        answers.send(check_pdf(data, shelves, all_pages=all_pages, progress=lambda *looks: answers.send(looks)))
    except CardError as error:
        answers.send(error)
    except MemoryError:
        answers.send(
            BadFile(
                "The PDF unpacks to more data than the memory can hold.",
                "rights-cards makes no such files: do not open it.",
            )
        )
    except Exception as error:
        defect = Defect(f"{type(error).__name__}: {error}")
        defect.add_note(traceback.format_exc())
        answers.send(defect)


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most), most))
