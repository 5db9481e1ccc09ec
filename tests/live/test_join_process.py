"""`chasm join` as a real process on a real terminal, with a real host."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from live.test_same_saves import Lead

from chasm_game.live.rehearsal.child_host import ChildHost

from terminals import Terminal


@pytest.mark.long
async def test_acceptance_01_a_terminal_that_was_killed_comes_back_to_its_seat_by_itself(tmp_path: Path) -> None:
    """The same command, nothing typed: the same seat; once the room is closed, nothing of it is kept."""
    host = ChildHost(["tutorial", "--teams", "2", "--saves", str(tmp_path / "saves")])
    await host.start()
    lead, terminals = Lead(host), list[Terminal]()
    where, state = f"{host.address.root}/{host.code}", tmp_path / "of-user"

    def joined(*arguments: str) -> Terminal:
        terminal = Terminal("join", where, "--plain", *arguments, cwd=tmp_path, XDG_STATE_HOME=str(state))
        terminals.append(terminal)
        return terminal

    try:
        first = joined()
        await asyncio.to_thread(first.wait_for, "Your team: its number")
        first.press(b"2\r")
        await asyncio.to_thread(first.wait_for, "Ctrl+C leaves.")
        await lead.seated(1)
        first.process.kill()
        assert [path.name for path in (state / "chasm" / "seats").iterdir()] == [f"{host.code}.json"]
        await lead.do("begin")
        again = joined()
        await asyncio.to_thread(again.wait_for, "Or type skip", "or skip", "skip")
        again.press(b"skip\r")
        await asyncio.to_thread(again.wait_for, "Waiting for")
        assert len((await lead.view())["seats"]) == 1  # type: ignore[arg-type]
        await lead.do("next")
        await lead.do("shorten")
        await lead.do("choose", team=2, letter="A")
        again.raw = b""
        await lead.do("answers")
        await asyncio.to_thread(again.wait_for, "typed by")
        await lead.do("reveal")
        await asyncio.to_thread(again.wait_for, "Enter goes on.")
        await asyncio.to_thread(again.press_until, b"\r", "Waiting for")
        await lead.do("next")
        await asyncio.to_thread(again.wait_for, "skip")
        again.press(b"skip\r")
        await asyncio.to_thread(again.wait_for, "Waiting for")
        await lead.do("next")
        await lead.do("close")
        await asyncio.to_thread(again.wait_for, "The room is closed.")
        assert await asyncio.to_thread(again.end) == 0
        assert f"Your team's own page: {host.address.root}/page/" in again.text
        assert [*(state / "chasm" / "seats").iterdir()] == []
    finally:
        lead.device.close()
        for each in terminals:
            each.close()
        await host.stop()
