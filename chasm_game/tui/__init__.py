"""The game on a terminal's screen: sees views and a seat, and nothing of the rules."""
