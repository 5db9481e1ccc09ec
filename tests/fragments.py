"""YAML from documents as whole files: a fragment is put into a small story that lends it what it lacks.

The first lines of a block may say what it is: `# fragment: response` (none: a whole scenario), and `# broken: C012`,
the code that it is there to show.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["HOST_TITLE", "KINDS", "Block", "blocks", "hosted"]

HOST_TITLE = "Five Bakeries"
_HEAD = {
    "chasm": "chasm: 1",
    "id": "id: bakeries",
    "title": f"title: {HOST_TITLE}",
    "minutes": "minutes: 10",
}
_BEFORE = """\
- id: flour
  title: Dear flour
  shock:
    text: >-
      Old Holt comes down from his mill with his cap in his hand. From April flour costs a tenth more, for the
      diesel does, and the wheat does. He has delivered to your aunt for thirty years and never asked for
      anything, and he would like to know by Friday whether you are still his customer. There are two other
      mills, farther away and cheaper, and both have sent you their price lists without being asked.
    effects: {partners: -4, cash: -1}
  ask: [{who: partners, text: Give me two years instead of one.}]
  responses:
    - {id: pay, title: Pay it, label: new, effects: {partners: 5, cash: -2}, because: It is a good price for him.,
       outcome: The mill delivers on Sundays now.}
    - {id: raise, title: Pass it on, label: old, effects: {customers: -5, cash: 3}, because: Bread is dearer.,
       outcome: People count their change.}
    - {id: rival, title: Ask for bids, label: old, effects: {partners: -6, cash: 2}, because: Holt was not asked.,
       outcome: Two mills send sacks.}
    - {id: less, title: Bake less, effects: {customers: -3, employees: 2}, because: There is less bread and less work.,
       outcome: The shelf is empty at three.}
- id: oven
  title: A cold oven
  shock:
    text: >-
      The second oven has been cold since March, and nobody had told you. At half past six there are no warm
      rolls in the third shop, and the people who used to come for them have found out that the station sells
      rolls, too. The night shift looks at the floor when you ask. It may be the oven, or it may be something
      else that nobody says. The repair man can come on Thursday, if somebody calls him today.
    effects: {employees: -4, customers: -2, communities: -2}
  ask: [{who: employees, text: It is a fuse and a belt.}]
  responses:
    - {id: mend, title: Mend it, label: new, effects: {employees: 6, cash: -2}, because: The night shift had asked.,
       outcome: At six the rolls are warm.}
    - {id: later, title: Wait for spring, label: old, effects: {employees: -3, investors: 3}, because: It is not paid.,
       outcome: Spring is late.}
    - {id: buy, title: Buy a new one, effects: {employees: 4, customers: 3, cash: -5}, because: The oven is new.,
       outcome: It has a screen.}
"""
_ROUND = {
    "id": "id: fair",
    "title": "title: The town fair",
    "shock": "shock: {text: The town asks for your best idea by Friday., effects: {communities: -3}}",
    "ask": "ask: [{who: communities, text: A table and an awning would do.}]",
    "responses": "",
}
_RESPONSE = {"id": "id: mine", "title": "title: Ours"}
_OTHER = """\
- id: stay-away
  title: Stay away
  label: old
  text: The week goes into the shops, and nobody has to stand at a stall in the rain.
  effects: {investors: 4, communities: -3, cash: 1}
  because: The town had counted on you.
  outcome: The fair was fine, people say. You have to take their word for it.
- id: go
  title: Take a stall
  label: new
  text: A table, an awning, and whoever wants to come along. It rains, as it does every year.
  effects: {communities: 5, customers: 4, cash: -2}
  because: You were there, in the rain.
  outcome: It rained. You sold out of umbrellas, which you do not make.
"""
_LONG = [
    ("flour", "Dear flour"),
    ("oven", "A cold oven"),
    ("rota", "Two weekends"),
    ("station", "The station"),
    ("wheat", "A dry summer"),
    ("fair", "The town fair"),
]
_OF_SIX = """\
- id: {id}
  title: {title}
  shock: {{text: Something is short again., effects: {{customers: -4, employees: -2, partners: -1,
    communities: -1, cash: -1}}}}
  responses:
    - {{id: {id}-give, title: See to it, label: new, effects: {{customers: 7, employees: 5, cash: -4}},
       because: It took hands and flour., outcome: "{title}: it is seen to."}}
    - {{id: {id}-take, title: Save on it, label: old, effects: {{investors: 5, employees: -3, cash: 4}},
       because: It was saved where people work., outcome: "{title}: it is saved on."}}
"""
KINDS = ("scenario", "top", "long", "rounds", "round", "shock", "response", "condition")
_KEY = re.compile(r"^(?:- )?([a-z][\w-]*)\s*:", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A block of YAML in a document, and the line in which it begins."""

    line: int
    kind: str
    broken: str | None
    text: str

    @property
    def whole(self) -> str:
        """The file that it stands for."""
        return hosted(self.kind, self.text)


def blocks(document: str) -> Iterator[Block]:
    """The YAML blocks of a Markdown text."""
    for match in re.finditer(r"^( *)```ya?ml *\n(.*?)^\1``` *$", document, re.MULTILINE | re.DOTALL):
        text, kind, broken = textwrap.dedent(match[2]), "scenario", None
        while mark := re.match(r"# (fragment|broken): *(\S+) *\n", text):
            kind, broken = (mark[2], broken) if mark[1] == "fragment" else (kind, mark[2])
            text = text[mark.end() :]
        yield Block(document.count("\n", 0, match.start()) + 1, kind, broken, text)


def hosted(kind: str, text: str) -> str:
    """The fragment in a story that lends it what it lacks; a whole scenario is what it is."""
    if kind == "scenario":
        return text
    if kind == "top":
        return _with(text, {**_HEAD, "rounds": "rounds:\n" + _indented(_BEFORE)})
    if kind == "long":
        return _long(text)
    if kind == "rounds":
        return _with("rounds:\n" + _indented(text), _HEAD)
    if kind == "round":
        item = _item(text, {**_ROUND, "responses": "responses:\n" + _indented(_OTHER)})
        return hosted("rounds", _BEFORE + item)
    if kind == "shock":
        return hosted("round", "shock:\n" + _indented(_with(text, {"text": "text: The fair is near."})))
    if kind == "condition":
        return hosted("response", f"if: {text.strip()}\nneeds: something else\noutcome: It is done.\n")
    if kind == "response":
        return hosted("round", "responses:\n" + _indented(_OTHER + _item(text, _RESPONSE)))
    raise ValueError(f"there is no kind of fragment `{kind}`; known: {', '.join(KINDS)}")


def _long(text: str) -> str:
    """A story of six rounds: those of the text first, and behind them as many of others as are lacking."""
    own = len(re.findall(r"^  - id:", text, re.MULTILINE))
    lent = "".join(_OF_SIX.format(id=i, title=title) for i, title in _LONG[own:])
    if "ask:" in text:  # where people can be asked anywhere, they have something to say everywhere
        lent = lent.replace("  responses:", "  ask: [{who: employees, text: We have seen it coming.}]\n  responses:")
    whole = _with(text if "rounds:" in text else text + "rounds:\n", _HEAD)
    return whole + _indented(lent)


def _with(text: str, lent: dict[str, str]) -> str:
    """The text below whatever it lacks."""
    own = set(_KEY.findall(text))
    return "".join(f"{line}\n" for key, line in lent.items() if key not in own) + text.rstrip("\n") + "\n"


def _item(text: str, lent: dict[str, str]) -> str:
    """The text as an entry of a list, or as several where it is a list already."""
    if text.startswith("- "):
        return text
    return "- " + _indented(_with(text, lent))[2:]


def _indented(text: str) -> str:
    return textwrap.indent(text, "  ")
