"""The cards, from a checkout: `python generate.py --help`. Installed, the same command is `rights-cards`."""

from cards.start import main

if __name__ == "__main__":
    main()
