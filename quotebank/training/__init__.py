"""Training the reader: the only room that knows torch. ``python -m quotebank.training --help``."""
