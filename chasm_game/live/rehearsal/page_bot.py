"""Somebody in a rehearsal with a browser that runs no script: pages are got, and their forms are posted."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from chasm_game.live.rehearsal.forms import Form, Page, read_page
from chasm_game.live.rehearsal.manners import Manner
from chasm_game.live.web import Reply, Unreachable, Web

if TYPE_CHECKING:
    from chasm_game.live.address import Address
    from chasm_game.live.rehearsal.manners import Mind
    from chasm_game.live.rehearsal.seen import Seen

__all__ = ["PageBot"]

FORM = "application/x-www-form-urlencoded"
HTML = "text/html"
_AGAIN = 0.5
"""Seconds after which a lost host is looked for again."""


class PageBot:
    """Looks at its page every `pace` seconds, and does what its manner is with the forms that stand there."""

    def __init__(self, address: Address, room: str, team: int, mind: Mind, seen: Seen, pace: float) -> None:
        self._web = Web(address)
        self._room, self.team, self._mind, self._seen, self._pace = room, team, mind, seen, pace
        self._done: set[tuple[str, str]] = set()
        self._kept: Form | None = None
        """A vote that is going to be handed in too late."""
        self.over = False

    async def run(self) -> None:
        """From the door to the page of the team, or until it is cancelled."""
        try:
            await self._come_in()
            while not self.over:
                page = await self._look("/seat")
                if self._mind.manner is Manner.RELOADING:
                    page = await self._look("/seat")
                await self._react(page)
                await asyncio.sleep(self._pace)
        finally:
            self._web.close()

    # ------------------------------------------------------------- a browser

    async def _get(self, method: str, path: str, body: bytes = b"") -> Reply:
        """As often as it takes; what is posted has the key of its form."""
        while True:
            try:
                with self._seen.answer():
                    reply = await self._web.ask(method, path, body, kind=FORM, accept=HTML)
            except Unreachable:
                self._seen.lost += 1
                await asyncio.sleep(_AGAIN)
            else:
                if reply.cookie:
                    self._web.headers["Cookie"] = reply.cookie
                if reply.status >= 500:
                    self._seen.fault(f"a page was answered with {reply.status}")
                return reply

    async def _look(self, path: str) -> Page:
        reply = await self._get("GET", path)
        while reply.status in {302, 303, 307}:
            reply = await self._get("GET", reply.headers["location"])
        if reply.status != 200:
            self._seen.fault(f"{path} was answered with {reply.status}")
        return read_page(reply.body.decode("utf-8", "replace"))

    async def _post(self, form: Form) -> tuple[int, Page]:
        """The status, and the page that follows."""
        reply = await self._get("POST", form.action, urlencode(form.fields).encode())
        if reply.status in {302, 303}:
            return reply.status, await self._look(reply.headers["location"])
        return reply.status, read_page(reply.body.decode("utf-8", "replace"))

    # ------------------------------------------------------------- a person

    async def _come_in(self) -> None:
        await self._mind.think()
        door = await self._look(f"/{self._room}")
        wanted = [each for each in door.forms if each.verb == "join" and each.fields.get("team") == str(self.team)]
        if not wanted:
            self._seen.fault("a team was not at the door")
            self.over = True
            return
        status, page = await self._post(wanted[0])
        if self._mind.manner is Manner.RELOADING:
            page = await self._look(f"/{self._room}")  # the link is opened once more
        if status in {302, 303} and page.place:
            self._seen.came_in += 1
        else:
            self._seen.fault(f"somebody could not come in: {page.fault.strip() or status}")
            self.over = True

    async def _react(self, page: Page) -> None:
        if page.place.startswith("closed"):
            await self._take_home(page)
        elif self._kept is not None and page.place.startswith("revealed"):
            await self._too_late(self._kept)
            self._kept = None
        for verb in ("sheet", "vote", "ask", "choice"):
            form = page.form(verb)
            at = "" if form is None else form.fields.get("when") or form.fields.get("round", "")
            if form is None or not at or (verb, at) in self._done or not self._may(verb, at):
                continue
            self._done.add((verb, at))
            if self._mind.manner is Manner.LATE and verb == "vote":
                self._kept = form
            elif self._mind.speaks:
                await self._hand_in(form)
            return  # the page is another one now

    def _may(self, verb: str, at: str) -> bool:
        """Votes come before the team's answer; only the careful ask."""
        if verb == "ask":
            return self._mind.manner is Manner.CAREFUL and ("vote", at) in self._done
        return verb != "choice" or ("vote", at) in self._done

    def _fill(self, form: Form) -> None:
        """As somebody of this manner fills it in."""
        mind = self._mind
        if letters := form.choices.get("letter"):
            form.fields["letter"] = mind.letter(letters)
            found = mind.who([who for who in form.choices.get("who", []) if who])
            form.fields["who"] = found[0] if found else ""
            if found:
                form.fields["confidence"] = str(found[1])
        if "reason" in form.fields:
            form.fields["reason"] = mind.reason()
        names = [name for name in form.fields if name.startswith("points.")]
        if names:
            form.fields |= {name: f"{value:g}" for name, value in mind.points(names).items()}
            for name, marks in form.choices.items():
                if name.startswith("ways."):
                    form.fields[name] = mind.luck.choice(marks)

    async def _hand_in(self, form: Form) -> None:
        self._fill(form)
        if self._mind.manner is Manner.WRONG:
            await self._nonsense(form)
        for _ in range(2 if self._mind.manner is Manner.RELOADING else 1):
            status, page = await self._post(form)
        if status in {302, 303}:
            counted = {"sheet": "sheets", "vote": "votes", "ask": "asked", "choice": "answers"}[form.verb]
            setattr(self._seen, counted, getattr(self._seen, counted) + 1)
            if form.verb == "choice":
                self._seen.last_choice[form.fields["round"], self.team] = form.fields["letter"]
        elif status in {403, 409} and page.fault.strip():
            self._seen.refused += 1  # the room, or the pen, had gone on
        else:
            self._seen.fault(f"{form.verb} was answered with {status}: {page.fault.strip()}")

    async def _nonsense(self, form: Form) -> None:
        """The same form as somebody sends it who plays with it."""
        wrong = Form(form.action, {**form.fields, "key": f"{form.fields.get('key', '')}x"[-60:]})
        wrong.fields["when" if "when" in wrong.fields else "letter"] = "Z"
        await self._must_not(wrong, "makes no sense")

    async def _too_late(self, form: Form) -> None:
        self._fill(form)
        await self._must_not(form, "came too late")

    async def _must_not(self, form: Form, why: str) -> None:
        status, page = await self._post(form)
        if 400 <= status < 500 and page.fault.strip():
            self._seen.refused += 1
        else:
            self._seen.fault(f"{form.verb} was answered with {status} though it {why}")

    async def _take_home(self, page: Page) -> None:
        self.over = True
        address = next((each for each in page.links if each.startswith("/page/")), "")
        reply = await self._get("GET", address) if address else None
        if reply is not None and reply.status == 200 and b"</html>" in reply.body:
            self._seen.pages += 1
        else:
            self._seen.fault("a team's own page could not be read from its browser")
