"""A live room in a real browser: several telephones at once, by keyboard, asleep, behind proxies that hold events back.

Nothing here waits for a time: a page is looked at until it shows what it has to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from live.browsing import Browser, browser
from live.serving import Served, room, served
from live.wire_between import wire
from pages import rooms

from chasm_game.commands.hosting import closes
from chasm_game.live.hosted import Hosted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("browser"), pytest.mark.timeout(900)]

WIDER = "document.documentElement.scrollWidth - window.innerWidth"
FAINT = """(() => {
  const light = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map((n) => n / 255)
    .map((n) => n <= .04045 ? n / 12.92 : ((n + .055) / 1.055) ** 2.4)
    .reduce((sum, n, at) => sum + n * [.2126, .7152, .0722][at], 0);
  const ground = (e) => { while (e && getComputedStyle(e).backgroundColor === 'rgba(0, 0, 0, 0)') e = e.parentElement;
    return e ? getComputedStyle(e).backgroundColor : 'rgb(255, 255, 255)'; };
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
    .filter((e) => e.tabIndex >= 0 && !e.disabled && e.getClientRects().length);
  const faint = all.filter((e) => {
    e.focus();
    const ring = getComputedStyle(e), both = [light(ring.outlineColor), light(ground(e.parentElement))];
    both.sort((a, b) => a - b);
    return document.activeElement !== e || ring.outlineStyle === 'none' || parseFloat(ring.outlineWidth) < 2 ||
      (both[1] + .05) / (both[0] + .05) < 3;
  }).map((e) => e.id || e.outerHTML.slice(0, 80));
  document.activeElement.blur();
  return [all.length, faint];
})()"""
"""How much takes the focus, and what of it does not show that clearly: a ring of 2 pixels, 3 to 1 on its ground."""
BROKEN = """[...document.querySelectorAll('.ranks tbody th')].filter((cell) => {
  const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), range = document.createRange();
  while (texts.nextNode()) for (const word of texts.currentNode.data.matchAll(/\\S+/g)) {
    range.setStart(texts.currentNode, word.index);
    range.setEnd(texts.currentNode, word.index + word[0].length);
    if (range.getClientRects().length > 1) return true;
  }
  return false;
}).length"""
"""How many names of teams beside their scores are broken within a word."""
UNFOLD = "document.querySelectorAll('details').forEach((each) => { each.open = true; })"


@pytest.fixture(scope="module")
def it(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One browser for all of them; every test opens devices of its own."""
    with browser(tmp_path_factory.mktemp("driver")) as made:
        yield made


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Served]:
    """A room of two teams with the tutorial."""
    with served(Hosted.new(room(tmp_path, scenario=rooms.story("tutorial")))) as made:
        yield made


def joined(it: Browser, host: Served, page: str, team: int = 1, *, port: int = 0, **look: object) -> str:
    """A new device with a seat; its name, which no other test has."""
    name = f"{page}-{host.code}"
    it(name, "open", **look)
    it(name, "goto", url=f"http://127.0.0.1:{port or host.port}/{host.code}")
    it(name, "click", at=f".tiles > li:nth-child({team}) button")
    it.waits_for(name, "You are in")
    return name


def to_answers(host: Served) -> None:
    """On to the answers of the first round."""
    host.lead.do("/presenter/begin")
    host.lead.do("/presenter/next")
    host.lead.do("/presenter/answers")


def test_acceptance_01_a_link_opened_again_and_again_is_one_seat(it: Browser, host: Served) -> None:
    """Three times on one telephone, and loaded anew twenty times: one seat, and the same screen."""
    first = joined(it, host, "a")
    seen = it(first, "text")
    for n in range(2):
        again = f"{first}-{n}"
        it(again, "open", of=first)
        it(again, "goto", url=f"http://127.0.0.1:{host.port}/{host.code}")
        assert it(again, "text") == seen
    for _ in range(20):
        it(first, "reload")
    assert it(first, "text") == seen
    assert [tile["people"] for tile in host.lead.view("projector")["tiles"]] == [1, 0]


def test_acceptance_05_a_telephone_that_slept_knows_at_once(it: Browser, host: Served) -> None:
    """Its line is dead and seems open; when it wakes it shows where the room is, and a late vote is told so."""
    with wire(host.port) as line:
        page = joined(it, host, "sleeper", port=line.port)
        to_answers(host)
        it.waits_for(page, "Your own vote")
        line.hold()
        host.lead.do("/presenter/reveal")
        # Still on the old screen: what is handed in there belongs to a round that is over.
        it(page, "evaluate", code="document.querySelector('#vote-A').click()")
        it(page, "evaluate", code="document.querySelector('#vote-go').click()")
        it.waits(page, "document.querySelector('#fault')?.textContent.length > 10")
        it(page, "evaluate", code="document.dispatchEvent(new Event('visibilitychange'))")
        it.waits_for(page, "You chose")
        line.hold()
        host.lead.do("/presenter/next")
        it(page, "evaluate", code="document.dispatchEvent(new Event('visibilitychange'))")
        it.waits(page, "!document.getElementById('followed')")


def test_acceptance_06_the_old_telephone_is_told(it: Browser, host: Served) -> None:
    """Another device comes back to the seat with the PIN; the first one says that the seat is elsewhere now."""
    old = joined(it, host, "old")
    pin = it(old, "text", at=".pin b")
    new = f"new-{host.code}"
    it(new, "open")
    it(new, "goto", url=f"http://127.0.0.1:{host.port}/{host.code}")
    it(new, "fill", at="#pin", text=pin)
    it(new, "click", at="#return button")
    it.waits_for(new, "You are in")
    it.waits_for(old, "Your seat is on another device")
    assert it(old, "evaluate", code="document.querySelectorAll('main .pin, main[data-events]').length") == 0
    assert [tile["people"] for tile in host.lead.view("projector")["tiles"]] == [1, 0]
    # And back: then it hears of everything again.
    it(old, "fill", at="#pin", text=pin)
    it(old, "click", at="#return button")
    it.waits_for(old, "You are in")
    it.waits_for(new, "Your seat is on another device")
    host.lead.do("/presenter/begin")
    it.waits_for(old, "What creates the most value?")


def test_a_telephone_that_slept_while_its_seat_was_taken_over_is_told(it: Browser, host: Served) -> None:
    """It heard no event: what it asks on waking is answered with that, in place of the page that looked alive."""
    page = joined(it, host, "slept")
    pin = it(page, "text", at=".pin b")
    it(page, "evaluate", code="Object.defineProperty(document, 'hidden', {configurable: true, get: () => true})")
    it(page, "evaluate", code="document.dispatchEvent(new Event('visibilitychange'))")
    host.http.post(f"/{host.code}/return", json={"team": 1, "pin": pin, "key": "a" * 16})
    it(page, "evaluate", code="Object.defineProperty(document, 'hidden', {configurable: true, get: () => false})")
    it(page, "evaluate", code="document.dispatchEvent(new Event('visibilitychange'))")
    it.waits_for(page, "Your seat is on another device")


def test_a_page_that_nobody_looks_at_holds_no_line(it: Browser, host: Served) -> None:
    """In the background it lets go of its events, so that many tabs are no trouble; looked at again it catches up."""
    page = joined(it, host, "hidden")
    hide = "Object.defineProperty(document, 'hidden', {{ value: {}, configurable: true }})"
    while not len(host.live.listeners):
        it.waits(page, "true")
    it(page, "evaluate", code=f"{hide.format('true')}; document.dispatchEvent(new Event('visibilitychange'))")
    host.lead.do("/presenter/begin")
    while len(host.live.listeners):  # the host notices when it next has something to say
        host.lead.do("/presenter/spare", on="1")
    assert "You are in" in it(page, "text")
    it(page, "evaluate", code=f"{hide.format('false')}; document.dispatchEvent(new Event('visibilitychange'))")
    it.waits_for(page, "Spread 100 points")


def test_what_was_said_can_be_deleted_from_the_page(it: Browser, host: Served) -> None:
    """It asks first; then the seat is gone, and the page is the front door."""
    page = joined(it, host, "forgets")
    it(page, "click", at="#forget-open")
    it(page, "click", at="#forget-go")
    it.waits_for(page, "Join the game")
    assert [tile["people"] for tile in host.lead.view("projector")["tiles"]] == [0, 0]


@pytest.mark.parametrize("how", ["blocked", "swallowed"])
def test_acceptance_16_without_events_a_page_asks(it: Browser, host: Served, how: str) -> None:
    """Where events are refused, and where a proxy keeps them back without a word, the page follows all the same."""
    with wire(host.port) as line:
        page = joined(it, host, how, port=line.port)
        if how == "blocked":
            it(page, "block", pattern="**/seat/events*")
        line.swallows = how == "swallowed"
        it(page, "reload")
        it.waits_for(page, "You are in")
        host.lead.do("/presenter/begin")
        it.waits_for(page, "Spread 100 points")
        host.lead.do("/presenter/next")
        it.waits_for(page, "The story")
        assert it(page, "text", at="#connection") == ""


def test_a_host_that_comes_back_is_found(it: Browser, tmp_path: Path) -> None:
    """It says that it stops, the page says so too and waits; started again it is found, with the same screen."""
    with served(Hosted.new(room(tmp_path, scenario=rooms.story("tutorial")))) as first, wire(first.port) as line:
        page = joined(it, first, "waits", port=line.port)
        first.lead.do("/presenter/begin")
        it.waits_for(page, "Spread 100 points")
        it(page, "fill", at="#points-1", text="60")
        folder = first.hosted.room.folder
        assert first.server is not None
        first.server.should_exit = True
        it.waits(page, "document.querySelector('#connection').textContent.length > 10")
        first.hosted.end()
        with served(Hosted.resume(folder)) as second:
            line.to = second.port
            it.waits(page, "document.querySelector('#connection').textContent === ''")
            second.lead.do("/presenter/spare", on="1")
            assert it(page, "evaluate", code="document.querySelector('#points-1').value") == "60"
            it(page, "fill", at="#points-2", text="40")
            it(page, "click", at="#sheet-go")
            it.waits_for(page, "Your sheet is handed in")


def test_several_people_in_one_room(it: Browser, host: Served) -> None:
    """Two in a team, one in another, the wall and who leads: each sees what is theirs, as soon as it is so."""
    a, b, c = joined(it, host, "a"), joined(it, host, "b"), joined(it, host, "c", 2)
    wall, lead = f"wall-{host.code}", f"lead-{host.code}"
    it(wall, "open", width=1280, height=720)
    it(wall, "goto", url=f"http://127.0.0.1:{host.port}/projector")
    it(lead, "open", width=1280, height=900)
    it(lead, "goto", url=f"http://127.0.0.1:{host.port}/presenter?token={host.lead.token}")
    assert it(wall, "text", at=".tiles li:first-child .count") == "2 people"
    it(lead, "click", at="#do-begin-open")
    it(lead, "click", at="#do-begin-go")
    for page in (a, b):
        it.waits_for(page, "Spread 100 points")
        it(page, "fill", at="#points-1", text="100")
        it(page, "click", at="#sheet-go")
    it.waits_for(wall, "2 of 3")
    it(lead, "click", at="#do-next-open")
    it(lead, "click", at="#do-next-go")
    it(lead, "click", at="#do-answers-go")
    it.waits_for(c, "Your own vote")

    # Whoever has the pen writes while the other votes: what is around the writing is new, the writing stays.
    it(a, "click", at="#vote-A")
    it(a, "click", at="#vote-go")
    it.waits_for(a, "1 of 2 has voted.")
    it(a, "click", at="#choice-why")
    it(a, "type", text="Because we prom")
    it(b, "click", at="#vote-B")
    it(b, "click", at="#vote-go")
    it.waits_for(a, "Your team's votes: A 1 B 1")
    assert it(a, "focused") == "choice-why"
    it(a, "type", text="ised.")
    it(a, "click", at="#choice-B")
    it(a, "click", at="#choice-go")
    it.waits_for(b, "Because we promised.")
    it.waits_for(lead, "Because we promised.")
    it.waits_for(wall, "1 of 2 teams has handed in")
    for page in (c, wall):
        assert "promised" not in it(page, "text")
    it(lead, "click", at="#do-reveal-open")
    it(lead, "click", at="#do-reveal-go")
    it.waits_for(wall, "Because we promised.")
    for page in (a, b, c):
        it.waits_for(page, "You chose")
    for page in (a, b, c, wall, lead):
        assert it(page, "console") == []


def reach(it: Browser, page: str, ident: str, *, key: str = "Tab") -> None:
    """By the keyboard alone to the element with this id. Fails where it is not among the next hundred stops."""
    for _ in range(100):
        it(page, "press", key=key)
        if it(page, "focused") == ident:
            return
    pytest.fail(f"{ident} is not reached by {key}")


def test_acceptance_20_a_keyboard_alone_joins_votes_and_gives_a_reason(it: Browser, host: Served) -> None:
    """No pointer at all: door, sheet, vote, letter and reason, and the focus is never lost to the top of the page."""
    page = f"keys-{host.code}"
    it(page, "open", width=390)
    it(page, "goto", url=f"http://127.0.0.1:{host.port}/{host.code}")
    it(page, "press", key="Tab")
    assert it(page, "focused") == "Skip to the content"
    it(page, "press", key="Tab")
    it(page, "press", key="Enter")
    it.waits_for(page, "You are in")
    host.lead.do("/presenter/begin")
    it.waits_for(page, "Spread 100 points")
    reach(it, page, "points-1")
    it(page, "type", text="100")
    reach(it, page, "sheet-go")
    it(page, "press", key="Enter")
    it.waits_for(page, "Your sheet is handed in")
    assert it(page, "focused") != ""
    host.lead.do("/presenter/next")
    host.lead.do("/presenter/answers")
    it.waits_for(page, "Your own vote")
    reach(it, page, "vote-A")
    it(page, "press", key="Space")
    reach(it, page, "vote-go")
    it(page, "press", key="Enter")
    it.waits_for(page, "You voted A")
    assert it(page, "focused") != ""
    reach(it, page, "choice-A")
    it(page, "press", key="Space")
    reach(it, page, "choice-why")
    it(page, "type", text="It is what they asked for.")
    reach(it, page, "choice-go")
    it(page, "press", key="Enter")
    it.waits_for(page, "It counts at the reveal.")
    assert "It is what they asked for." in it(page, "text", at="#handed-in")
    assert it(page, "evaluate", code="document.getElementById('spoken').textContent.includes('A is handed in')")


WAY = (
    "begin", "next", "answers", "reveal", "shorten", "answers", "reveal", "next", "next", "scores",
)  # fmt: skip
"""A session to its scores, by what whoever leads does."""


def not_shut_out(it: Browser, page: str, after: str) -> None:
    """Unfolded: nothing scrolls sideways, and the judge of accessibility finds nothing serious."""
    it(page, "evaluate", code=UNFOLD)
    grave = [found for found in it(page, "judge") if found[1] in {"serious", "critical"}]
    assert grave == [], (after, page)
    assert it(page, "evaluate", code=WIDER) <= 0, (after, page)
    it(page, "press", key="Tab")  # from then on a focus is one by keyboard
    count, faint = it(page, "evaluate", code=FAINT)
    assert count > 0
    assert faint == [], (after, page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_acceptance_20_nobody_is_shut_out(it: Browser, host: Served, scheme: str) -> None:
    """At every stage, 320 wide, and with text twice as large: nothing scrolls sideways, nothing serious is found.

    Everything that takes the focus of a keyboard shows it, in light and dark.
    """
    door = f"door-{scheme}-{host.code}"
    it(door, "open", width=320, scheme=scheme)
    for path in ("", host.code):
        it(door, "goto", url=f"http://127.0.0.1:{host.port}/{path}")
        it.waits(door, "document.readyState === 'complete'")
        not_shut_out(it, door, "door")
    page = joined(it, host, scheme, width=320, scheme=scheme)
    wall, lead = f"wall-{scheme}-{host.code}", f"lead-{scheme}-{host.code}"
    it(wall, "open", width=1280, height=720, scheme=scheme)
    it(wall, "goto", url=f"http://127.0.0.1:{host.port}/projector")
    it(lead, "open", width=320, scheme=scheme)
    it(lead, "goto", url=f"http://127.0.0.1:{host.port}/presenter?token={host.lead.token}")
    for each in (page, wall, lead):
        not_shut_out(it, each, "lobby")
    for step in WAY:
        version = host.lead.do(f"/presenter/{step}")
        for each in (page, wall, lead):
            it.waits(each, f"Number(document.querySelector('main').dataset.version) >= {version}")
            not_shut_out(it, each, step)
        it(page, "evaluate", code="document.documentElement.style.fontSize = '212%'")
        assert it(page, "evaluate", code=WIDER) <= 0, (step, "twice as large")
        assert it(page, "evaluate", code="document.querySelector('.skip').getBoundingClientRect().bottom") < 0
        it(page, "evaluate", code="document.documentElement.style.fontSize = ''")
    assert "of 1000" in it(page, "text")
    closes(host.live)
    host.lead.do("/presenter/close")
    for each in (page, wall, lead):
        it.waits(each, "document.querySelector('main').dataset.place.startsWith('closed')")
        not_shut_out(it, each, "close")
    assert "this seat has ended" in it(page, "text")
    it(page, "click", at="#closed a.button")
    it.waits(page, "location.pathname.startsWith('/page/') && document.readyState === 'complete'")
    not_shut_out(it, page, "the team's own page")


def test_scores_on_a_narrow_board_have_whole_words(it: Browser, host: Served) -> None:
    """At 320 a long name beside its score wraps between its words, and nothing scrolls sideways."""
    host.lead.do("/presenter/rename", team=1, name="The baggage handlers of Lindmark")
    host.lead.do("/presenter/rename", team=2, name="Communications")
    for step in WAY:
        host.lead.do(f"/presenter/{step}")
    for width, display in ((320, "grid"), (1280, "table-row")):
        wall = f"scores-{width}-{host.code}"
        it(wall, "open", width=width, height=720)
        it(wall, "goto", url=f"http://127.0.0.1:{host.port}/projector")
        it.waits(wall, "document.readyState === 'complete'")
        assert it(wall, "evaluate", code="document.querySelectorAll('.ranks tbody th').length") == 2
        assert it(wall, "evaluate", code=BROKEN) == 0
        assert it(wall, "evaluate", code=WIDER) <= 0
        row = "getComputedStyle(document.querySelector('.ranks tbody tr')).display"
        assert it(wall, "evaluate", code=row) == display


NAMES = (
    "<script>alert(1)</script>",
    "x" * 10_000,
    "\u05e2\u05d1\u05e8\u05d9\u05ea \u202egnp.exe",
    "\U0001f469\u200d\U0001f680\U0001f389 \U0001f1f3\U0001f1f4",
    "{{ 7 * 7 }}",
)


def test_acceptance_17_names_are_text_and_break_nothing(it: Browser, host: Served) -> None:
    """A script, ten thousand signs, letters from right to left, pictures: text on every page, at 320, and no dialog."""
    for name in NAMES:
        host.lead.send("POST", "/presenter/team", {"name": name, "key": name[:40]})
    assert len(host.lead.view("projector")["tiles"]) >= 5
    page, wall, lead = (f"{each}-{host.code}" for each in ("door", "wall", "lead"))
    for each, path, width in (
        (page, host.code, 320),
        (wall, "projector", 1280),
        (lead, f"presenter?token={host.lead.token}", 320),
    ):
        it(each, "open", width=width, height=720)
        it(each, "goto", url=f"http://127.0.0.1:{host.port}/{path}")
        assert "<script>alert(1)</script>" in it(each, "text")
        assert "{{ 7 * 7 }}" in it(each, "text")
        assert it(each, "evaluate", code=WIDER) <= 0
    it(page, "click", at=".tiles > li:nth-child(3) button")
    it.waits_for(page, "You are in")
    assert it(page, "evaluate", code=WIDER) <= 0
    assert [it(each, "console") for each in (page, wall, lead)] == [[], [], []]


def test_what_is_open_marked_and_focused_stays_so(it: Browser, host: Served) -> None:
    """When somebody else hands something in, a page keeps what was unfolded, marked and focused, and where it stood."""
    a, b = joined(it, host, "a"), joined(it, host, "b")
    to_answers(host)
    for each in (a, b):
        it.waits_for(each, "Your own vote")
    it(a, "click", at="#story-again summary")
    it(a, "click", at="#vote-B")
    it(a, "evaluate", code="document.querySelector('#vote-go').focus()")
    place = it(a, "evaluate", code="window.scrollY")
    assert place > 0
    it(b, "click", at="#vote-A")
    it(b, "click", at="#vote-go")
    it.waits_for(a, "1 of 2 has voted.")
    assert it(a, "focused") == "vote-go"
    assert it(a, "evaluate", code="document.querySelector('#story-again').open") is True
    assert it(a, "evaluate", code="document.querySelector('#vote-B').checked") is True
    assert it(a, "evaluate", code="window.scrollY") == place
    host.lead.do("/presenter/reveal")
    it.waits_for(a, "You chose")
    assert it(a, "evaluate", code="window.scrollY") == 0


def test_what_is_being_written_outlives_a_reload(it: Browser, host: Served) -> None:
    """A page loaded anew has the sheet and the reason that were not handed in; the next step of the game does not."""
    page = joined(it, host, "writer")
    host.lead.do("/presenter/begin")
    it.waits_for(page, "Hand in my sheet")
    it(page, "evaluate", code="document.querySelector('[data-sum] input').focus()")
    it(page, "type", text="35")
    it(page, "reload")
    it.waits(page, "document.querySelector('[data-sum] input').value === '35'")
    host.lead.do("/presenter/next")
    host.lead.do("/presenter/answers")
    it.waits_for(page, "Your own vote")
    it(page, "click", at="#vote-B")
    it(page, "evaluate", code="document.querySelector('textarea').focus()")
    it(page, "type", text="They weigh us anyway")
    it(page, "reload")
    it.waits(page, "document.querySelector('textarea').value === 'They weigh us anyway'")
    assert it(page, "evaluate", code="document.querySelector('#vote-B').checked") is True
    host.lead.do("/presenter/reveal")
    it.waits_for(page, "You chose")
    it(page, "reload")
    it.waits(page, "!sessionStorage.getItem('draft').includes('weigh')")


def test_a_wall_of_forty_teams_fits_its_screen(it: Browser, tmp_path: Path) -> None:
    """Nobody scrolls a projector: with forty teams too, all of it is there at once, while they join and decide."""
    with served(Hosted.new(room(tmp_path, teams=40, scenario=rooms.story("tutorial")))) as host:
        wall = f"forty-{host.code}"
        it(wall, "open", width=1280, height=720)
        it(wall, "goto", url=f"http://127.0.0.1:{host.port}/projector")
        taller = "document.documentElement.scrollHeight - window.innerHeight"
        it.waits(wall, "document.querySelectorAll('.tile').length === 40")
        assert it(wall, "evaluate", code=taller) <= 0
        to_answers(host)
        it.waits_for(wall, "teams have handed in")
        assert it(wall, "evaluate", code=taller) <= 0


def test_without_a_script_every_form_works(it: Browser, host: Served) -> None:
    """Join, sheet, vote, letter and reason, with scripts turned off: each is handed in, and seen."""
    page = f"plain-{host.code}"
    it(page, "open", script=False)
    it(page, "goto", url=f"http://127.0.0.1:{host.port}/?code={host.code.upper()}")
    it(page, "click", at=".tiles li:first-child button")
    assert "You are in" in it(page, "text")
    host.lead.do("/presenter/begin")
    it(page, "reload")
    it(page, "fill", at="#points-1", text="100")
    it(page, "click", at="#sheet-go")
    assert "Your sheet is handed in" in it(page, "text")
    host.lead.do("/presenter/next")
    host.lead.do("/presenter/answers")
    it(page, "reload")
    it(page, "click", at="#vote-A")
    it(page, "click", at="#vote-go")
    assert "You voted A" in it(page, "text")
    it(page, "click", at="#choice-A")
    it(page, "fill", at="#choice-why", text="So.")
    it(page, "click", at="#choice-go")
    assert "So." in it(page, "text", at="#handed-in")
    host.lead.do("/presenter/reveal")
    it(page, "click", at="#choice-go")
    assert len(it(page, "text", at="#fault")) > 10


def test_sliders_never_give_more_than_there_is(it: Browser, host: Served) -> None:
    """What a slider takes beyond what is left, the others give; what is typed is left as it is, and told."""
    page = joined(it, host, "slides")
    host.lead.do("/presenter/begin")
    it.waits_for(page, "Spread 100 points")
    move = (
        "(n, to) => { const s = document.querySelectorAll('input[type=range]')[n]; s.value = to; "
        "s.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    sums = "[...document.querySelectorAll('input[type=number]')].map((f) => Number(f.value) || 0)"
    for n, to in ((0, 50), (1, 50)):
        it(page, "evaluate", code=f"({move})({n}, {to})")
    assert it(page, "text", at="[data-left-of-sum]") == "These are 100 points."
    it(page, "evaluate", code=f"({move})(2, 50)")
    assert it(page, "evaluate", code=sums)[:3] == [25, 25, 50]
    it(page, "evaluate", code=f"({move})(0, 100)")
    assert it(page, "evaluate", code=sums)[:3] == [100, 0, 0]
    it(page, "fill", at="#points-2", text="10")
    assert it(page, "text", at="[data-left-of-sum]") == "10 points too many."
    it(page, "fill", at="#points-1", text="85.5")
    assert it(page, "text", at="[data-left-of-sum]") == "4.5 points left to give."
