"""Plans to fill in: advice, and lines to write on, on one page that is folded."""
