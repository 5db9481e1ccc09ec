"""The game on a terminal's screen: sees views and a `Play`, and nothing of the rules."""
