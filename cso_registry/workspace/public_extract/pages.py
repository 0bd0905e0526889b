"""The public extract as pages that open in any browser without a network."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

STYLE: Final = (
    "body{font-family:'TH Sarabun New','Sarabun','Noto Sans Thai',sans-serif;margin:2rem auto;"
    "max-width:75rem;padding:0 1rem;line-height:1.5;color:#1c2733;background:#fff}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;"
    "padding:.35rem .6rem;border-bottom:1px solid #cfd8e3}th{background:#eef2f7}"
    ".mark{border:2px solid #8a4b00;padding:.5rem .8rem}.number{white-space:nowrap}"
    "@media print{body{margin:0;max-width:none}a{color:inherit;text-decoration:none}}"
)


def page_start(language: str, title: str, notes: Iterable[str], mark: str = "") -> str:
    """Return the head of a page; `mark` stands framed above everything."""
    framed = f'<p class="mark"><strong>{escape(mark)}</strong></p>' if mark else ""
    said = "".join(f"<p>{escape(one)}</p>" for one in notes)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>\n"
        f"<body>{framed}<h1>{escape(title)}</h1>{said}\n"
    )


def table_start(headings: Sequence[str]) -> str:
    """Return the head of a table."""
    cells = "".join(f'<th scope="col">{escape(one)}</th>' for one in headings)
    return f"<table><thead><tr>{cells}</tr></thead><tbody>\n"


def table_row(cells: Sequence[str]) -> str:
    """Return a row; the first cell is a number and is not broken."""
    first, *rest = (escape(one).replace("\n", "<br>") for one in cells)
    said = "".join(f"<td>{one}</td>" for one in rest)
    return f'<tr><td class="number">{first}</td>{said}</tr>\n'


def link_row(file: str, words: str, count: str) -> str:
    """Return a row that leads to another page."""
    link = f'<a href="{escape(file)}">{escape(words)}</a>'
    return f"<tr><td>{link}</td><td>{escape(count)}</td></tr>\n"


def page_end(back: tuple[str, str] | None = None) -> str:
    """Return the foot of a page, with the way back."""
    way = "" if back is None else f'<p><a href="{escape(back[0])}">{escape(back[1])}</a></p>'
    return f"</tbody></table>{way}</body></html>\n"
