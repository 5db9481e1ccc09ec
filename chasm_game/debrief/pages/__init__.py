"""The pages of a debrief, one thought each, told here once for screen, plain mode and files."""
