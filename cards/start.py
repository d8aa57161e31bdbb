"""The start of the program `rights-cards`: Ctrl-C ends it without a traceback, as soon as Python has started itself.

It is a module of its own, which imports almost nothing, because reading click and the commands takes a good part of a
second, in which people who notice a slip press Ctrl-C.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from importlib import import_module
from types import FrameType

STOPPED = 130
"""The exit code after Ctrl-C, as in shells: 128 plus the number of the signal."""


def main() -> None:
    """Runs the command line.

    Until the command begins, Ctrl-C ends the process at once, because nothing has been written: a KeyboardInterrupt
    while modules are read may be lost, or show a traceback. After the command it changes nothing. Where SIGINT is
    ignored, as for a program in the background, it stays ignored.
    """
    may_stop = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if may_stop:
        signal.signal(signal.SIGINT, _leave)
    try:
        import_module("cards.cli").main()  # by its name, because the commands import this module
    except KeyboardInterrupt:
        sys.exit(STOPPED)
    finally:
        if may_stop:
            signal.signal(signal.SIGINT, signal.SIG_IGN)


def begin_command() -> None:
    """From now on Ctrl-C raises KeyboardInterrupt, once, so that the command can clean up after itself."""
    if signal.getsignal(signal.SIGINT) is _leave:
        signal.signal(signal.SIGINT, _interrupt)


def _leave(number: int, frame: FrameType | None) -> None:
    with suppress(OSError):
        os.write(2, b"Stopped.\n")
    os._exit(STOPPED)


def _interrupt(number: int, frame: FrameType | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt
