"""The guided walk through a debrief, one thought a page: told here once for screen, plain mode and export."""
