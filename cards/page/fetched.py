"""The parts of the page that other projects make, as `make page` fetches them: npm packages and wheels.

`parts/` says which, in which versions, with checksums. Nothing here fetches anything.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from cards.errors import BadOrder

LISTS = Path(__file__).resolve().parent / "parts"
"""The folder with package.json, package-lock.json, wheels.txt and what runs with Node.js."""

_AGAIN = "Fetch the parts again with `make page`."


@dataclass(frozen=True, slots=True)
class Parts:
    """A folder with `node_modules/` and `wheels/`."""

    folder: Path

    @property
    def pyodide(self) -> Path:
        """The folder of Pyodide, with the files that a browser loads."""
        return self.folder / "node_modules" / "pyodide"

    def npm(self, path: str) -> bytes:
        """A file of an npm package, such as "pyodide/pyodide.mjs". Raises BadOrder."""
        return self._read(self.folder / "node_modules" / path)

    def wheel(self, project: str) -> dict[str, bytes]:
        """The files of a project's wheel by their paths. Raises BadOrder unless there is one such wheel."""
        found = sorted((self.folder / "wheels").glob(f"{project}-*.whl"))
        if len(found) != 1:
            raise BadOrder(
                f"The folder {self.folder / 'wheels'} has {len(found)} wheels of {project}, not one.", _AGAIN
            )
        with zipfile.ZipFile(io.BytesIO(self._read(found[0]))) as opened:
            return {each.filename: opened.read(each) for each in opened.infolist() if not each.is_dir()}

    def _read(self, path: Path) -> bytes:
        try:
            return path.read_bytes()
        except OSError as error:
            raise BadOrder(f"A part of the page is missing: {path} ({error.strerror}).", _AGAIN) from error
