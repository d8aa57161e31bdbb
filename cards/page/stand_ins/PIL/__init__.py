"""A replacement for Pillow in a browser, which decodes logos itself."""

# ruff: noqa: N999 (the name is Pillow's)
