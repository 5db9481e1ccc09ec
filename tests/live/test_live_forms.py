"""Every form of the facilitator's window, posted as a browser without a script posts it, is what the host takes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import httpx
import pytest
from live.serving import PATIENCE, Served, room, served
from pages import rooms
from pages.reading import HTML, parsed

from chasm_game.live.hosted import Hosted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

pytestmark = [pytest.mark.long, pytest.mark.timeout(300)]

WAY: tuple[tuple[str, dict[str, str]], ...] = (
    ("spare", {"on": "1"}), ("seats", {"people": "20"}), ("team", {"name": "Third"}), ("rename", {"name": "Other"}),
    ("begin", {}), ("sheet", {"points.customers": "50"}), ("next", {}), ("choose", {}), ("answers", {}),
    ("choose", {"letter": "B"}), ("ask", {}), ("minute", {}), ("timer", {}), ("nudge", {}), ("default", {}),
    ("clear", {}), ("freeze", {}), ("reveal", {}), ("correct", {"letter": "A"}), ("remove", {}), ("restore", {}),
    ("next", {}), ("shorten", {}), ("answers", {}), ("reveal", {}), ("next", {}), ("next", {}), ("scores", {}),
)  # fmt: skip
"""A session by forms alone: the verb, and what is filled in; all else is as the form stands."""


def filled(form: Element) -> dict[str, str]:
    """What a browser sends of a form that nobody touched."""
    found = {}
    for field in form.iter():
        name = field.get("name")
        if name is None:
            continue
        if field.tag == f"{HTML}select":
            options = list(field.iter(f"{HTML}option"))
            chosen = next((each for each in options if each.get("selected") is not None), options[0])
            found[name] = chosen.get("value", chosen.text or "")
        elif field.get("type") != "radio" or field.get("checked") is not None:
            found[name] = field.get("value", field.text or "")
    return found


def posted(client: httpx.Client, verb: str, said: dict[str, str]) -> httpx.Response:
    """The form of a verb, looked for on the page as it is now, filled in and sent."""
    page = parsed(client.get("/presenter").text)
    form = next(each for each in page.iter(f"{HTML}form") if each.get("action") == f"/presenter/{verb}")
    return client.post(f"/presenter/{verb}", data=filled(form) | said, headers={"origin": str(client.base_url)})


def fault_of(answer: httpx.Response) -> str:
    """The sentence on a page that something was refused on."""
    found = re.search(r'id="fault"[^>]*>(.*?)</p>', answer.text)
    return found[1] if found else ""


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Served]:
    """A room of two teams with a long story, served."""
    with served(Hosted.new(room(tmp_path, scenario=rooms.story("broken-guitar")))) as it:
        yield it


def test_a_session_can_be_led_by_plain_forms(host: Served) -> None:
    """From doors to scores, each verb by its form as it stands on the page: taken, without a word of refusal."""
    base = f"http://127.0.0.1:{host.port}"
    for team in (1, 2):  # a team of nobody is not nudged
        host.join(team)
    with httpx.Client(base_url=base, follow_redirects=True, timeout=PATIENCE) as client:
        client.get(f"/presenter?token={host.lead.token}")
        for verb, said in WAY:
            answer = posted(client, verb, said)
            assert (verb, answer.status_code, fault_of(answer)) == (verb, 200, "")
    assert host.lead.view("presenter")["stage"] == "scores"


def test_what_is_refused_says_so_on_the_page(host: Served) -> None:
    """A majority that there is none of: the page again, with the sentence on it, and the room as it was."""
    base = f"http://127.0.0.1:{host.port}"
    people = host.join(1), host.join(1)
    for verb in ("begin", "next", "answers"):
        host.lead.do(f"/presenter/{verb}")
    for person, letter in zip(people, "AB", strict=True):  # without a vote no majority is offered
        person.do("/seat/vote", round=host.hosted.room.round_id, letter=letter)
    with httpx.Client(base_url=base, follow_redirects=True, timeout=PATIENCE) as client:
        client.get(f"/presenter?token={host.lead.token}")
        answer = posted(client, "majority", {})
    assert answer.status_code == 409
    assert "has more votes than every other" in fault_of(answer)
    assert host.lead.view("presenter")["stage"] == "answers"
