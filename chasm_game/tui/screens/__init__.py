"""One screen per module; each owns its state and its keys."""
