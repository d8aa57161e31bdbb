"""Keeps a locale: begins its catalog, brings it up to date, checks it, signs it, and tells how far it is."""
