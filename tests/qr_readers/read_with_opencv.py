"""Prints what OpenCV reads in each of the pictures whose paths are given, a line each, empty for nothing."""

import sys

import cv2

for path in sys.argv[1:]:
    picture = cv2.imread(path, cv2.IMREAD_GRAYSCALE)
    assert picture is not None, path
    print(cv2.QRCodeDetector().detectAndDecode(picture)[0])
