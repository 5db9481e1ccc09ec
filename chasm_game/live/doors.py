"""Under which addresses a live room is joined, as the board and the terminal say them."""

from __future__ import annotations

from chasm_game.live.addresses import addresses
from chasm_game.live.views import DoorsView

__all__ = ["doors_view"]


def doors_view(code: str, port: int, named: str = "", public: str = "") -> DoorsView:
    """The addresses of this machine with the port, the likeliest first; before all the public one, if there is any."""
    found = [(f"http://{each.in_url}:{port}/{code}", each.what) for each in addresses(named)]
    if public:
        found.insert(0, (f"{public.rstrip('/')}/{code}", "from elsewhere"))
    return DoorsView(tuple(found), found[0][0], code, "")
