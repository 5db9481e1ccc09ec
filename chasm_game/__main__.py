"""`python -m chasm_game` is `chasm`."""

from chasm_game.cli import main

main()
