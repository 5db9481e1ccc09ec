"""What crosses from a game to a seat elsewhere, and back: values as JSON, equal after the trip.

Every kind that crosses is named here. What comes in is checked by its type; what is not of that type is refused in one
line. Fields that are not known are passed over, so that an older seat understands a newer host.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from chasm_game.errors import ChasmError
from chasm_game.session.seat import AskRequest, ChangeRequest, ChoiceRequest, PenRequest, RewindRequest, SheetRequest

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from chasm_game.session.seat import Request

__all__ = ["VIEWS", "WIRE", "NotUnderstood", "from_wire", "request_from_wire", "to_wire"]

WIRE = 1
"""The version of this form. It grows where an older seat would misunderstand what it reads."""
VIEWS = {
    "chasm_game.views.seat": ("SeatView",),
    "chasm_game.views.intro": ("IntroView",),
    "chasm_game.views.round": ("RoundView",),
    "chasm_game.views.consequences": ("ConsequencesView",),
    "chasm_game.views.debrief": ("DebriefView",),
    "chasm_game.views.review": ("ReviewView",),
    "chasm_game.views.catalog": ("DifficultyLine", "LibraryLine", "SaveLine"),
    "chasm_game.views.run_sheet": ("RunSheetView",),
    "chasm_game.views.old_game": ("OldGame",),
    "chasm_game.views.records": ("RecordsView",),
    "chasm_game.session.room.views": ("RoomView", "TeamSheet", "TimerView", "RoomLine"),
    "chasm_game.session.room.round_views": ("TeamFollowed",),
    "chasm_game.live.views": ("PersonView", "LobbyView"),
    "chasm_game.live.lead_views": ("ProjectorView", "PresenterView"),
}
"""Views that cross whole, by their module; what they hold crosses with them. Each is loaded when first needed."""
_PARTS = (
    "chasm_game.views.named",
    "chasm_game.views.ledger_line",
    "chasm_game.views.chasm",
    "chasm_game.views.dashboard",
    "chasm_game.views.accounts",
    "chasm_game.views.events",
    "chasm_game.views.foresight",
    "chasm_game.views.outputs",
    "chasm_game.gauges",
)
"""Modules that hold only parts of views."""
_REQUESTS = {
    "sheet": SheetRequest,
    "ask": AskRequest,
    "choice": ChoiceRequest,
    "rewind": RewindRequest,
    "pen": PenRequest,
    "change": ChangeRequest,
}

_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}
"""Those that were made already."""
_Value = TypeVar("_Value")


class NotUnderstood(ChasmError):
    """What came over the wire is not what it has to be."""


def to_wire(value: object) -> bytes:
    """A view or a request as JSON, in UTF-8 and on one line."""
    return _adapter(type(value)).dump_json(value)


def from_wire(kind: type[_Value], data: bytes) -> _Value:
    """A view of this kind. Raises `NotUnderstood`."""
    from pydantic import ValidationError

    try:
        found: _Value = _adapter(kind).validate_json(data, strict=True)
    except ValidationError as error:
        # What came is not repeated: it may be anything, and of any length.
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        at = f" at {where}" if where else ""
        raise NotUnderstood(f"what was heard is no {kind.__name__}{at}: {first['msg']}") from None
    return found


def request_from_wire(data: bytes) -> Request:
    """A request of whichever kind. Raises `NotUnderstood`."""
    import json

    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        raise NotUnderstood("what was handed in is no JSON") from None
    kind = said.get("kind") if isinstance(said, dict) else None
    if not isinstance(kind, str) or kind not in _REQUESTS:
        raise NotUnderstood("what was handed in is of no kind that is known")
    return from_wire(_REQUESTS[kind], data)


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    """How a kind crosses. Views name each other for type checkers only, so their names are looked up here."""
    if kind in _ADAPTERS:
        return _ADAPTERS[kind]
    from collections.abc import Mapping

    from pydantic import TypeAdapter

    names: dict[str, object] = {"Mapping": Mapping}
    for module in (*VIEWS, *_PARTS):
        names |= {name: found for name, found in vars(import_module(module)).items() if isinstance(found, type)}
    adapter = TypeAdapter(kind)
    adapter.rebuild(force=True, _types_namespace=names)
    _ADAPTERS[kind] = adapter
    return adapter
