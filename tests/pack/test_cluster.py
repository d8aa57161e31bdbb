"""A real Dask scheduler and workers in processes of their own, which come, go and stand still during the work."""

from __future__ import annotations

import importlib
import json
import operator
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cards.errors import BadFile, BadOrder, CannotWrite, CardError
from cards.locations import PACKAGE
from cards.pack import cluster
from cards.pack.cluster import cluster_workers

PATIENCE = 120
"""Seconds to wait for a process to begin, on a machine that may be busy."""

pytestmark = [
    pytest.mark.reader("distributed"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # sockets of a scheduler that is killed
]


def python(module: str, *arguments: str, path: Path = PACKAGE.parent) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-P", "-m", module, *arguments],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": str(path)},
    )  # fmt: skip


@dataclass
class Scheduler:
    address: str
    process: subprocess.Popen[bytes]

    @contextmanager
    def worker(self, path: Path = PACKAGE.parent) -> Iterator[subprocess.Popen[bytes]]:
        """A worker that finds the program in a folder; it is there, and the only one."""
        distributed: Any = importlib.import_module("distributed")
        arguments = ("--nthreads", "1", "--no-dashboard", "--no-nanny")
        process = python("distributed.cli.dask_worker", self.address, *arguments, path=path)
        try:
            with distributed.Client(self.address, set_as_default=False) as client:
                client.wait_for_workers(1, timeout=PATIENCE)
            yield process
        finally:
            process.kill()
            process.wait()
            with distributed.Client(self.address, set_as_default=False) as client:
                end = time.monotonic() + PATIENCE
                while client.nthreads() and time.monotonic() < end:
                    time.sleep(0.05)


@contextmanager
def started(folder: Path) -> Iterator[Scheduler]:
    told = folder / "scheduler.json"
    arguments = (
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        "--dashboard-address",
        "127.0.0.1:0",
        "--no-show",
        "--scheduler-file",
        str(told),
    )
    process = python("distributed.cli.dask_scheduler", *arguments)
    try:
        end = time.monotonic() + PATIENCE
        while not told.is_file() and time.monotonic() < end:
            time.sleep(0.05)
        yield Scheduler(json.loads(told.read_text(encoding="utf-8"))["address"], process)
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scheduler]:
    """A scheduler without workers."""
    with started(tmp_path_factory.mktemp("scheduler")) as found:
        yield found


@pytest.fixture
def said() -> list[str]:
    return []


def lost(address: str, said: list[str], harm: Callable[[], object], capfd: pytest.CaptureFixture[str]) -> CannotWrite:
    """What is told when harm is done after the first of many tasks; nothing else is on the terminal."""
    with pytest.raises(CannotWrite) as caught, cluster_workers(address, said.append) as workers:
        for number, _ in enumerate(workers.done(time.sleep, [0.05] * 2_000)):
            if number == 0:
                harm()
    assert "".join(capfd.readouterr()) == ""
    assert "--resume" in caught.value.remedy
    return caught.value


@pytest.mark.full_only
def test_a_scheduler_that_dies_is_told_of_in_a_sentence(
    tmp_path: Path, said: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    with started(tmp_path) as own:
        worker = python("distributed.cli.dask_worker", own.address, "--no-dashboard", "--no-nanny")
        end = time.monotonic() + PATIENCE
        try:
            while True:
                try:
                    error = lost(own.address, said, own.process.kill, capfd)
                except BadOrder:  # the worker is still on its way
                    if time.monotonic() > end:
                        raise
                    continue
                break
        finally:
            worker.kill()
            worker.wait()
    assert error.cause == f"The Dask scheduler at {own.address} no longer answers."
    assert said == []


@pytest.mark.full_only
@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be made to stand still")
def test_so_is_one_that_stands_still(
    scheduler: Scheduler, said: list[str], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As behind a network that was cut: the connection is open, and nothing comes."""

    def stop() -> None:
        monkeypatch.setattr(cluster, "_SECONDS_TO_ANSWER", 1)
        scheduler.process.send_signal(signal.SIGSTOP)

    with scheduler.worker():
        try:
            error = lost(scheduler.address, said, stop, capfd)
        finally:
            scheduler.process.send_signal(signal.SIGCONT)
    assert error.cause == f"The Dask scheduler at {scheduler.address} no longer answers."


def test_when_the_last_worker_is_gone_somebody_says_so_and_stops_waiting(
    scheduler: Scheduler, said: list[str], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_SECONDS_TO_TELL", 0)
    monkeypatch.setattr(cluster, "_SECONDS_ALONE", 2)
    with scheduler.worker() as worker:
        error = lost(scheduler.address, said, worker.kill, capfd)
    assert error.cause == f"The Dask scheduler at {scheduler.address} has lost all its workers."
    assert len(said) == 1
    assert "has lost all its workers: waiting 2 seconds for one." in said[0]


@pytest.mark.full_only
def test_the_work_of_a_worker_that_is_gone_is_done_by_one_that_comes(
    scheduler: Scheduler, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_SECONDS_ALONE", PATIENCE)
    with scheduler.worker() as first, cluster_workers(scheduler.address, said.append) as workers:
        done = workers.done(operator.neg, range(20))
        found = [next(done)]
        first.kill()
        with scheduler.worker():
            found += done
    assert sorted(found) == sorted(-number for number in range(20))


def test_a_cluster_without_workers_is_refused(scheduler: Scheduler, said: list[str]) -> None:
    with (
        pytest.raises(BadOrder, match=rf"The Dask scheduler at {scheduler.address} has no workers\."),
        cluster_workers(scheduler.address, said.append),
    ):
        pass


@pytest.mark.full_only
def test_a_worker_with_another_program_or_without_one_is_refused(
    scheduler: Scheduler, said: list[str], tmp_path: Path
) -> None:
    """Before any task is given out."""
    shutil.copytree(PACKAGE, tmp_path / "other/cards", ignore=shutil.ignore_patterns("__pycache__"))
    with (tmp_path / "other/cards/typeset/card/face.py").open("a", encoding="utf-8") as module:
        module.write("# changed\n")
    (tmp_path / "none").mkdir()
    (tmp_path / "none/cards.py").touch()
    for path, cause in (
        (tmp_path / "other", "differs from this computer in the program."),
        (tmp_path / "none", "cannot run this program (ModuleNotFoundError: No module named 'cards.pack'"),
    ):
        with scheduler.worker(path), pytest.raises(BadOrder) as caught, cluster_workers(scheduler.address, said.append):
            pass
        assert caught.value.cause.startswith("The worker tcp://")
        assert f" {cause}" in caught.value.cause
        assert caught.value.remedy.startswith("Install the same ")


def test_a_task_that_is_the_end_of_its_workers_and_other_errors(scheduler: Scheduler, said: list[str]) -> None:
    """A refusal stays what it is, and so does a defect."""
    killed: Any = importlib.import_module("distributed").KilledWorker
    with scheduler.worker(), cluster_workers(scheduler.address, said.append) as workers:
        own = BadFile("It is broken.", "Mend it.")
        assert workers.explain(own) is own
        defect = TypeError("x")
        assert workers.explain(defect) is defect
        with pytest.raises(ZeroDivisionError):
            list(workers.done(divmod_by_zero(), [1]))
        ended = workers.explain(killed("task", "tcp://10.0.0.9:1", 4))
        assert isinstance(ended, CannotWrite)
        assert "memory" in ended.cause
        for error in (CancelledError(), ConnectionResetError()):
            explained = workers.explain(error)
            assert isinstance(explained, CardError)
            assert "no longer answers" in explained.cause


def divmod_by_zero() -> Callable[[int], object]:
    """A function that every worker has, and that fails."""
    return operator.methodcaller("__floordiv__", 0)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense://x", "tcp://", "", "127.0.0.1:web"])
def test_an_address_where_no_scheduler_is(address: str, said: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_SECONDS_TO_CONNECT", 0.2)
    with pytest.raises(BadOrder, match="No Dask scheduler answers at"), cluster_workers(address, said.append):
        pass


@pytest.mark.full_only
@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be interrupted by itself")
def test_an_interrupt_ends_a_run_on_a_cluster(
    scheduler: Scheduler, pack_file: Callable[..., Path], tmp_path: Path
) -> None:
    rows = "".join(f"G{number},617-555-{100 + number:04},10,10,10\n" for number in range(60))
    path, out = pack_file(cards="", rows=f"name,hotline,es,vi,ar\n{rows}"), tmp_path / "out"
    command = [sys.executable, "-B", str(PACKAGE.parent / "generate.py"), "pack", str(path), "-o", str(out)]
    with scheduler.worker():
        process = subprocess.Popen(
            [*command, "--scheduler", scheduler.address],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True,
        )  # fmt: skip
        while process.poll() is None and not list(out.rglob("*.pdf")):
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)
        output, errors = process.communicate(timeout=PATIENCE)
    assert (process.returncode, output) == (130, ""), errors
    assert "Traceback" not in errors
    assert errors.endswith(
        "every file in the folder is complete.\nTo make the rest, give the same command with --resume.\n"
    )
