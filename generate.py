"""The cards, from a checkout: `python generate.py --help`. Installed, the same command is `rights-cards`."""

from cards.cli import main

if __name__ == "__main__":
    main()
