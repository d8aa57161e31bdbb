"""A workshop's pack: many files of cards made at once, whole or resumed, with a list of what they are."""
