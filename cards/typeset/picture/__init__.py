"""Pictures to share: one side of a card, laid out for a screen. One unit is a pixel."""
