"""One laptop for a room of teams: an ordinary save for each, letters in a journal of the room's own, no screen."""
