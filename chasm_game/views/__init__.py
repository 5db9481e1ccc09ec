"""What a player may see, as frozen values, and how it is made of a game."""
