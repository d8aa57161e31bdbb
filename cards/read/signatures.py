"""Signatures of files of answers, which OpenSSH checks: `ssh-keygen -Y sign -n rights-cards -f KEY answers.txt`.

The signature is in a file with the ending .sig beside the answers. Nothing is signed here, and no key of the user is
read: ssh-keygen gets one public key, that of the list of reviewers, and the bytes that were read.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from enum import Enum
from pathlib import Path

from cards.read.files import stands
from cards.read.tables import read_bytes

NAMESPACE = "rights-cards"
"""What the signature is for (ssh-keygen(1), `-n`): one for another purpose does not count."""

SECONDS = 10
"""The limit for one check, which takes some milliseconds."""

_MOST = 10_000
"""Bytes of a signature file; one with an RSA key of 4,096 bits has 1,600."""


class Signature(Enum):
    """What is known of the signature of a file of answers."""

    NONE = "there is no signature"
    NO_KEY = "the list of reviewers has no key of theirs"
    NO_PROGRAM = "ssh-keygen, which checks signatures, is not installed"
    WRONG = "the signature is not theirs, or the file has changed since"
    GOOD = "verified"

    @property
    def is_good(self) -> bool:
        """Whether it was checked with the reviewer's key, and is theirs."""
        return self is Signature.GOOD


def signature_path(path: Path) -> Path:
    """The file with the signature of another one."""
    return path.with_name(f"{path.name}.sig")


def read_signature(path: Path) -> bytes | None:
    """The signature beside a file of answers, None if there is none. Raises BadFile."""
    beside = signature_path(path)
    if not stands(beside):
        return None
    return read_bytes(beside, "signature", _MOST, "Ask for the file that ssh-keygen wrote.")


def checked(data: bytes, signature: bytes | None, key: str) -> Signature:
    """Whether a signature of those bytes was made with that public key."""
    if signature is None:
        return Signature.NONE
    if not key:
        return Signature.NO_KEY
    program = shutil.which("ssh-keygen")
    if program is None:
        return Signature.NO_PROGRAM
    try:
        with tempfile.TemporaryDirectory() as folder:
            allowed, beside = Path(folder) / "allowed", Path(folder) / "answers.sig"
            allowed.write_text(f'reviewer namespaces="{NAMESPACE}" {key}\n', encoding="ascii")
            beside.write_bytes(signature)
            done = subprocess.run(  # noqa: S603 - the key has been matched, and the rest is data
                [program, "-Y", "verify", "-f", str(allowed), "-I", "reviewer", "-n", NAMESPACE, "-s", str(beside)],
                input=data,
                capture_output=True,
                check=False,
                timeout=SECONDS,
            )
    except (OSError, subprocess.TimeoutExpired):
        return Signature.NO_PROGRAM
    return Signature.GOOD if done.returncode == 0 else Signature.WRONG
