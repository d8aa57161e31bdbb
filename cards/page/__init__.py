"""The web page: everything that the commands make, in a browser, with the same core; and static pages by language."""
