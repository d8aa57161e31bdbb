"""Posters for a door or a wall."""
