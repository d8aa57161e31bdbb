"""QR symbols (ISO/IEC 18004): the modules for a link, and the size at which they are drawn. The only module that
imports qrcode.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from cards.errors import DoesNotFit, setting
from cards.measures import POINTS_PER_MM, millimetres
from cards.read.links import Link
from cards.typeset.scale import Points

QUIET_ZONE = 4
"""Modules of empty space on each side: ISO/IEC 18004, 5.3.8."""

MODULE = Points(0.50 * POINTS_PER_MM)
MODULE_WARN = Points(0.44 * POINTS_PER_MM)
MODULE_LEAST = Points(0.37 * POINTS_PER_MM)
"""Module widths in points: the target, the width below which a code warns, and that below which it is refused.

In 6,780 simulated frames of seven readers (our facts, 2026-11) 0.50 mm was read in 70 to 99 % of single frames, 0.44 mm
in 53 to 88 % and 0.40 mm in 37 to 66 %; what decides is blur divided by module, and stronger error correction does not
help.
"""

CAPACITY = (14, 26, 42, 62, 84, 106, 122, 152)
"""The bytes that a symbol of version 1, 2, … holds at level M: ISO/IEC 18004, table 7. More than any link has."""

Modules = tuple[tuple[bool, ...], ...]


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol: its modules by row from the top, without quiet zone, and the exact text that it holds."""

    modules: Modules
    content: str

    @property
    def span(self) -> int:
        """The modules along one side, including both quiet zones."""
        return len(self.modules) + 2 * QUIET_ZONE


@lru_cache(maxsize=4096)
def link_symbol(link: Link) -> Symbol:
    """The smallest symbol for the exact text of a link, at error correction level M."""
    # qrcode takes 70 ms to import because it looks for picture libraries.
    import qrcode
    from qrcode.constants import ERROR_CORRECT_M

    code = qrcode.QRCode(version=None, error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(link.url, optimize=10)
    code.make(fit=True)
    return Symbol(tuple(tuple(bool(module) for module in row) for row in code.get_matrix()), link.url)


def module_width(symbol: Symbol, largest_panel: Points, wanted: Points = MODULE) -> Points:
    """The width of a module: `wanted` points, or as many as let symbol and quiet zones fit a panel of that side.

    Raises DoesNotFit below `MODULE_LEAST`, at which phones begin to fail, with the length that would fit.
    """
    width = min(wanted, largest_panel / symbol.span)
    if width < MODULE_LEAST - Points(1e-9):
        raise DoesNotFit(
            f"The address, with {len(symbol.content)} characters, makes a QR code of {millimetres(width):.2f} mm "
            f"modules, under {millimetres(MODULE_LEAST):.2f} mm, which phones cannot read.",
            f"Give {shorter_address(largest_panel, MODULE_LEAST)}, or use a stock with larger cards.",
        )
    return width


def shorter_address(largest_panel: Points, module: Points) -> str:
    """Advice on an address that is too long for a panel of that side with modules of that width."""
    version = int((largest_panel / module - 2 * QUIET_ZONE - 17 + 1e-9) // 4)  # 17 + 4 v modules: 5.3.1
    if version < 1:
        return f"a shorter address with {setting('link')}"
    return f"an address of {CAPACITY[min(version, len(CAPACITY)) - 1]} characters or fewer with {setting('link')}"
