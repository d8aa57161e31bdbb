"""Rebuild letters.toml: the letters of each language, from the exemplar sets of Unicode CLDR.

    python translations/rebuild_letters.py

For maintainers; nothing else in the program calls it. It needs npm. The package is pinned by version and by SHA-256,
and nothing depends on the clock or on the machine, so two runs write the same bytes.

An exemplar set names the letters of a language (main) and those of foreign words in it (auxiliary); see UTS #35,
part 2, Exemplars. Ideographs are left out, because theirs are lists of the commonest, and Latin letters of ASCII.
"""

import hashlib
import io
import json
import re
import subprocess
import tarfile
import tempfile
import tomllib
import unicodedata
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGE, VERSION, TAKEN = "cldr-misc-full", "48.2.0", "2026-11-30"
SHA256 = "c6ba8384d7ea8701cf86935db0461379231ddd970cc41c249f4a33b9857ded3c"

NAMES = {"tl": "fil", "prs": "fa-AF"}
"""What CLDR calls our locales where it is not by their tags."""

HEADER = f"""\
#:schema ../cards/definitions/schemas/letters.json
# The letters of each language besides a to z, ideographs aside: Unicode CLDR {VERSION.rpartition(".")[0]}, main and
# auxiliary exemplars, from the npm package {PACKAGE} {VERSION}, taken on {TAKEN}. "a-e" is a to e.
# Written by rebuild_letters.py: change nothing by hand. Copyright 2004-2026 Unicode, Inc.; Unicode License v3, which is
# in LICENSE-UNICODE.txt.

[letters]
"""

_TOKEN = re.compile(r"\{([^}]*)\}|\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})|\\(.)|(-)|(\S)")


def package() -> tarfile.TarFile:
    """The package, as npm delivers it."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", f"{PACKAGE}@{VERSION}"], cwd=folder, check=True, capture_output=True)
        raw = (Path(folder) / f"{PACKAGE}-{VERSION}.tgz").read_bytes()
    if hashlib.sha256(raw).hexdigest() != SHA256:
        raise SystemExit(f"{PACKAGE} {VERSION} is not the package that this was written for.")
    return tarfile.open(fileobj=io.BytesIO(raw))


def characters(unicode_set: str) -> set[str]:
    """The characters of a UnicodeSet as CLDR writes it: characters, ranges, {sequences}, escapes."""
    found: set[str] = set()
    last, in_range = "", False
    for sequence, short, long, escaped, dash, plain in _TOKEN.findall(unicode_set.strip()[1:-1]):
        if dash:
            in_range = True
            continue
        text = chr(int(short or long, 16)) if short or long else escaped or plain or sequence.replace("\\", "")
        if in_range:
            found.update(map(chr, range(ord(last), ord(text) + 1)))
        found.update(text)
        last, in_range = text[-1:], False
    return found


def letters(given: set[str]) -> set[str]:
    """Those that are letters or marks, in both cases, whole and in pieces."""
    both = {cased for each in given for cased in (each, *each.upper(), *each.lower(), *each.title())}
    pieces = {piece for each in both for piece in unicodedata.normalize("NFD", each)}
    return {each for each in both | pieces if unicodedata.category(each)[0] in "LM" and not _is_left_out(each)}


def _is_left_out(letter: str) -> bool:
    return letter.isascii() or "IDEOGRAPH" in unicodedata.name(letter, "")


def shown(found: set[str]) -> str:
    """The letters in the order of their codes, runs of four and more as ranges, marks and joiners as escapes."""
    codes = sorted(map(ord, found))
    parts: list[str] = []
    while codes:
        run = 1
        while run < len(codes) and codes[run] == codes[0] + run:
            run += 1
        taken, codes = codes[:run], codes[run:]
        parts += [f"{_escaped(taken[0])}-{_escaped(taken[-1])}"] if run > 3 else map(_escaped, taken)
    return "".join(parts)


def _escaped(code: int) -> str:
    return chr(code) if unicodedata.category(chr(code))[0] == "L" else f"\\u{code:04X}"


def main() -> None:
    """Writes letters.toml and the licence beside this file."""
    known = tomllib.loads((HERE / "languages.toml").read_text("utf-8"))
    lines = []
    with package() as archive:
        for tag in sorted(known):
            name = NAMES.get(tag, tag)
            try:
                file = archive.extractfile(f"package/main/{name}/characters.json")
            except KeyError:
                continue
            assert file is not None
            sets = json.load(file)["main"][name]["characters"]
            found = letters(characters(sets["exemplarCharacters"]) | characters(sets.get("auxiliary", "[]")))
            if found:
                lines.append(f'{tag} = "{shown(found)}"\n')
        licence = archive.extractfile("package/LICENSE")
        assert licence is not None
        (HERE / "LICENSE-UNICODE.txt").write_bytes(licence.read())
    (HERE / "letters.toml").write_text(HEADER + "".join(lines), "utf-8")


if __name__ == "__main__":
    main()
