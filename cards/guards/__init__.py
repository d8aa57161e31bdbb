"""What keeps a text from being printed or signed: it is broken, in another language, or says what no card may say."""
