"""Pages read as a browser without a script reads them: which forms are there, and what they would send."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

__all__ = ["Form", "Page", "read_page"]


@dataclass
class Form:
    """A form of a page."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    """What is sent unless something is changed."""
    choices: dict[str, list[str]] = field(default_factory=dict)
    """Of fields that offer values: those that can be chosen."""

    @property
    def verb(self) -> str:
        """The last part of where it is sent."""
        return self.action.rsplit("/", 1)[-1]


@dataclass
class Page:
    """What matters of a page."""

    forms: list[Form] = field(default_factory=list)
    place: str = ""
    """Stage and round, as the page itself says where it is."""
    fault: str = ""
    """The sentence of what was refused."""
    links: list[str] = field(default_factory=list)

    def form(self, verb: str) -> Form | None:
        """The first that does this."""
        return next((each for each in self.forms if each.verb == verb), None)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self._form: Form | None = None
        self._select = self._text = ""
        self._in_fault = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "main":
            self.page.place = said.get("data-place", "")
        elif tag == "a" and "href" in said:
            self.page.links.append(said["href"])
        elif tag == "form" and said.get("method", "").lower() == "post":
            self._form = Form(said.get("action", ""))
            self.page.forms.append(self._form)
        elif said.get("id") == "fault":
            self._in_fault = True
        if self._form is not None:
            self._field(self._form, tag, said)

    def _field(self, form: Form, tag: str, said: dict[str, str]) -> None:
        name, value = said.get("name", ""), said.get("value", "")
        if "disabled" in said:
            return
        if tag == "select" and name:
            self._select = name
            form.choices[name] = []
        elif tag == "option" and self._select:
            form.choices[self._select].append(value)
            if "selected" in said or self._select not in form.fields:
                form.fields[self._select] = value
        elif tag == "textarea" and name:
            self._text = name
            form.fields[name] = ""
        elif tag == "input" and name:
            if said.get("type") in {"radio", "checkbox"}:
                form.choices.setdefault(name, []).append(value)
                if "checked" in said:
                    form.fields[name] = value
            else:
                form.fields[name] = value

    def handle_data(self, data: str) -> None:
        if self._in_fault:
            self.page.fault += data
        if self._text and self._form is not None:
            self._form.fields[self._text] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._text = ""
        elif tag == "p":
            self._in_fault = False


def read_page(html: str) -> Page:
    """What matters of this page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.page
