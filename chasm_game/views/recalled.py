"""What people had posted about a decision whose echo lands now: in a silent round nobody posts anything new."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chasm_game.views.consequences import ConsequencesView, SilentView
    from chasm_game.views.round import PostView

__all__ = ["recalled"]


def recalled(silent: Sequence[SilentView], rounds: Sequence[ConsequencesView]) -> list[tuple[int, PostView] | None]:
    """For each silent round a post and the number of its round; None where nothing came back that was posted about.

    It is one by somebody whom the echo touches, else any about the same decision; none is told twice.
    """
    used: set[PostView] = set()
    found: list[tuple[int, PostView] | None] = []
    for each in silent:
        post = next((post for post in _posts(each, rounds) if post[1] not in used), None)
        if post is not None:
            used.add(post[1])
        found.append(post)
    return found


def _posts(view: SilentView, rounds: Sequence[ConsequencesView]) -> Iterator[tuple[int, PostView]]:
    by_number = {each.number: each.feed for each in rounds}
    sent = [(echo.round_number, {who.name for who, _ in echo.touched}) for echo in view.echoes]
    for number, names in sent:
        yield from ((number, post) for post in by_number.get(number, ()) if post.stakeholder in names)
    for number, _ in sent:
        yield from ((number, post) for post in by_number.get(number, ()))
