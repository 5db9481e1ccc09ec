"""A whole session over HTTP, as programs play it."""

from __future__ import annotations

from pathlib import Path

from live.serving import Client, room, served

from chasm_game.live.hosted import Hosted


def play_round(lead: Client, people: list[Client]) -> None:
    """From the story to the next one: everybody votes, whoever has the pen hands in."""
    lead.do("/presenter/answers")
    for person in people:
        waits = person.view()["round"]
        if waits is not None:
            person.do("/seat/vote", round=waits["round"], letter=waits["open"][0], who="nobody", confidence=60)
    for person in people:
        waits = person.view()["round"]
        if waits is not None and waits["has_pen"]:
            person.do("/seat/choice", round=waits["round"], letter=waits["open"][0], reason="So.")
    lead.do("/presenter/reveal")
    lead.do("/presenter/next")


def test_a_whole_session_of_two_teams_over_http(tmp_path: Path) -> None:
    """Join, sheets, rounds with votes and choices, sheets again, scores: each step is seen from seat and projector."""
    with served(Hosted.new(room(tmp_path))) as it:
        lead = it.lead
        people = [it.join(team) for team in (1, 1, 2)]
        assert people[0].view()["stage"] == "lobby"
        assert [tile["people"] for tile in lead.view("projector")["tiles"]] == [2, 1]
        lead.do("/presenter/begin")
        who = [each for each, _ in people[0].view()["sheet"]["stakeholders"]]
        for n, person in enumerate(people):
            person.do("/seat/sheet", when="before", points={who[n % len(who)]: 70, who[-1]: 30})
        assert lead.view("projector")["handed_in"] == [3, 3]
        lead.do("/presenter/next")
        assert people[0].view()["stage"] == "story"
        assert people[0].view()["game"]["round"]["responses"] == []
        while lead.view("presenter")["stage"] == "story":
            play_round(lead, people)
        assert people[0].view()["stage"] == "sheets after"
        for person in people:
            person.do("/seat/sheet", when="after", points={who[0]: 50, who[-1]: 50})
        lead.do("/presenter/next")
        view = people[0].view()
        assert (view["stage"], view["game"]["debrief"]) == ("talk", None)
        assert lead.view("projector")["room"]["scores"] is None
        lead.do("/presenter/scores")
        assert people[0].view()["game"]["debrief"] is not None
        assert len(lead.view("projector")["room"]["scores"]) == 2
