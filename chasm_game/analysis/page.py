"""A balance as one page of HTML that needs nothing else: no script, no link, no font, nothing loaded from anywhere."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from chasm_game.analysis import report
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from chasm_game.analysis.balance import Balance, ResponseShare
    from chasm_game.analysis.sweep import Swept

__all__ = ["page"]

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem;
       color: #1d2733; background: #fff; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid #d5dbe1; vertical-align: top; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tr.round th { background: #eef2f5; }
.bar { background: #e3e8ed; height: .8rem; width: 10rem; } .bar div { background: #23688f; height: .8rem; }
.sample { border: 2px solid #8a4b00; padding: .5rem 1rem; }
code { overflow-wrap: anywhere; }
@media (prefers-color-scheme: dark) {
  body { color: #e4e9ee; background: #14191f; } th, td { border-color: #333d48; }
  tr.round th { background: #222b34; } .bar { background: #2b3540; } .bar div { background: #6fb1d6; }
  .sample { border-color: #e0a050; } }
"""


def page(balance: Balance, swept: Swept | None = None) -> str:
    """The page. Every text of the scenario is shown as text."""
    title = _text(f"Balance of {balance.title}")
    body = "\n".join(_body(balance, swept))
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _body(balance: Balance, swept: Swept | None) -> Iterator[str]:
    first, *notes = report.about(balance)
    yield f"<h1>{_text(first)}</h1>"
    kind = "" if balance.exact else ' class="sample"'
    yield f"<p{kind}>{'<br>'.join(_text(note) for note in notes)}</p>"
    yield f"<p>{_text(report.score_line(balance))}</p>"
    yield "<h2>Ways to play</h2>"
    head = ("Policy", "Score", "", "Decisions")
    yield from _table(head, (map(_text, row) for row in report.policy_rows(balance)), right={1})
    yield "<h2>How playthroughs end</h2><ul>"
    yield from (f"<li>{_text(line)}</li>" for line in report.endings_lines(balance))
    yield "</ul><h2>Rounds and responses</h2>"
    yield from _strip(balance)
    yield "<h2>Findings</h2>"
    yield from _findings(balance)
    if swept is not None:
        head_line, *lines = swept.told()
        yield f"<h2>{_text(head_line)}</h2><pre>{escape(chr(10).join(lines))}</pre>"


def _strip(balance: Balance) -> Iterator[str]:
    yield '<table><thead><tr><th scope="col">Response</th><th scope="col" class="n">Open in</th>'
    yield '<th scope="col" class="n">Best in</th><th scope="col" class="n">Mean</th><th></th></tr></thead><tbody>'
    for round_ in balance.rounds:
        played = f"{_text(round_.round)}, played in {report.share(round_.reach)}"
        yield f'<tr class="round"><th colspan="5" scope="rowgroup">{played}</th></tr>'
        yield from (_response(r, balance) for r in balance.responses if r.round == round_.round)
    yield "</tbody></table><p>Bold: on the best line.</p>"


def _response(r: ResponseShare, balance: Balance) -> str:
    name = f"<b>{_text(r.response)}</b>" if r.on_best_line else _text(r.response)
    best = "" if r.best_in is None else report.share(r.best_in)
    width = 100 * report.height(r.mean, balance.score.min, balance.score.max)
    mean = "-" if r.mean is None else f"{r.mean:.0f}"
    bar = f'<div class="bar"><div style="width:{width:.0f}%"></div></div>'
    numbers = "".join(f'<td class="n">{n}</td>' for n in (report.share(r.open_in), best, mean))
    return f"<tr><td>{name}</td>{numbers}<td>{bar}</td></tr>"


def _findings(balance: Balance) -> Iterator[str]:
    if not balance.findings:
        yield f"<p>{_text(report.nothing_found(balance))}</p>"
        return
    yield "<ul>"
    for finding in balance.findings:
        line, *hints = report.finding_lines(finding)
        yield f"<li>{_text(line)}{''.join(f'<br><code>{_text(h)}</code>' for h in hints)}</li>"
    yield "</ul>"


def _table(head: tuple[str, ...], rows: Iterable[Iterable[str]], right: set[int]) -> Iterator[str]:
    def cell(n: int, text: str, tag: str) -> str:
        return f'<{tag} class="n">{text}</{tag}>' if n in right else f"<{tag}>{text}</{tag}>"

    yield f"<table><thead><tr>{''.join(cell(n, h, 'th') for n, h in enumerate(head))}</tr></thead><tbody>"
    for row in rows:
        yield f"<tr>{''.join(cell(n, text, 'td') for n, text in enumerate(row))}</tr>"
    yield "</tbody></table>"


def _text(text: str) -> str:
    return escape(one_line(text))
