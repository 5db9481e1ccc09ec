"""Saves: a save is its decisions. Append, read, replay."""
