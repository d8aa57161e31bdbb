"""Maintains a locale: starts its catalog, updates, checks and signs it, and reports its status."""
