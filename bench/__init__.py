"""The benchmark: `make bench`, or `python -m bench --help`. Nothing here is part of the program or its tests."""
