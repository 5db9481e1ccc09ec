"""What is held in circles is not looked for while much is read that stays."""

from __future__ import annotations

import gc

import pytest

from chasm_game.commands.collecting import nothing_collected


def test_nothing_is_collected_meanwhile_and_all_is_again_afterwards() -> None:
    """Also where something goes wrong inside."""
    assert gc.isenabled()
    with nothing_collected():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ValueError, match="wrong"), nothing_collected():
        raise ValueError("wrong")
    assert gc.isenabled()


def test_who_had_turned_it_off_finds_it_off() -> None:
    """A block within a block, and a program of somebody's own, stay as they were."""
    with nothing_collected():
        with nothing_collected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
