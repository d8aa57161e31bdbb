"""A workshop's pack: many files of cards made in one run, which can be resumed, with a list of their contents."""
