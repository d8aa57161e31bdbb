"""Faces and a stock become sheets: slots, the mirrored back, bleed and cut marks."""
