"""What stands in for icu4py in a browser."""
