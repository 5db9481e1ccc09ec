"""Under which addresses a live room is joined, as the board and the terminal say them."""

from __future__ import annotations

from chasm_game.live.addresses import addresses
from chasm_game.live.lead_views import DoorsView

__all__ = ["doors_view", "wifi_code"]


def wifi_code(name: str, password: str = "") -> str:
    """What a QR code holds that brings a phone into a Wi-Fi; without a password into an open one."""
    # The signs that the format of these codes gives a meaning to: a password may have any of them.
    name, password = ("".join(f"\\{sign}" if sign in '\\;,:"' else sign for sign in text) for text in (name, password))
    return f"WIFI:T:WPA;S:{name};P:{password};;" if password else f"WIFI:T:nopass;S:{name};;"


def doors_view(
    code: str, port: int, named: str = "", public: str = "", wifi: str = "", wifi_password: str = ""
) -> DoorsView:
    """The addresses of this machine with the port, the likeliest first; before all the public one, if there is any.

    `wifi` is the network that people have to be in, where somebody said.
    """
    found = [(f"http://{each.in_url}:{port}/{code}", each.what) for each in addresses(named)]
    if public:
        found.insert(0, (f"{public.rstrip('/')}/{code}", "from elsewhere"))
    return DoorsView(tuple(found), found[0][0], code, wifi, wifi_code(wifi, wifi_password) if wifi else "")
