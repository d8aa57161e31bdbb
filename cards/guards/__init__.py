"""Guards that keep a text from being printed or signed: it is broken, in another language, or not allowed on a card."""
