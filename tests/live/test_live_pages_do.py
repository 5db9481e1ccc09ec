"""What people, the wall and whoever leads can see and do on the pages of a live room."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

import pytest
from live import made_views
from pages import rooms
from pages.reading import HTML, parsed, words

from chasm_game.live import html
from chasm_game.live.doors import doors_view, wifi_code
from chasm_game.live.lead_views import Doing
from chasm_game.live.qr import qr_code
from chasm_game.live.views import LiveStage, PersonSheet
from chasm_game.text import one_line
from chasm_game.views.dashboard import LeaderView

if TYPE_CHECKING:
    from pathlib import Path

    from chasm_game.live.lead_views import PresenterView
    from chasm_game.views.seat import SeatView

FIELDS = (f"{HTML}input", f"{HTML}select", f"{HTML}textarea")


def text_of(tree: Element, ident: str) -> str:
    """The words of the element with this id."""
    return words(next(e for e in tree.iter() if e.get("id") == ident))


def answers(seen: dict[LiveStage, SeatView], **changes: object) -> Element:
    """The page of a person while answers are open."""
    view = made_views.person(LiveStage.ANSWERS, seen[LiveStage.ANSWERS])
    assert view.round is not None
    asked = replace(view.round, **changes)  # type: ignore[arg-type]  # (fields by their names)
    return parsed(html.person_page(replace(view, round=asked), key="k1"))


def forms(tree: Element) -> set[str]:
    """Where the forms of a page lead."""
    return {(form.get("action") or "").removeprefix("/seat/") for form in tree.iter(f"{HTML}form")}


def test_votes_are_counts_and_stand_there_once_they_may_be_seen(seen: dict[LiveStage, SeatView]) -> None:
    """Before all have voted a page says how many have; then how many for which letter, and never who."""
    assert text_of(answers(seen, votes=None, voted=2), "votes") == "2 of 3 have voted."
    assert text_of(answers(seen, votes=(("A", 2), ("B", 1))), "votes") == "Your team's votes: A 2 B 1"


def test_who_has_the_pen_hands_in_and_others_can_take_it(seen: dict[LiveStage, SeatView]) -> None:
    """The pen's form and asking are there for who has it; everybody else sees who has it, and can take it."""
    assert {"choice", "vote"} <= forms(answers(seen))
    without = answers(seen, has_pen=False)
    assert not {"choice", "ask"} & forms(without)
    assert "pen" in forms(without)
    assert text_of(without, "pen") == "The seat talupine has the pen, and hands in."
    assert text_of(answers(seen, has_pen=False, pen=""), "pen") == "Nobody has the pen."


def test_what_was_handed_in_is_seen_before_it_counts(seen: dict[LiveStage, SeatView]) -> None:
    """The letter with its title, whom the team expects to lose, how sure, why, and who handed it in."""
    round_ = seen[LiveStage.ANSWERS].round
    assert round_ is not None
    who, name = round_.targets[0]
    done = {"letter": "B", "who": who, "confidence": 65, "reason": "Because.", "by": "majority", "has_pen": False}
    told = text_of(answers(seen, **done), "handed-in")
    for part in (
        f"B {one_line(round_.responses[1].title)}",
        "majority",
        "65 % sure",
        name,
        "Because.",
        "at the reveal",
    ):
        assert part in told


def test_a_default_that_was_taken_is_said_where_nothing_is_handed_in(seen: dict[LiveStage, SeatView]) -> None:
    """A team reads that it counts unless it hands in an answer, and not that nothing has happened."""
    told = text_of(answers(seen, letter="", by="default"), "handed-in")
    assert told == "The default is taken for your team at the reveal, unless you hand in an answer."
    assert text_of(answers(seen, letter="", by=""), "handed-in") == "Nothing is handed in yet."


def test_asking_comes_before_handing_in_and_says_what_a_leader_is_taken_along_for(
    seen: dict[LiveStage, SeatView],
) -> None:
    """Whoever has the pen meets it above the form; after it, what the leader made of it stands beside the voices."""
    game = seen[LiveStage.ANSWERS]
    assert game.round is not None
    leader = LeaderView("vall", "Ines Vall", "keeps the books", 47.0)
    ask = replace(game.round.ask, possible=True, leaders=(leader,), left=2)
    open_to = replace(game, round=replace(game.round, ask=ask))
    text = html.person_page(made_views.person(LiveStage.ANSWERS, open_to), key="k")
    assert 0 < text.index('id="ask-ask"') < text.index('id="choice-go"')
    assert "carries more from then on" in text
    without = replace(game, round=replace(game.round, ask=replace(ask, leaders=())))
    assert "carries more" not in html.person_page(made_views.person(LiveStage.ANSWERS, without), key="k")
    done = replace(ask, possible=False, asked=True, companion=replace(leader, assent=55.0))
    asked = replace(game, round=replace(game.round, ask=done))
    assert "Ines Vall has heard it too: assent 55." in words(
        parsed(html.person_page(made_views.person(LiveStage.ANSWERS, asked), key="k"))
    )


def test_what_followed_last_can_be_read_while_the_room_has_gone_on(seen: dict[LiveStage, SeatView]) -> None:
    """Folded away under the next story and its answers; before a first decision there is nothing of it."""
    game = seen[LiveStage.REVEALED]
    assert game.rounds
    for stage in (LiveStage.STORY, LiveStage.ANSWERS):
        tree = parsed(html.person_page(made_views.person(stage, replace(seen[stage], rounds=game.rounds)), key="k"))
        assert "You chose:" in text_of(tree, "last-again")
        assert one_line(game.rounds[-1].round_title) in text_of(tree, "last-again")
        first = parsed(html.person_page(made_views.person(stage, replace(seen[stage], rounds=())), key="k"))
        assert not any(e.get("id") == "last-again" for e in first.iter())


def test_a_locked_answer_cannot_be_marked_and_says_why(seen: dict[LiveStage, SeatView]) -> None:
    """Letters that are not open are there, disabled, with the game's own reason."""
    game = seen[LiveStage.ANSWERS]
    assert game.round is not None
    first, *others = game.round.responses
    locked = replace(first, open=False, needs="needs trust of 60")
    shut = replace(game, round=replace(game.round, responses=(locked, *others)))
    view = made_views.person(LiveStage.ANSWERS, shut)
    tree = parsed(html.person_page(view, key="k"))
    marks = {e.get("id"): e.get("disabled") for e in tree.iter(f"{HTML}input") if e.get("type") == "radio"}
    assert marks["vote-A"] == marks["choice-A"] == ""
    assert marks["vote-B"] is None
    assert "Locked: needs trust of 60." in words(tree)


def test_the_text_of_a_locked_answer_is_not_given_away(seen: dict[LiveStage, SeatView]) -> None:
    """It may speak of what the team has not done: a page says its title and what it needs, and its text once open."""
    game = seen[LiveStage.ANSWERS]
    assert game.round is not None
    first, *others = game.round.responses
    secret = replace(first, text="You heard it when you asked.", price=-7.0, needs="ask the people")
    for is_open in (True, False):
        shut = replace(game, round=replace(game.round, responses=(replace(secret, open=is_open), *others)))
        said = words(parsed(html.person_page(made_views.person(LiveStage.ANSWERS, shut), key="k")))
        assert first.title in said
        assert ("You heard it when you asked." in said) is is_open
        assert ("Costs $7" in said) is is_open


def test_a_sheet_asks_for_points_and_for_nine_marks(seen: dict[LiveStage, SeatView]) -> None:
    """A number for each stakeholder, and on each axis nine marks of quarters from -1 to 1; nothing is given away."""
    game = seen[LiveStage.SHEETS_BEFORE]
    tree = parsed(html.person_page(made_views.person(LiveStage.SHEETS_BEFORE, game), key="k"))
    fields = [(e.get("name"), e.get("value")) for e in tree.iter(f"{HTML}input")]
    assert [pair for pair in fields if (pair[0] or "").startswith("points.")] == [
        (f"points.{each}", "") for each, _ in game.intro.stakeholders
    ]
    for axis in game.intro.axes:
        marks = [float(value or "") for name, value in fields if name == f"ways.{axis.id}"]
        assert marks == [n / 4 for n in range(-4, 5)]
    assert not any(e.get("checked") is not None for e in tree.iter(f"{HTML}input"))


def test_a_sheet_that_is_in_can_be_changed_from_where_it_stands(seen: dict[LiveStage, SeatView]) -> None:
    """What was handed in stands in the fields; the team's mean only where it may be seen."""
    view = made_views.person(LiveStage.SHEETS_BEFORE, seen[LiveStage.SHEETS_BEFORE])
    sheet = view.sheet
    assert sheet is not None
    (first, _), *others = sheet.stakeholders
    points = {first: 62.5} | {each: 12.5 for each, _ in others}
    done = replace(sheet, points=points, ways={axis.id: -0.75 for axis in sheet.axes}, handed_in=3)
    tree = parsed(html.person_page(replace(view, sheet=done), key="k"))
    values = {e.get("name"): e.get("value") for e in tree.iter(f"{HTML}input")}
    assert values[f"points.{first}"] == "62.5"
    checked = [e.get("value") for e in tree.iter(f"{HTML}input") if e.get("checked") is not None]
    assert checked == ["-0.75"] * len(sheet.axes)
    assert "The mean of your team" not in words(tree)
    with_mean = replace(done, mean=points)
    assert "The mean of your team" in words(parsed(html.person_page(replace(view, sheet=with_mean), key="k")))


def test_the_mean_of_a_team_is_there_once_its_sheets_are_closed(seen: dict[LiveStage, SeatView]) -> None:
    """Before the first reveal and at the end, where the view has it; and without it there is no word of it."""
    for stage, when, head in (
        (LiveStage.STORY, "before", "What your team believed before"),
        (LiveStage.TALK, "after", "What your team believes now"),
    ):
        game = seen[stage]
        view = made_views.person(stage, game)
        means = {each: 12.25 for each, _ in game.intro.stakeholders}
        sheet = PersonSheet(when, game.intro.stakeholders, (), None, None, 3, means)
        told = words(parsed(html.person_page(replace(view, sheet=sheet), key="k")))
        assert head in told
        assert "12" in told
        assert "your team belie" not in words(
            parsed(html.person_page(replace(view, sheet=replace(sheet, mean=None)), key="k"))
        )


def test_a_team_that_sat_out_is_not_told_of_an_older_round(seen: dict[LiveStage, SeatView]) -> None:
    """When another round is revealed than its last one, a page says so, and nothing followed."""
    view = made_views.person(LiveStage.REVEALED, seen[LiveStage.REVEALED])
    assert "You chose:" in words(parsed(html.person_page(view, key="k")))
    for out in (
        replace(view, revealed="another"),
        replace(view, game=replace(view.game, rounds=()) if view.game else None),
    ):
        told = words(parsed(html.person_page(out, key="k")))
        assert "Your team sat this round out" in told
        assert "You chose:" not in told


def test_the_lobby_shows_the_pin_and_says_to_stay(made: dict[str, str]) -> None:
    """The way back to a seat, what it is called, and that a Wi-Fi without internet is to be kept."""
    told = words(parsed(made["person-lobby"]))
    for part in ("4711", "talupine", "Stay connected to this Wi-Fi"):
        assert part in told


def test_a_closed_room_has_no_door_left(made: dict[str, str]) -> None:
    """At the end there is the team's own page, and nothing that could be handed in or heard."""
    tree = parsed(made["person-closed"])
    assert [a.get("href") for a in tree.iter(f"{HTML}a")][1:] == ["/page/blue.html"]
    assert not forms(tree)
    assert not any(e.get("data-events") for e in tree.iter())


def test_a_page_without_a_script_comes_again_only_where_nothing_is_written(made: dict[str, str]) -> None:
    """While somebody has to fill in something, the page is not loaded anew under their fingers."""
    again = {name for name, text in made.items() if 'http-equiv="refresh"' in text}
    people = {f"person-{stage}" for stage in ("lobby", "story", "revealed", "talk", "scores", "closed")}
    assert again == people | {f"projector-{stage.name.lower()}" for stage in LiveStage}


# ------------------------------------------------------------- the wall, and who leads


def test_the_wall_can_do_nothing(trees: dict[str, Element]) -> None:
    """What is projected holds no form and no field, and leads nowhere."""
    for stage in LiveStage:
        tree = trees[f"projector-{stage.name.lower()}"]
        assert not any(e.tag in {f"{HTML}form", f"{HTML}button", *FIELDS} for e in tree.iter())
        assert [a.get("href") for a in tree.iter(f"{HTML}a")] == ["#live"]


def test_two_codes_hang_on_the_wall_while_people_come_in(trees: dict[str, Element], made: dict[str, str]) -> None:
    """One brings a phone into the Wi-Fi, one to the door; beside them the address and the code to type."""
    assert made["projector-lobby"].count('class="qr"') == 2
    assert made["projector-story"].count('class="qr"') == 0
    told = words(trees["projector-lobby"])
    assert "Conference 2" in told
    assert "http://192.168.1.20:8000" in told
    assert "bafokile" in told


def test_a_code_is_a_drawing_of_its_own_text() -> None:
    """Two texts give two drawings; none has a style in place, which the page's policy would forbid."""
    one, other = qr_code("http://10.0.0.1/a"), qr_code("http://10.0.0.1/b")
    assert one != other
    assert one.startswith("<svg")
    assert "style=" not in one


@pytest.mark.parametrize(
    ("name", "password", "code"),
    [
        ("Conference 2", "", "WIFI:T:nopass;S:Conference 2;;"),
        ("Halle", "kanu1234", "WIFI:T:WPA;S:Halle;P:kanu1234;;"),
        ('a;b,"c":\\', "p;w", 'WIFI:T:WPA;S:a\\;b\\,\\"c\\"\\:\\\\;P:p\\;w;;'),
    ],
)
def test_the_code_of_a_network_says_what_phones_read(name: str, password: str, code: str) -> None:
    """Open without a password, WPA with one; the signs that part its fields are marked where a name has them."""
    assert wifi_code(name, password) == code


def test_a_network_that_nobody_named_has_no_code() -> None:
    """The board shows the Wi-Fi, and its code, where the facilitator said which it is, and else neither."""
    assert doors_view("bafokile", 8200, wifi="Halle").wifi_code == "WIFI:T:nopass;S:Halle;;"
    plain = doors_view("bafokile", 8200)
    assert (plain.wifi, plain.wifi_code) == ("", "")


def test_what_cannot_be_taken_back_asks_first(trees: dict[str, Element]) -> None:
    """Reveal, scores, close and the straight way to the end stand behind a question that needs no script."""
    tree = trees["presenter-answers"]
    folded = {f.get("action") for d in tree.iter(f"{HTML}details") for f in d.iter(f"{HTML}form")}
    for verb in ("begin", "reveal", "scores", "close", "shorten", "ask", "remove"):
        assert f"/presenter/{verb}" in folded
    assert f"/presenter/{'answers'}" not in folded


@pytest.mark.parametrize("stage", list(LiveStage))
def test_every_verb_of_who_leads_has_its_form(stage: LiveStage, trees: dict[str, Element]) -> None:
    """What can be done can be done by a plain form; sheets, letters and corrections where there is one to type."""
    found = {f.get("action") for f in trees[f"presenter-{stage.name.lower()}"].iter(f"{HTML}form")}
    wanted = {
        "team", "rename", "remove", "restore", "move", "spare", "seats", "begin", "next", "answers", "timer", "minute",
        "choose", "ask", "reveal", "freeze", "shorten", "nudge", "scores", "close",
    }  # fmt: skip
    wanted |= {"sheet"} if stage in {LiveStage.SHEETS_BEFORE, LiveStage.SHEETS_AFTER} else set()
    wanted |= {"clear", "default", "majority"} if stage is LiveStage.ANSWERS else set()
    wanted |= {"correct"} if stage is LiveStage.REVEALED else set()
    assert {f"/presenter/{verb}" for verb in wanted} <= found


def test_who_comes_along_is_chosen_by_name(tmp_path: Path) -> None:
    """A leader is chosen by name, or nobody; an id is only what is sent, and without leaders none is asked for."""
    story = rooms.story("tutorial")
    room = made_views.projected(tmp_path, story)[LiveStage.ANSWERS]
    view = made_views.presenter(LiveStage.ANSWERS, room, story)
    tree = parsed(html.presenter_page(view, key="k"))
    chosen = next(each for each in tree.iter(f"{HTML}select") if each.get("name") == "leader")
    assert [(each.get("value"), each.text) for each in chosen] == [
        ("", "nobody: it asks alone"), *((id_, name) for id_, name in made_views.LEADERS)
    ]  # fmt: skip
    assert not any(id_ in words(tree) for id_, _ in made_views.LEADERS)
    alone = parsed(html.presenter_page(replace(view, leaders=()), key="k"))
    assert "leader" not in {each.get("name") for each in alone.iter()}


def acts(view: PresenterView, team: int) -> set[str]:
    """What the row of a team offers to do for it."""
    tree = parsed(html.presenter_page(view, key="k"))
    ids = [e.get("id") or "" for e in tree.iter(f"{HTML}form")]
    return {each.split("-")[1] for each in ids if each.endswith(f"-{team}") and each.count("-") == 2}


@pytest.mark.parametrize(
    ("doing", "votes", "offered"),
    [
        (Doing.EMPTY, (), {"default"}),
        (Doing.READING, (), {"nudge", "default"}),
        (Doing.VOTING, (("A", 1),), {"nudge", "majority", "default"}),
        (Doing.SPLIT, (("A", 1), ("B", 1)), {"nudge", "majority", "default"}),
        (Doing.AGREED, (("A", 2),), {"nudge", "majority", "default"}),
        (Doing.DECIDED, (("A", 2),), {"clear"}),
        (Doing.OUT, (), set()),
    ],
)
def test_a_row_offers_what_makes_sense_for_its_team(
    tmp_path: Path, doing: Doing, votes: tuple[tuple[str, int], ...], offered: set[str]
) -> None:
    """What a team has handed in is taken back before anything else is taken for it, and a majority needs votes."""
    story = rooms.story("tutorial")
    room = made_views.projected(tmp_path, story)[LiveStage.ANSWERS]
    view = made_views.presenter(LiveStage.ANSWERS, room, story)
    team = replace(view.teams[1], doing=doing, votes=votes, people=0 if doing is Doing.EMPTY else 2)
    assert acts(replace(view, teams=(team,), removed=()), team.id) == offered


def test_a_default_has_a_name_where_no_letter_stands(tmp_path: Path) -> None:
    """Whoever leads reads in the row that the default was taken."""
    story = rooms.story("tutorial")
    room = made_views.projected(tmp_path, story)[LiveStage.ANSWERS]
    view = made_views.presenter(LiveStage.ANSWERS, room, story)
    team = replace(view.teams[1], letter="", who="", confidence=None, reason="", by="default")
    assert "the default" in text_of(parsed(html.presenter_page(replace(view, teams=(team,)), key="k")), "teams")


@pytest.mark.parametrize(("spare", "offered"), [(False, "1"), (True, "0")])
def test_opening_teams_is_allowed_or_forbidden_as_it_is_not(tmp_path: Path, spare: bool, offered: str) -> None:
    """One button, for what is not so now."""
    story = rooms.story("tutorial")
    room = made_views.projected(tmp_path, story)[LiveStage.LOBBY]
    view = replace(made_views.presenter(LiveStage.LOBBY, room, story), spare=spare)
    forms = parsed(html.presenter_page(view, key="k")).iter(f"{HTML}form")
    found = [form for form in forms if "spare" in (form.get("action") or "")]
    assert [e.get("value") for f in found for e in f.iter(f"{HTML}input") if e.get("name") == "on"] == [offered]


def test_only_what_can_be_done_is_there(tmp_path: Path) -> None:
    """Without a verb in the view there is no form for it, and a thawed projector is not called frozen."""
    story = rooms.story("tutorial")
    room = made_views.projected(tmp_path, story)[LiveStage.ANSWERS]
    view = replace(made_views.presenter(LiveStage.ANSWERS, room, story), can=("reveal",), frozen=False)
    tree = parsed(html.presenter_page(view, key="k"))
    assert {f.get("action") for f in tree.iter(f"{HTML}form")} == {"/presenter/reveal"}
    assert "frozen" not in words(tree)
    assert "The projector is frozen." in words(parsed(html.presenter_page(replace(view, frozen=True), key="k")))
