"""The verbs of the command line, a module each. Heavy things are imported inside them."""
