"""The licenses of what others made and the page is made of. A site and the single file both carry them."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from cards.locations import bundled
from cards.page.fetched import LISTS, Parts

NAME = "licenses.txt"
"""The name of their file in a build."""

_HEADING = (
    "The page that makes cards contains these works of others. Of ICU's data it has what breaks lines, and of the\n"
    "libraries in Python the modules that it uses, compiled."
)
_RULE = f"\n\n{'=' * 80}\n"


class _Work(NamedTuple):
    """A work: its name, the package of npm or the wheel that it comes in, its license, its source, its text.

    A text is a file of that package, or of `parts/licenses/` where the package has none.
    """

    name: str
    package: str
    license: str
    source: str
    text: str


_ICU = "@echogarden/icu-segmentation-wasm"
_WORKS = (
    _Work("Pyodide", "pyodide", "MPL-2.0", "https://github.com/pyodide/pyodide", "MPL-2.0.txt"),
    _Work("Python, in Pyodide", "pyodide", "PSF-2.0", "https://www.python.org/downloads/source/", "Python.txt"),
    _Work("icu-segmentation-wasm", _ICU, "MIT", "https://github.com/echogarden-project/icu-segmentation-wasm",
          "LICENSE.md"),
    _Work("ICU, in icu-segmentation-wasm", _ICU, "Unicode-3.0", "https://github.com/unicode-org/icu", "Unicode.txt"),
    _Work("zxing-wasm", "zxing-wasm", "MIT", "https://github.com/Sec-ant/zxing-wasm", "LICENSE"),
    _Work("ZXing-C++, in zxing-wasm", "zxing-wasm", "Apache-2.0", "https://github.com/zxing-cpp/zxing-cpp",
          "Apache-2.0.txt"),
    _Work("resvg-wasm", "@resvg/resvg-wasm", "MPL-2.0", "https://github.com/yisibl/resvg-js", "MPL-2.0.txt"),
    _Work("pdf.js", "pdfjs-dist", "Apache-2.0", "https://github.com/mozilla/pdf.js", "Apache-2.0.txt"),
    _Work("Babel", "babel.whl", "BSD-3-Clause", "https://github.com/python-babel/babel", "licenses/LICENSE"),
    _Work("phonenumberslite", "phonenumberslite.whl", "Apache-2.0",
          "https://github.com/daviddrysdale/python-phonenumbers", "Apache-2.0.txt"),
    _Work("qrcode", "qrcode.whl", "BSD-3-Clause", "https://github.com/lincolnloop/python-qrcode", "LICENSE"),
    _Work("ReportLab", "reportlab.whl", "BSD-3-Clause", "https://www.reportlab.com", "licenses/LICENSE"),
    _Work("uharfbuzz", "uharfbuzz.whl", "Apache-2.0", "https://github.com/harfbuzz/uharfbuzz", "Apache-2.0.txt"),
    _Work("HarfBuzz, in uharfbuzz", "uharfbuzz.whl", "MIT-Modern-Variant", "https://github.com/harfbuzz/harfbuzz",
          "HarfBuzz.txt"),
)  # fmt: skip


def licenses_of_parts(parts: Parts) -> str:
    """Each work with its version, its license and where its source is; then each license once, with who it is for.

    Raises BadOrder if a part is missing.
    """
    works, texts = [], dict[str, list[str]]()
    for work in _WORKS:
        version, text = _read(parts, work)
        works.append(f"{work.name} {version}, {work.license}. Source: {work.source}")
        texts.setdefault(text, []).append(work.name)
    licenses = (f"{', '.join(names)}\n\n{text}" for text, names in texts.items())
    return _RULE.join((_HEADING, "\n".join(works), *licenses)) + "\n"


def _read(parts: Parts, work: _Work) -> tuple[str, str]:
    """The version of the package of a work, and the text of its license."""
    if work.package.endswith(".whl"):
        files = parts.wheel(work.package.removesuffix(".whl"))
        folder = next(name.partition("/")[0] for name in files if ".dist-info/" in name)
        version = folder.removesuffix(".dist-info").rpartition("-")[2]
        text = _ours(parts, work.text) if work.text.endswith(".txt") else files[f"{folder}/{work.text}"]
    else:
        version = str(json.loads(parts.npm(f"{work.package}/package.json"))["version"])
        text = _ours(parts, work.text) if work.text.endswith(".txt") else parts.npm(f"{work.package}/{work.text}")
    return version, re.sub(r"\n{3,}", "\n\n", text.decode("utf-8").replace("\r\n", "\n").strip("\n"))


def _ours(parts: Parts, name: str) -> bytes:
    """A license that several works share, or that is missing in the package."""
    if name == "Apache-2.0.txt":
        return parts.npm("pdfjs-dist/LICENSE")
    if name == "Unicode.txt":
        return (bundled().translations / "LICENSE-UNICODE.txt").read_bytes()
    return (LISTS / "licenses" / name).read_bytes()
