"""Since when a change is counted: what followed since the decision, ledger and looking back over the whole round."""

from __future__ import annotations

from pathlib import Path

import pytest
from session import seats

from chasm_game.debrief.headings import SINCE, WHOLE_ROUND
from chasm_game.debrief.pages.decisions import decisions
from chasm_game.plain import consequences
from chasm_game.plain.side_commands import aside
from chasm_game.session.local import LocalPlay
from chasm_game.session.local_seat import LocalSeat


@pytest.fixture
def asked(tmp_path: Path) -> LocalPlay:
    """A practised tutorial in the round whose shock takes more than the answer gives."""
    play = seats.begin(tmp_path, seats.library().find("tutorial"), quick=True, practice=True)
    play.decide("own-up")
    play.ask()
    play.decide("prices")
    return play


def test_what_followed_and_the_ledger_say_since_when_they_count(asked: LocalPlay) -> None:
    """The shock is in the one and not in the other, so the value rises in the one and falls in the other."""
    told = asked.consequences()[-1]
    followed = " ".join(consequences.decision(told))
    assert f"What followed {SINCE}, as reported: " in followed
    assert told.dashboard.value is not None
    assert told.dashboard.value.change > 0
    ledger = list(aside(LocalSeat(asked, at_once=True).state.view, "ledger") or ())
    assert ledger[0] == f"Every point {WHOLE_ROUND}."
    asked.decide("bread")
    looked_back = list(decisions(asked.debrief(), None))[1].words[0].text
    asked.close()
    assert "Over the whole round, what happened included, value went from 55 to 54." in looked_back
