"""A Dask cluster as workers: scheduler, workers and network may fail at any moment, and the user is told."""

from __future__ import annotations

import gc
import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import Any

from cards.errors import BadOrder, CannotWrite, CardError
from cards.pack.processes import Pool
from cards.pack.provenance import differences, parts_of_program, unlike

_SECONDS_TO_CONNECT = 10
_SECONDS_TO_ANSWER = 30
"""How long a scheduler or a new worker may take to answer before it counts as lost."""

_SECONDS_TO_TELL = 5
_SECONDS_ALONE = 60
"""Without any worker: when to say so, and when to give up. A restarted worker is back within a few seconds."""

_SECONDS_TO_CLOSE = 5
_SECONDS_BETWEEN_LOOKS = 0.05

_RESUME = "give the same command with --resume"


@contextmanager
def cluster_workers(address: str, say: Callable[[str], object]) -> Iterator[Pool]:
    """The workers of the Dask cluster whose scheduler is at `address`; `say` prints warnings while they work.

    Raises BadOrder if the scheduler does not answer or has no workers, or if a worker runs another program.
    """
    try:
        import distributed
    except ImportError as error:
        raise BadOrder(
            "--scheduler needs the library 'distributed', which is not installed.",
            "Install it: python -m pip install 'rights-cards[cluster]'.",
        ) from error
    with _quiet():
        try:
            connect: Any = distributed.Client
            # A client that never connected closes itself when collected; within the start of the next, that never ends.
            gc.disable()
            try:
                client = connect(address, timeout=_SECONDS_TO_CONNECT, set_as_default=False)
            finally:
                gc.enable()
        except Exception as error:  # something else may answer there, or a scheduler of another version
            raise BadOrder(
                f"No Dask scheduler answers at {address}.", "Check the address: it looks like tcp://192.168.1.5:8786."
            ) from error
        cluster = _Cluster(client, address, say)
        try:
            count = cluster.threads()
            if not count:
                raise BadOrder(f"The Dask scheduler at {address} has no workers.", f"Start some: dask worker {address}")
            cluster.refuse_other_programs()
            executor = client.get_executor(pure=False)
            yield Pool(executor, count, explain=cluster.explain, look=cluster.look)
            executor.shutdown(wait=False)
        finally:
            with suppress(Exception):  # the scheduler may be gone, which has been reported already
                client.close(timeout=_SECONDS_TO_CLOSE)


@contextmanager
def _quiet() -> Iterator[None]:
    """Silences the logs of the cluster's libraries: each lost connection would print a page of tracebacks."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


class _Cluster:
    """The state of a cluster while it works."""

    def __init__(self, client: Any, address: str, say: Callable[[str], object]) -> None:
        self._client = client
        self._address = address
        self._say = say
        self._alone: float | None = None
        self._is_told = False

    def threads(self) -> int:
        """How many tasks its workers run at once. Raises CannotWrite if the scheduler does not answer."""
        return sum(self._workers().values())

    def _workers(self) -> Mapping[str, int]:
        client = self._client
        if client.status != "running":
            raise self._lost()
        try:
            found: Mapping[str, int] = client.sync(client.scheduler.ncores, callback_timeout=_SECONDS_TO_ANSWER)
        except Exception as error:  # OSError, or anything else that the library raises when a connection fails
            raise self._lost() from error
        return found

    def look(self) -> None:
        """Checks on the cluster while no results arrive. Raises CannotWrite if it is lost."""
        if self._workers():
            self._alone = None
            self._is_told = False
            return
        now = time.monotonic()
        self._alone = now if self._alone is None else self._alone
        if now - self._alone >= _SECONDS_ALONE:
            raise CannotWrite(
                f"The Dask scheduler at {self._address} has lost all its workers.",
                f"Start some (dask worker {self._address}), and {_RESUME}.",
            )
        if now - self._alone >= _SECONDS_TO_TELL and not self._is_told:
            self._is_told = True
            self._say(
                f"Warning: the Dask scheduler at {self._address} has lost all its workers: waiting {_SECONDS_ALONE} "
                "seconds for one."
            )

    def explain(self, error: Exception) -> Exception:
        """A task's error in terms that the user understands; the error itself if the cluster did not cause it."""
        from distributed import KilledWorker

        if isinstance(error, CardError):
            return error
        if isinstance(error, CancelledError | OSError):
            return self._lost()
        if isinstance(error, KilledWorker):
            return CannotWrite(
                "Several workers stopped while making the same files: their memory may be full, or one that joined "
                "later may lack this program.",
                f"Read what they printed, restart them with more memory or fewer threads, and {_RESUME}.",
            )
        try:
            self.refuse_other_programs()  # of workers that joined later
        except CardError as cause:
            return cause
        return error

    def refuse_other_programs(self) -> None:
        """Raises BadOrder for a worker that lacks the program or runs another version.

        A worker dies when it is sent a function that it cannot import, so each is first asked to import the module.
        """
        workers = list(self._workers())
        for worker, answer in self._asked(workers, import_module, parts_of_program.__module__):
            error = answer.exception()
            if error is not None:
                raise BadOrder(
                    f"The worker {worker} cannot run this program ({type(error).__name__}: {_first_line(error)}).",
                    "Install the same rights-cards, libraries and Python there and on the scheduler's computer, "
                    f"restart both, and {_RESUME}.",
                ) from error
        for worker, answer in self._asked(workers, parts_of_program):
            different = differences(answer.result(), parts_of_program())
            if different:
                raise unlike(worker, different)

    def _asked(self, workers: Sequence[str], question: Callable[..., object], *given: str) -> Iterator[tuple[str, Any]]:
        """Each worker with the finished future of its answer. Raises CannotWrite for one that does not answer."""
        options = {"allow_other_workers": False, "pure": False}
        asked = {each: self._client.submit(question, *given, workers=[each], **options) for each in workers}
        until = time.monotonic() + _SECONDS_TO_ANSWER
        for worker, answer in asked.items():
            while not answer.done():
                if worker not in self._workers() or time.monotonic() > until:
                    raise CannotWrite(f"The worker {worker} does not answer.", f"Stop or restart it, and {_RESUME}.")
                time.sleep(_SECONDS_BETWEEN_LOOKS)
            yield worker, answer

    def _lost(self) -> CannotWrite:
        return CannotWrite(
            f"The Dask scheduler at {self._address} no longer answers.",
            f"Restart it and its workers, and {_RESUME}: every file in the folder is complete.",
        )


def _first_line(error: BaseException) -> str:
    return next(iter(str(error).splitlines()), "")[:200]
