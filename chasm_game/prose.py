"""The little Markdown that stories use, as plain values: paragraphs, list items, headings; emphasis and strong text.

A numbered item is a paragraph that begins with its number: "720. I had it weighed." is a sentence as often as a list.
Links show their text and, in brackets, where they lead if that is http or https; nothing else is followed or run.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from chasm_game.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

__all__ = ["Block", "Span", "inline", "plain", "prose"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one style."""

    text: str
    emphasis: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a list item or a heading."""

    kind: Literal["paragraph", "item", "heading"]
    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The text without its styles."""
        return "".join(span.text for span in self.spans)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    keep = ["paragraph", "list", "heading", "text", "newline", "emphasis", "link", "escape", "balance_pairs"]
    return MarkdownIt("zero").enable(keep)


@lru_cache(maxsize=512)
def prose(text: str) -> tuple[Block, ...]:
    """The blocks of a text; line breaks inside a paragraph are spaces, as in every Markdown."""
    kinds: list[Literal["paragraph", "item", "heading"]] = []
    blocks: list[Block] = []
    number: tuple[Span, ...] = ()
    for token in _parser().parse(shown(text)):
        if token.type == "heading_open":
            kinds.append("heading")
        elif token.type == "list_item_open":
            kinds.append("paragraph" if token.info else "item")
            number = (Span(f"{token.info}{token.markup} "),) if token.info else ()
        elif token.type in {"list_item_close", "heading_close"}:
            kinds.pop()
        elif token.type == "inline":
            blocks.append(Block(kinds[-1] if kinds else "paragraph", (*number, *_spans(token.children or ()))))
            number = ()
    return tuple(blocks)


def plain(text: str) -> str:
    """The text as paragraphs without any style, an empty line between them."""
    return "\n\n".join(("- " if block.kind == "item" else "") + block.text for block in prose(text))


def inline(text: str) -> str:
    """The text on one line without any style; signs at its beginning are no list and no heading."""
    spans = (span for token in _parser().parseInline(shown(text)) for span in _spans(token.children or ()))
    return " ".join("".join(span.text for span in spans).split())


def _spans(tokens: Sequence[Token]) -> Iterator[Span]:
    emphasis = strong = 0
    links: list[str] = []
    for token in tokens:
        if token.type in {"em_open", "em_close"}:
            emphasis += token.nesting
        elif token.type in {"strong_open", "strong_close"}:
            strong += token.nesting
        elif token.type == "link_open":
            links.append(str(token.attrGet("href") or ""))
        elif token.type == "link_close":
            target = links.pop()
            if target.startswith(("http://", "https://")):
                yield Span(f" ({target})", emphasis > 0, strong > 0)
        elif token.type in {"softbreak", "hardbreak"}:
            yield Span(" ", emphasis > 0, strong > 0)
        elif token.content:
            yield Span(token.content, emphasis > 0, strong > 0)
