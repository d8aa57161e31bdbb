"""Processes that make files: they end, whenever their parent is interrupted."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

PATIENCE = 300
"""Seconds until a program that waits forever is ended, and its test fails."""

CAUGHT = """
import os
from cards.pack.processes import local_workers

class Full:
    def put(self, number):
        raise KeyboardInterrupt

if __name__ == "__main__":
    try:
        with local_workers(2) as workers:
            workers.executor._work_ids = Full()
            workers.executor.submit(os.getpid)
    except KeyboardInterrupt:
        print("stopped")
"""


def test_an_interrupt_while_a_task_is_queued_leaves_nothing_to_wait_for(tmp_path: Path) -> None:
    """`submit` of Python's pool remembers a task before it queues it: Ctrl-C between the two must not hang."""
    program = tmp_path / "caught.py"
    program.write_text(CAUGHT, encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-B", program], env=env, capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    assert (done.stdout, done.returncode) == ("stopped\n", 0), done.stderr
