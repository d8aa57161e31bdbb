"""Runs a target under atheris, which looks for inputs that reach new lines: TARGET [options of libFuzzer] FOLDER."""

from __future__ import annotations

import hashlib
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["cards"], enable_loader_override=False):
    from tests.fuzz.mutate import WORDS
    from tests.fuzz.run import attempt
    from tests.fuzz.targets import TARGETS


def main() -> None:
    name, *options, corpus = sys.argv[1:]
    target = TARGETS[name]
    for seed in target.seeds():
        (Path(corpus) / hashlib.sha256(seed).hexdigest()).write_bytes(seed)
    with tempfile.NamedTemporaryFile("w", suffix=".dict", encoding="ascii") as words:
        for word in filter(None, (*WORDS, *target.words)):
            words.write('"' + "".join(f"\\x{byte:02x}" for byte in word) + '"\n')
        words.flush()

        def one(data: bytes) -> None:
            attempt(target, data)

        atheris.Setup([sys.argv[0], f"-dict={words.name}", *options, corpus], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
