"""A rehearsal: a whole session with people who are not there, in front of a host that does not know it."""
