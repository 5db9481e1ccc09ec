"""The debrief as pages of HTML that need nothing else: they are mailed, opened offline, printed.

A page sees views from `session` and figures from `charts`, never rules, scenarios or journals.
"""

from chasm_game.pages.handout import handout, write_handouts
from chasm_game.pages.player import review_page
from chasm_game.pages.room import room_page
from chasm_game.pages.session_papers import write_session_papers
from chasm_game.pages.team import team_page, write_team_pages

__all__ = [
    "handout",
    "review_page",
    "room_page",
    "team_page",
    "write_handouts",
    "write_session_papers",
    "write_team_pages",
]
