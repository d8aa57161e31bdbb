"""The wallet card, and large print."""
