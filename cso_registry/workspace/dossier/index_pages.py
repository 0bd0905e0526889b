"""The index of a dossier, as a paper and as a page that any browser reads without a network."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from cso_registry.host.said_values import say_day
from cso_registry.workspace.desk_sheets import SheetTable, draw_tables, training_mark

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.dossier.case_file import CaseFile, CaseRecord
    from cso_registry.workspace.workspace import Workspace

_STYLE: Final = """
:root { color-scheme: light dark; }
body { font: 1.05rem/1.6 "Sarabun", "TH Sarabun New", "Noto Sans Thai", "Leelawadee UI",
  Thonburi, system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1.25rem;
  overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.3; } h2 { margin-top: 2.5rem; font-size: 1.25rem; }
h3 { font-size: 1.05rem; margin-bottom: .25rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #8886; padding: .45rem .5rem; text-align: left;
  vertical-align: top; }
code { font-size: .8rem; } dl { margin: .25rem 0 1rem; }
dt { font-weight: 600; } dd { margin: 0 0 .35rem 1rem; white-space: pre-line; }
nav a { margin-right: 1rem; } .note { opacity: .75; }
.warn { border-left: .3rem solid #b45309; padding-left: .75rem; }
summary { cursor: pointer; }
@media print { nav { display: none; } details > * { display: block; } }
"""
_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)


@dataclass(frozen=True, slots=True)
class IndexLine:
    """A paper or a file of the case.

    Attributes:
        path: Where it stands in the bag; empty when it was left out.
        why_not: Why it was left out, in words; empty for what is there.
    """

    title: str
    named: str
    day: date | None
    path: str = ""
    sha256: str = ""
    why_not: str = ""
    is_paper: bool = False


@dataclass(frozen=True, slots=True)
class Index:
    """What both indexes say."""

    workspace: Workspace
    case: CaseFile
    language: Language
    lines: tuple[IndexLine, ...]
    moment: datetime

    def say(self, name: str) -> str:
        """Return words of the dossier."""
        texts = self.workspace.program.texts
        return texts.label(f"dossier.{name}").say(self.language)

    def day(self, day: date | None) -> str:
        """Return a day in words; nothing for none."""
        return "" if day is None else say_day(day, self.language)

    @property
    def title(self) -> str:
        """Return what the case is called."""
        return self.case.records[0].title

    @property
    def office(self) -> str:
        """Return who made the dossier."""
        office = self.workspace.office
        identity = None if office is None else office.identity
        return "" if identity is None else identity.name_th

    @property
    def made(self) -> str:
        """Return who made it, and when."""
        return f"{self.office} · {self.day(self.moment.date())} {self.moment:%H:%M}"


def index_pdf(index: Index) -> bytes:
    """Return the index as a paper: what is in the bag with its hash, and what was left out."""
    say = index.say
    held = [one for one in index.lines if not one.why_not]
    left = [one for one in index.lines if one.why_not]
    tables = [
        SheetTable(
            say("contents"),
            (say("what"), say("where")),
            tuple((_what(index, one), f"{one.path}\n{one.sha256}") for one in held)
            or ((say("nothing"), ""),),
        )
    ]
    if left:
        rows = tuple((_what(index, one), one.why_not) for one in left)
        tables.append(SheetTable(say("left_out"), (say("what"), say("why")), rows))
    if index.case.rests_on:
        rests = tuple((one,) for one in index.case.rests_on)
        tables.append(SheetTable(say("rests_on"), (say("what"),), rests, shares=(1,)))
    notes = [say("how_proved")]
    if not index.case.is_personal_shown:
        notes.insert(0, say("is_masked"))
    return draw_tables(
        index.workspace.program,
        index.language,
        title=say("title"),
        subtitle=f"{index.title}\n{index.made}",
        tables=tables,
        notes=notes,
        code="S-94",
        watermark=training_mark(index.workspace, index.language),
    )


def _what(index: Index, line: IndexLine) -> str:
    return "\n".join(one for one in (line.title, line.named, index.day(line.day)) if one)


def index_html(index: Index) -> str:
    """Return the page: contents with links, every record, every act; it loads nothing."""
    say = index.say
    return "".join(
        (
            f'<!doctype html>\n<html lang="{index.language}"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(index.title)}</title><style>{_STYLE}</style></head><body><main>",
            f"<h1>{escape(say('title'))}<br>{escape(index.title)}</h1>",
            f'<p class="note">{escape(index.made)}</p>',
            *(
                f'<p class="warn">{escape(say(key))}</p>'
                for key, stands in (
                    ("is_training", index.workspace.is_training),
                    ("is_masked", not index.case.is_personal_shown),
                )
                if stands
            ),
            f'<nav><a href="#contents">{escape(say("contents"))}</a>',
            f'<a href="#records">{escape(say("records"))}</a>',
            f'<a href="#past">{escape(say("past"))}</a><a href="index.pdf">index.pdf</a></nav>',
            f'<h2 id="contents">{escape(say("contents"))}</h2>',
            *_contents(index),
            f'<h2 id="records">{escape(say("records"))}</h2>',
            *(part for one in index.case.records for part in _record(one)),
            f"<h3>{escape(say('rests_on'))}</h3><ul>",
            *(f"<li>{escape(one)}</li>" for one in index.case.rests_on),
            f'</ul><h2 id="past">{escape(say("past"))}</h2>',
            *_past(index),
            f'<p class="note">{escape(say("how_proved"))}</p></main></body></html>\n',
        )
    )


def _contents(index: Index) -> Iterator[str]:
    say = index.say
    if not index.lines:
        yield f"<p>{escape(say('nothing'))}</p>"
        return
    heads = "".join(f'<th scope="col">{escape(say(key))}</th>' for key in ("what", "day", "where"))
    yield f"<table><thead><tr>{heads}</tr></thead><tbody>"
    for one in index.lines:
        name = f"{escape(one.title)}<br><span class='note'>{escape(one.named)}</span>"
        if one.path:
            where = f'<a href="{quote(one.path)}">{escape(one.path)}</a><br>'
            where += f"<code>{one.sha256}</code>"
        else:
            where = escape(one.why_not)
        yield f"<tr><td>{name}</td><td>{escape(index.day(one.day))}</td><td>{where}</td></tr>"
    yield "</tbody></table>"


def _record(record: CaseRecord) -> Iterator[str]:
    yield f"<h3>{escape(record.kind)}: {escape(record.title)}</h3>"
    for group in record.groups:
        yield f"<details open><summary>{escape(group.label)}</summary>"
        for item in group.items:
            pairs = (f"<dt>{escape(a)}</dt><dd>{escape(b)}</dd>" for a, b in item.lines)
            yield f"<dl>{''.join(pairs)}</dl>"
        yield "</details>"


def _past(index: Index) -> Iterator[str]:
    acts = sorted(
        ((past, record) for record in index.case.records for past in record.past),
        key=lambda one: (one[0].day, one[0].clock),
    )
    seen: set[str] = set()
    yield "<ol>"
    for past, record in acts:
        if past.hash in seen:
            continue
        seen.add(past.hash)
        why = f"<br>{escape(past.why)}" if past.why else ""
        when = f"{escape(index.day(past.day))} {past.clock}"
        yield (
            f"<li>{when} · <strong>{escape(past.what)}</strong> · {escape(past.by)}{why}"
            f'<br><span class="note">{escape(record.title)} · <code>{past.hash}</code></span></li>'
        )
    yield "</ol>"
