"""What a machine does not allow is *not run*: said where somebody tries at home, and a failure in CI."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest

__all__ = ["not_run"]


def not_run(why: str) -> NoReturn:
    """End a test that this machine does not allow."""
    if os.environ.get("CI"):
        pytest.fail(f"not run: {why}")
    pytest.skip(f"not run: {why}")
