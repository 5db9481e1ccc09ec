"""What is said where nothing was promised that the model holds against anybody."""

from __future__ import annotations

from pathlib import Path

from session import seats

from chasm_game.debrief.pages.results import results


def test_a_word_that_a_story_keeps_for_you_is_not_denied(tmp_path: Path) -> None:
    """The fuel line of The Broken Guitar is printed, and claims nothing: no promise falls due, and no more is said."""
    story = seats.library().find("broken-guitar")
    round_ = next(r for r in story.rounds if any(a.id == "surcharge" for a in r.responses))
    answer = round_.response("surcharge")
    assert answer is not None
    assert not answer.claims
    assert any("as you had printed it" in str(later.because) for later in answer.later)
    play = seats.begin(tmp_path, seats.small(), quick=True)
    for response in ("hard", "never", "rest", "wait"):
        play.decide(response)
    said = {r.name: r.says.text for r in results(play.debrief())}["Say-do"]
    play.close()
    assert said == "None of your answers was a promise that falls due."
