"""What a game that is over says: every fact with its sentence, told once for screen, plain mode, page and document."""
