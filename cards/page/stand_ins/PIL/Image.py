"""ReportLab imports this module, and asks it for nothing as long as it draws no picture."""

# ruff: noqa: N999 (the name is Pillow's)
