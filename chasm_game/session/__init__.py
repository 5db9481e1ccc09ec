"""A player's seat: what may be seen and done, whether the game runs here or, later, on a host."""
