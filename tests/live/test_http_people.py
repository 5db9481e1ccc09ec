"""People who come in, come back, sleep and hand in too late, over HTTP."""

from __future__ import annotations

import json
import re
import threading
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from live.serving import PATIENCE, Client, Served, begun, next_round, opened, room, served, text_of
from session.rooms import Clock

from chasm_game.live.hosted import Hosted


def browser(it: Served) -> httpx.Client:
    """A browser: it keeps cookies and goes where it is sent."""
    return httpx.Client(base_url=str(it.http.base_url), timeout=PATIENCE, verify=False, follow_redirects=True)


def key_of(page: httpx.Response) -> str:
    """What the form of a page calls the thing that it hands in."""
    found = re.search(r'name="key" value="([^"]+)"', page.text)
    assert found
    return found[1]


def test_acceptance_01_the_join_link_opened_three_times_on_one_phone_is_one_seat(tmp_path: Path) -> None:
    """Three tabs, three times *join*, twenty times *refresh*: one seat, and the same screen each time."""
    with served(Hosted.new(room(tmp_path))) as it, browser(it) as phone:
        tabs = [phone.get(f"/{it.code}") for _ in range(3)]
        pages = [phone.post(f"/{it.code}/join", data={"team": "1", "key": key_of(tab)}) for tab in tabs]
        assert [page.status_code for page in pages] == [200, 200, 200]
        assert len(it.hosted.people.seats) == 1
        (seat,) = it.hosted.people.seats.values()
        for _ in range(20):
            page = phone.get(f"/{it.code}")
            assert page.url.path == "/seat"
            assert seat.pin in text_of(page)
        assert len(it.hosted.people.seats) == 1


def test_a_join_that_is_sent_twice_is_one_seat(tmp_path: Path) -> None:
    """A form that a nervous thumb sends twice, before the first answer set a cookie, is one person."""
    with served(Hosted.new(room(tmp_path))) as it:
        key = uuid4().hex
        answers = [it.http.post(f"/{it.code}/join", json={"team": 2, "key": key}).json() for _ in range(2)]
        assert answers[0] == answers[1]
        assert len(it.hosted.people.seats) == 1


def test_acceptance_02_the_25th_person_and_the_7th_team_get_a_sentence(tmp_path: Path) -> None:
    """Whoever finds no seat reads why; a team of a new name is opened where that is allowed, and else refused."""
    with served(Hosted.new(room(tmp_path, 6), people=24)) as it, browser(it) as phone:
        for n in range(24):
            it.join(n % 6 + 1)
        page = phone.get(f"/{it.code}")
        assert "All 24 seats are taken" in text_of(page)
        late = phone.post(f"/{it.code}/join", data={"team": "1", "key": uuid4().hex})
        assert late.status_code == 409
        assert "All 24 seats are taken" in text_of(late)
        it.lead.do("/presenter/seats", people=26)
        it.join(1)
        seventh = it.http.post(f"/{it.code}/join", json={"name": "Seventh", "key": uuid4().hex})
        assert (seventh.status_code, "opened by whoever leads" in seventh.json()["refused"]) == (403, True)
        it.lead.do("/presenter/spare", on=True)
        assert it.join(name="Seventh").seat["team"] == 7
        assert len(it.hosted.people.seats) == 26


def field(page: httpx.Response, name: str) -> str:
    """What stands in a field of a page."""
    found = re.search(rf'<input[^>]* name="{name}"[^>]*? value="([^"]*)"', page.text)
    return found[1] if found else ""


def test_what_was_typed_at_the_door_and_refused_stands_there_still(tmp_path: Path) -> None:
    """A wrong code, a wrong PIN with its team, a name that is refused: shown again as text, to be put right."""
    with served(Hosted.new(room(tmp_path, 3))) as it, browser(it) as phone:
        it.join(2)
        page = phone.get("/", params={"code": "Ba Fokilu"})
        assert (page.status_code, field(page, "code")) == (404, "bafokilu")
        page = phone.get("/", params={"code": '"><b>' + "x" * 90})
        assert field(page, "code") == "&#34;&gt;&lt;b&gt;" + "x" * 35
        page = phone.post(f"/{it.code}/return", data={"team": "2", "pin": "00000", "key": uuid4().hex})
        assert (page.status_code, field(page, "pin")) == (403, "00000")
        assert re.findall(r'<option value="(\d+)" selected', page.text) == ["2"]
        page = phone.post(f"/{it.code}/return", data={"team": "two", "pin": "<i>", "key": uuid4().hex})
        assert (page.status_code, field(page, "pin"), "selected" in page.text) == (400, "&lt;i&gt;", False)
        it.lead.do("/presenter/spare", on=True)
        page = phone.post(f"/{it.code}/join", data={"name": "The Crew", "key": "short"})
        assert (page.status_code, field(page, "name")) == (400, "The Crew")
        page = phone.get(f"/{it.code}")
        assert (page.status_code, field(page, "name"), field(page, "pin")) == (200, "", "")


def test_what_was_chosen_is_said_with_the_letter_of_the_cards(tmp_path: Path) -> None:
    """What was handed in, what was taken by default, and what it was corrected to: on the page and to programs."""
    with served(Hosted.new(room(tmp_path))) as it:
        person, other = it.join(1), it.join(2)
        begun(it)
        current = opened(it)
        titles = {letter: title for letter, _, title in person.view()["round"]["letters"]}
        person.do("/seat/choice", round=current, letter="B")
        it.lead.do("/presenter/reveal")

        def told(who: Client) -> tuple[str, str]:
            page = text_of(it.http.get("/seat", headers={"authorization": f"Bearer {who.token}"}))
            return who.view()["game"]["rounds"][-1]["letter"], page[page.index("You chose") :]

        assert (told(person)[0], told(other)[0]) == ("B", "A")
        assert told(person)[1].startswith(f"You chose B: {titles['B']}")
        assert told(other)[1].startswith(f"You chose A: {titles['A']}")
        it.lead.do("/presenter/correct", team=1, letter="A")
        assert told(person)[0] == "A"
        assert told(person)[1].startswith(f"You chose A: {titles['A']}")


def test_a_person_hears_what_came_of_the_own_forecast_and_of_nobody_else_s(tmp_path: Path) -> None:
    """At the reveal, who voted as the team decided: as the team's own is judged. Not before, not after, not of another
    answer, not without a forecast, and not twice where somebody is the whole team.
    """
    with served(Hosted.new(room(tmp_path))) as it:
        voted, other, silent, alone = it.join(1), it.join(1), it.join(1), it.join(2)
        everybody = (voted, other, silent, alone)
        begun(it)
        current = opened(it)
        voted.do("/seat/vote", round=current, letter="A", who="customers", confidence=80)
        other.do("/seat/vote", round=current, letter="B", who="customers", confidence=80)
        silent.do("/seat/vote", round=current, letter="A")
        alone.do("/seat/vote", round=current, letter="A", who="customers", confidence=80)
        for person in everybody:
            now = person.view()["round"]
            if now["has_pen"]:
                person.do("/seat/choice", round=current, letter="A", who="customers", confidence=80)
        assert [person.view()["foreseen"] for person in everybody] == [None] * 4
        it.lead.do("/presenter/reveal")
        told = voted.view()
        assert told["foreseen"] == told["game"]["rounds"][-1]["prediction"]
        assert told["foreseen"]["confidence"] == 80
        assert [person.view()["foreseen"] for person in everybody[1:]] == [None] * 3
        own = {"authorization": f"Bearer {voted.token}"}
        assert "With your own vote: You were 80 % sure that" in text_of(it.http.get("/seat", headers=own))
        it.lead.do("/presenter/correct", team=1, letter="B")
        assert (voted.view()["foreseen"], other.view()["foreseen"]["confidence"]) == (None, 80)
        it.lead.do("/presenter/next")
        assert [person.view()["foreseen"] for person in everybody] == [None] * 4


def test_acceptance_03_forty_joins_at_once_take_no_seat_twice(tmp_path: Path) -> None:
    """Forty phones at the same moment have forty seats, forty tokens and forty PINs."""
    with served(Hosted.new(room(tmp_path, 6))) as it:
        found: list[dict[str, object]] = []
        gate = threading.Barrier(40, timeout=PATIENCE)

        def join(n: int) -> None:
            with httpx.Client(base_url=str(it.http.base_url), timeout=PATIENCE, verify=False) as phone:
                gate.wait()
                found.append(phone.post(f"/{it.code}/join", json={"team": n % 6 + 1, "key": uuid4().hex}).json())

        threads = [threading.Thread(target=join, args=(n,)) for n in range(40)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE)
        for name in ("code", "token", "pin"):
            assert len({str(each[name]) for each in found}) == 40
        assert len(it.hosted.people.seats) == 40


def test_acceptance_05_a_phone_that_slept_sees_the_right_state_at_once(tmp_path: Path) -> None:
    """On waking, one request gives the newest state; what is handed in for the round that was closed is refused."""
    with served(Hosted.new(room(tmp_path))) as it:
        phone, other = it.join(1), it.join(1)
        begun(it)
        asleep_in = opened(it)
        before = phone.send("GET", "/seat/state").json()["version"]
        other.do("/seat/vote", round=asleep_in, letter="B")
        next_round(it)
        awake = phone.send("GET", f"/seat/state?since={before}").json()
        assert (awake["view"]["stage"], awake["view"]["round"]) == ("story", None)
        assert awake["version"] > before
        assert phone.send("GET", f"/seat/state?since={awake['version']}").status_code == 204
        for verb in ("vote", "choice", "pen", "ask"):
            said = phone.refused(f"/seat/{verb}", 409, round=asleep_in, letter="A")
            assert said == {"refused": "This round is closed: what was handed in stands.", "passed": True}


def test_acceptance_06_a_pin_takes_the_seat_over_and_the_old_phone_is_told(tmp_path: Path) -> None:
    """On another phone the PIN brings back team, vote and code; the stream of the old one says that it is over."""
    with served(Hosted.new(room(tmp_path))) as it:
        old = it.join(2)
        begun(it)
        old.do("/seat/vote", round=opened(it), letter="B")
        headers = {"authorization": f"Bearer {old.token}"}
        with it.http.stream("GET", "/seat/events", headers=headers) as stream:
            lines = stream.iter_lines()
            assert next(line for line in lines if line.startswith("event:")) == "event: state"
            said = {"team": 2, "pin": old.seat["pin"], "key": uuid4().hex}
            new = Client(it, it.http.post(f"/{it.code}/return", json=said).json()["token"])
            assert next(line for line in lines if line.startswith("event:")) == "event: taken"
        view = new.view()
        assert (view["code"], view["pin"], view["round"]["vote"]["letter"]) == (
            old.seat["code"], old.seat["pin"], "B",
        )  # fmt: skip
        assert old.send("GET", "/seat/state").status_code == 401
        assert len(it.hosted.people.seats) == 1


@pytest.mark.parametrize("tries", [4, 5, 6])
def test_acceptance_07_five_wrong_pins_are_slowed(tmp_path: Path, tries: int) -> None:
    """After four wrong PINs the right one is taken; after five it is not looked at for half a minute."""
    clock = Clock()
    hosted = Hosted.new(room(tmp_path, clock=clock), clock=clock)
    with served(hosted) as it:
        seat = it.join(1).seat
        wrong = [f"{n:04}" for n in range(10) if f"{n:04}" != seat["pin"]][:tries]
        for n, pin in enumerate(wrong):
            answer = it.http.post(f"/{it.code}/return", json={"team": 1, "pin": pin, "key": uuid4().hex})
            assert answer.status_code == (403 if n < 5 else 429)
        right = {"team": 1, "pin": seat["pin"], "key": uuid4().hex}
        answer = it.http.post(f"/{it.code}/return", json=right)
        assert answer.status_code == (200 if tries < 5 else 429)
        if tries >= 5:
            assert answer.headers["retry-after"] == "30"
            clock.now += 31
            assert it.http.post(f"/{it.code}/return", json=right).status_code == 200


def test_acceptance_07_join_codes_cannot_be_guessed_in_practice(tmp_path: Path) -> None:
    """Of 24 million codes an address may try twenty and then one in three seconds; the right one waits as long."""
    clock = Clock()
    with served(Hosted.new(room(tmp_path, clock=clock), clock=clock)) as it:
        guesses = [it.http.get(f"/{code}").status_code for code in (f"bababa{b}{a}" for b in "dfgkl" for a in "aeiou")]
        assert guesses == [404] * 20 + [429] * 5
        assert it.http.get(f"/{it.code}").status_code == 429
        clock.now += 3.5
        assert it.http.get(f"/{it.code}").status_code == 200


def test_acceptance_08_nothing_is_taken_after_the_reveal_also_from_a_page_loaded_anew(tmp_path: Path) -> None:
    """A form that was open when the round closed, sent with the key of a fresh page, is refused on that page."""
    with served(Hosted.new(room(tmp_path))) as it, browser(it) as phone:
        page = phone.get(f"/{it.code}")
        phone.post(f"/{it.code}/join", data={"team": "1", "key": key_of(page)})
        begun(it)
        closed = opened(it)
        assert phone.get("/seat").status_code == 200
        next_round(it)
        opened(it)
        fresh = phone.get("/seat")
        slip = {"round": closed, "letter": "A", "reason": "Late.", "key": key_of(fresh)}
        for verb in ("vote", "choice"):
            refused = phone.post(f"/seat/{verb}", data=slip)
            assert refused.status_code == 409
            assert "This round is closed" in text_of(refused)
        journal = (it.hosted.room.folder / "room.journal").read_text("utf-8")
        assert "Late." not in journal
        assert it.hosted.people.votes == {}


STRANGE = ("<script>alert(1)</script>", "n" * 10_000, "\u202eevil\u202c", "👩\u200d🚀 Ada", "A\x1b[31mB\x00C")


@pytest.mark.parametrize("name", STRANGE, ids=["markup", "long", "backwards", "emoji", "control"])
def test_acceptance_17_strange_names_are_text_and_cut(tmp_path: Path, name: str) -> None:
    """Whatever a team is called, every page shows it as text, at most 200 characters of it, and stands."""
    hosted = Hosted.new(room(tmp_path))
    with served(hosted) as it:
        it.lead.do("/presenter/spare", on=True)
        person = it.join(name=name)
        kept = hosted.room.names[3]
        assert len(kept) <= 200
        it.lead.do("/presenter/begin")
        headers = {"authorization": f"Bearer {person.token}"}
        lead = {"authorization": f"Bearer {it.lead.token}"}
        for path, known in (("/seat", headers), ("/projector", {}), ("/presenter", lead), (f"/{it.code}", {})):
            page = it.http.get(path, headers=known)
            assert page.status_code == 200
            assert "<script>alert" not in page.text
            assert "\x1b" not in page.text


def test_a_stream_begins_with_the_state_and_beats(tmp_path: Path) -> None:
    """First padding, then the newest state with its version, then beats; a change is another state."""
    with served(Hosted.new(room(tmp_path)), beat=0.02) as it:
        person = it.join(1)
        headers = {"authorization": f"Bearer {person.token}"}
        with it.http.stream("GET", "/seat/events?as=html", headers=headers) as stream:
            lines = stream.iter_lines()
            assert len(next(lines)) > 2_000
            first = [line for line in (next(lines) for _ in range(5)) if line]
            assert first[0].startswith("id: ")
            assert first[1] == "event: state"
            state = json.loads(first[2].removeprefix("data: "))
            assert (f"id: {state['version']}", "<main" in state["html"]) == (first[0], True)
            assert next(line for line in lines if line.startswith("event:")) == "event: beat"
            it.lead.do("/presenter/begin")
            assert next(line for line in lines if line == "event: state")
        again = {**headers, "last-event-id": str(it.hosted.version)}
        with it.http.stream("GET", "/seat/events", headers=again) as stream:
            assert next(line for line in stream.iter_lines() if line.startswith("event:")) == "event: beat"


def test_acceptance_16_where_no_stream_comes_through_polling_tells_the_same(tmp_path: Path) -> None:
    """`state?since=` is 204 while there is nothing new, and else the whole state that a stream would have told."""
    with served(Hosted.new(room(tmp_path))) as it:
        person = it.join(1)
        first = person.send("GET", "/seat/state").json()
        assert person.send("GET", f"/seat/state?since={first['version']}").status_code == 204
        it.lead.do("/presenter/begin")
        second = person.send("GET", f"/seat/state?since={first['version']}").json()
        with it.http.stream("GET", "/seat/events", headers={"authorization": f"Bearer {person.token}"}) as stream:
            data = next(line for line in stream.iter_lines() if line.startswith("data: {"))
        assert json.loads(data.removeprefix("data: ")) == second


def test_when_the_host_ends_every_stream_says_so(tmp_path: Path) -> None:
    """A stream does not hold the host up: it hears `bye`, and ends."""
    with served(Hosted.new(room(tmp_path))) as it:
        person = it.join(1)
        with it.http.stream("GET", "/seat/events", headers={"authorization": f"Bearer {person.token}"}) as stream:
            lines = stream.iter_lines()
            assert next(line for line in lines if line.startswith("event:")) == "event: state"
            assert it.server is not None
            it.server.should_exit = True
            assert [line for line in lines if line.startswith("event:")] == ["event: bye"]
