"""The guide for a session with phones: its commands, its buttons and its proxy are as it says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from chasm_game.cli import application

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "live.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
COMMANDS = [*"".join(BLOCKS).splitlines(), *re.findall(r"`(chasm \w+ [^`\n]+)`", GUIDE.replace("```", ""))]
SAID = "".join(
    path.read_text(encoding="utf-8")
    for path in [*(ROOT / "chasm_game/live/templates").glob("*.html"), ROOT / "chasm_game/live/html_words.py"]
)
"""What the pages say."""


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_live_guide_can_be_read(command: str) -> None:
    """Its flags are the program's own, with values that it takes."""
    program, *words = shlex.split(command)
    assert program == "chasm"
    application().parse_args(words, exit_on_error=False, print_error=False)


def test_every_button_of_the_live_guide_is_on_a_page() -> None:
    """What the guide says to press is called so in the presenter's window or on a phone."""
    buttons = set(re.findall(r"(?<!\*)\*([A-Z1][^*\n]+?)\*(?!\*)", GUIDE)) - {"Reached"}
    assert len(buttons) > 12
    assert sorted(button for button in buttons if button not in SAID) == []


def test_the_proxy_of_the_live_guide_passes_events_on() -> None:
    """It buffers nothing, waits longer than any silence, keeps no addresses, and says under which name it was asked."""
    (block,) = re.findall(r"^```nginx\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
    said = dict(re.findall(r"^\s*(\w+(?: \w+)?) +([^;{]+);", block, re.MULTILINE))
    assert said["proxy_buffering"] == "off"
    assert said["access_log"] == "off"
    assert said["proxy_read_timeout"] == "1h"
    assert said["proxy_set_header Host"] == "$http_host"
    assert block.count("{") == block.count("}")
