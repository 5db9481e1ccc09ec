"""Through which door a browser comes: by the room's own address, by a public one, or by a code that is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from live.serving import room, served

from chasm_game.live.hosted import Hosted

if TYPE_CHECKING:
    from pathlib import Path

PUBLIC = "https://play.example.org"


@pytest.mark.parametrize(("door", "secure"), [("play.example.org", True), ("127.0.0.1", False)])
def test_a_seat_is_kept_by_the_door_through_which_it_was_taken(tmp_path: Path, door: str, secure: bool) -> None:
    """Over HTTPS it is a cookie for HTTPS alone; over HTTP, in the room's Wi-Fi, one that a browser keeps there."""
    with served(Hosted.new(room(tmp_path)), public=PUBLIC) as it:
        host = door if door != "127.0.0.1" else f"{door}:{it.port}"
        said = {"team": "1", "key": "a-key-of-its-own"}
        answer = it.http.post(f"/{it.code}/join", data=said, headers={"host": host})
        assert (answer.status_code, answer.headers["location"]) == (303, "/seat")
        cookie = answer.headers["set-cookie"].lower()
        assert ("secure" in cookie) is secure
        assert {"httponly", "samesite=strict"} <= {part.strip() for part in cookie.split(";")}


def test_a_code_may_be_typed_as_people_type(tmp_path: Path) -> None:
    """Capitals and spaces make no difference at the front door; nothing typed asks again; it leads nowhere else."""
    with served(Hosted.new(room(tmp_path))) as it:
        for typed in (it.code, f" {it.code.upper()}\t", " ".join(it.code)):
            answer = it.http.get("/", params={"code": typed})
            assert (answer.status_code, answer.headers["location"]) == (303, f"/{it.code}")
        assert it.http.get("/", params={"code": " "}).status_code == 200
        for typed in ("//evil.example", "../presenter", "a" * 500, "\\evil.example"):
            leads = it.http.get("/", params={"code": typed}).headers["location"]
            assert leads.startswith("/")
            assert leads.count("/") == 1
            assert len(leads) <= 1 + 3 * 40
            assert it.http.get(leads).status_code == 404
