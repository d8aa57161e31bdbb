"""Whole pages: cover sheets, proofs and the calibration sheet."""
