"""QR symbols (ISO/IEC 18004): the modules for a link, and the size at which they are drawn. Only user of qrcode."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cards.errors import DoesNotFit, setting
from cards.measures import POINTS_PER_MM, millimetres
from cards.read.links import Link

QUIET_ZONE = 4
"""Modules of empty space on each side: ISO/IEC 18004, 5.3.8."""

MODULE = 0.44 * POINTS_PER_MM
"""The module width to aim at, in points: a little over the 0.40 mm that GS1 asks for at a counter."""

MODULE_WARN = 0.40 * POINTS_PER_MM
MODULE_LEAST = 0.33 * POINTS_PER_MM

Modules = tuple[tuple[bool, ...], ...]


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol: its modules by row from the top, without quiet zone, the exact text that it holds, and its address."""

    modules: Modules
    content: str
    target: str = ""

    @property
    def span(self) -> int:
        """The modules along one side, both quiet zones included."""
        return len(self.modules) + 2 * QUIET_ZONE


@lru_cache(maxsize=4096)
def link_symbol(link: Link) -> Symbol:
    """The smaller of the symbols for a link as it is and with scheme and host in capitals; error correction level M."""
    plain, capitals = _code(link.url), _code(link.capitals)
    if capitals.version < plain.version:
        return Symbol(_modules(capitals), link.capitals, link.url)
    return Symbol(_modules(plain), link.url, link.url)


def module_width(symbol: Symbol, largest_panel: float, wanted: float = MODULE) -> float:
    """The width of a module, `wanted` points or as many as let symbol and quiet zones fit a panel of that side.

    Raises DoesNotFit below `MODULE_LEAST`, at which phones begin to fail.
    """
    width = min(wanted, largest_panel / symbol.span)
    if width < MODULE_LEAST:
        raise DoesNotFit(
            f"The address makes a QR code of {millimetres(width):.2f} mm modules, under "
            f"{millimetres(MODULE_LEAST):.2f} mm, which phones cannot read.",
            f"Give a shorter address with {setting('link')}, or a stock with larger cards.",
        )
    return width


def _code(content: str) -> Any:
    """The code for a text, not drawn yet, in the smallest version that holds it."""
    # qrcode takes 70 ms to import because it looks for picture libraries.
    import qrcode
    from qrcode.constants import ERROR_CORRECT_M

    code = qrcode.QRCode(version=None, error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(content, optimize=10)
    code.best_fit()
    return code


def _modules(code: Any) -> Modules:
    code.make(fit=False)
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())
