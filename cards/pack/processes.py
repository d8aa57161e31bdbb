"""Processes on this computer that make files, as a standard executor (`cluster` has those elsewhere)."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import wait as wait_for
from threading import Thread
from typing import TypeVar

from cards.errors import CannotWrite
from cards.pack.workers import Alone, Workers

_T = TypeVar("_T")
_R = TypeVar("_R")

_AHEAD = 2
"""Tasks handed out per worker: enough that the next one is ready, and few enough to keep results out of memory."""

_METHOD = "fork" if sys.platform == "linux" else "spawn"
"""How a process starts: on Linux as a copy that shares libraries and what has been read; elsewhere that is not safe."""

_SECONDS_TO_LOOK = 1
"""How often to check on the workers while no results arrive."""


def _as_it_is(error: Exception) -> Exception:
    return error


def _nothing() -> None:
    pass


@dataclass(frozen=True, slots=True)
class Pool:
    """An executor and its number of workers, in other processes.

    `explain` turns an error of the executor into one for users. `look` is called every second in which no task ends,
    and may raise.
    """

    executor: Executor
    count: int
    explain: Callable[[Exception], Exception] = _as_it_is
    look: Callable[[], None] = _nothing

    @property
    def separate(self) -> bool:
        """That they read the files for themselves."""
        return True

    def done(self, work: Callable[[_T], _R], tasks: Iterable[_T]) -> Generator[_R]:
        """The result of each task as it ends, in any order.

        If the caller or the user stops early, tasks that have not started are canceled. Raises CannotWrite if a worker
        is lost.
        """
        pending: set[Future[_R]] = set()
        try:
            for task in tasks:
                with self._explained():
                    pending.add(self.executor.submit(work, task))
                if len(pending) >= self.count * _AHEAD:
                    finished, pending = self._wait(pending)
                    for future in finished:
                        yield self._result(future)
            while pending:
                finished, pending = self._wait(pending)
                for future in finished:
                    yield self._result(future)
        finally:
            for future in pending:
                future.cancel()

    def _wait(self, pending: set[Future[_R]]) -> tuple[set[Future[_R]], set[Future[_R]]]:
        """The futures that are done, at least one, and the others."""
        while True:
            finished, waiting = wait(pending, timeout=_SECONDS_TO_LOOK, return_when=FIRST_COMPLETED)
            if finished:
                return finished, waiting
            self.look()

    def _result(self, future: Future[_R]) -> _R:
        with self._explained():
            return future.result()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            explained = self.explain(error)
            if explained is error:
                raise
            raise explained from error


def _explain_lost_process(error: Exception) -> Exception:
    if not isinstance(error, BrokenExecutor):
        return error
    return CannotWrite(
        "A process that makes cards has stopped, perhaps because the memory is full.",
        "Give the same command with --resume and fewer --jobs.",
    )


@contextmanager
def local_workers(count: int) -> Iterator[Workers]:
    """That many processes in addition to this one, or this one alone for 1.

    When the caller is interrupted, every task that has not started is canceled: one that Ctrl-C caught halfway into the
    queue would never start, and the pool would wait for it forever.
    """
    if count == 1:
        yield Alone()
        return
    gc.freeze()  # keeps memory shared: the garbage collector of a copy does not write to it
    context = multiprocessing.get_context(_METHOD)
    with ProcessPoolExecutor(count, mp_context=context, initializer=_begin) as pool:
        with _without_interrupts():
            pool.submit(os.getpid)
        try:
            yield Pool(pool, count, explain=_explain_lost_process)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Blocks Ctrl-C here and in processes started meanwhile: only this one handles it, and stops the others."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Prepares a process: it leaves Ctrl-C to its parent, and ends when its parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None  # this is a worker
    wait_for([parent.sentinel])
    os._exit(1)
