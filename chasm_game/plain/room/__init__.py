"""A room line by line: for a facilitator who listens, over a bad line, or out of a script."""
