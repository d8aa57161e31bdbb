"""Checks that files are TOML or PO, as this program reads them: `python -m cards.upkeep.grammar FILE …`.

For the hook that runs before a commit. What a file says is for the checks that know its format.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from cards.errors import BadFile, BadOrder, CardError
from cards.read.po_file import parse_po
from cards.read.tables import read_table, read_text


def check_grammar(path: Path) -> None:
    """Raises BadFile with the line that is not TOML or PO, and BadOrder for a file whose name ends in neither."""
    if path.suffix == ".toml":
        read_table(path)
    elif path.suffix in (".po", ".pot"):
        parse_po(read_text(path), path)
    else:
        raise BadOrder(f"{path} is neither a TOML file nor a catalog.", "Name files that end in .toml, .po or .pot.")


def refusals(paths: Sequence[Path]) -> Iterator[CardError]:
    """The first error of each file that has one."""
    for path in paths:
        try:
            check_grammar(path)
        except (BadFile, BadOrder) as error:
            yield error


def main(arguments: Sequence[str]) -> int:
    """Reports each refused file on a line of standard error, and gives the exit code of the first."""
    found = list(refusals([Path(each) for each in arguments]))
    sys.stderr.write("".join(f"{error}\n" for error in found))
    return found[0].exit_code if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
