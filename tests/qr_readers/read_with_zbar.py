"""Prints what ZBar reads in each of the pictures whose paths are given, a line each, empty for nothing.

Several codes in one picture are separated by spaces, which no address has.
"""

import sys

from PIL import Image
from pyzbar.pyzbar import ZBarSymbol, decode

for path in sys.argv[1:]:
    with Image.open(path) as picture:
        print(*sorted(each.data.decode() for each in decode(picture, symbols=[ZBarSymbol.QRCODE])))
