"""Who does the work: this process, processes beside it, or a Dask cluster, all as executors of the standard library."""

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
from typing import Any, TypeVar

from cards.errors import BadOrder, CannotWrite

_T = TypeVar("_T")
_R = TypeVar("_R")

_AHEAD = 2
"""Tasks given out for each worker: the next one is there when one is done, and few results wait in memory."""

_METHOD = "fork" if sys.platform == "linux" else "spawn"
"""How a process begins: as a copy, which shares libraries and what has been read; elsewhere that is not safe."""

_SECONDS_TO_CONNECT = 10


@dataclass(frozen=True, slots=True)
class Workers:
    """An executor, and how many workers it has. Those that are not this process are `apart`."""

    executor: Executor
    count: int
    apart: bool = True

    def done(self, work: Callable[[_T], _R], tasks: Iterable[_T]) -> Generator[_R]:
        """What the work on each task comes to, as it is done, in any order.

        When the caller stops early, or the user does, tasks that are not begun are not begun any more. Raises
        CannotWrite when a worker is lost.
        """
        pending: set[Future[_R]] = set()
        try:
            for task in tasks:
                pending.add(self.executor.submit(work, task))
                if len(pending) >= self.count * _AHEAD:
                    finished, pending = wait(pending, return_when=FIRST_COMPLETED)
                    yield from (future.result() for future in finished)
            while pending:
                finished, pending = wait(pending, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in finished)
        except BrokenExecutor as error:
            raise CannotWrite(
                "A process that makes cards has come to an end, perhaps because the memory is full.",
                "Give the same command with --resume, and fewer --jobs.",
            ) from error
        finally:
            for future in pending:
                future.cancel()


@contextmanager
def local_workers(count: int) -> Iterator[Workers]:
    """As many processes beside this one, or this one alone for 1."""
    if count == 1:
        yield Workers(_Here(), 1, apart=False)
        return
    gc.freeze()  # what is here already stays shared: the collector of a copy does not write into it
    context = multiprocessing.get_context(_METHOD)
    with ProcessPoolExecutor(count, mp_context=context, initializer=_begin) as pool:
        with _without_interrupts():
            pool.submit(os.getpid)
        yield Workers(pool, count)


@contextmanager
def cluster_workers(address: str) -> Iterator[Workers]:
    """The workers of the Dask cluster whose scheduler has that address. Raises BadOrder when it does not answer."""
    try:
        import distributed
    except ImportError as error:
        raise BadOrder(
            "--scheduler needs the library distributed, which is not installed.",
            "Install it: python -m pip install 'rights-cards[cluster]'.",
        ) from error
    try:
        connect: Any = distributed.Client
        client = connect(address, timeout=_SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise BadOrder(
            f"No Dask scheduler answers at {address}.", "Check the address, such as tcp://192.168.1.5:8786."
        ) from error
    with client:
        count = sum(client.nthreads().values())
        if not count:
            raise BadOrder(f"The Dask scheduler at {address} has no workers.", "Start some: dask worker ADDRESS.")
        executor = client.get_executor(pure=False)
        try:
            yield Workers(executor, count)
        finally:
            executor.shutdown(wait=False)


class _Here(Executor):
    """Does each task at once, in this process."""

    def submit(self, fn: Callable[..., _R], /, *args: Any, **kwargs: Any) -> Future[_R]:
        future: Future[_R] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Holds Ctrl-C back, also for processes begun meanwhile: only this one is to hear it, and it tells the others."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Readies a process: it leaves Ctrl-C to the one that began it, and ends when that one is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None  # this is a worker
    wait_for([parent.sentinel])
    os._exit(1)
