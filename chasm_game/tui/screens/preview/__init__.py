"""What a preview adds to the screens of the game."""
