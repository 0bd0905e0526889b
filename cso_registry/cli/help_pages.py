"""The command that shows the offline help, page by page, or the lines that hold some words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Annotated

import typer

from cso_registry.cli.context import Context
from cso_registry.host.resources import Resources
from cso_registry.kernel.errors import InputError
from cso_registry.thai.searching import search_key, search_terms

FOLDER = "help"
FIRST = "start"
LINES_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Page:
    """One page of help.

    Attributes:
        topic: Its name, the same in every language.
        title: Its first heading.
        text: The whole page, as Markdown.
    """

    topic: str
    title: str
    text: str


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("help")(show_help)


def read_pages(resources: Resources, language: str) -> dict[str, Page]:
    """Return the pages of a language by topic; `start` comes first.

    Raises:
        KnownError: `host.resource_missing`, `host.resource_damaged`.
    """
    pages = []
    for name in resources.names(f"{FOLDER}/{language}", ".md"):
        text = resources.text(name)
        title = text.partition("\n")[0].lstrip("# ").strip()
        pages.append(Page(PurePosixPath(name).stem, title, text))
    pages.sort(key=lambda page: (page.topic != FIRST, page.topic))
    return {page.topic: page for page in pages}


def found_lines(pages: dict[str, Page], text: str) -> list[tuple[str, str]]:
    """Return topic and line of everything in `pages` that holds every word of `text`."""
    wanted = search_terms(text)
    if not wanted:
        return []
    return [
        (page.topic, line.strip())
        for page in pages.values()
        for line in page.text.splitlines()
        if all(word in search_key(line) for word in wanted)
    ]


def show_help(
    typer_context: typer.Context,
    topic: Annotated[str | None, typer.Argument(help="หัวข้อ / topic")] = None,
    find: Annotated[str | None, typer.Option(help="คำค้น / words to find")] = None,
) -> None:
    """คู่มือการใช้งาน อ่านได้โดยไม่ต้องต่อเครือข่าย / The manual, readable with no network."""
    context: Context = typer_context.obj
    pages = read_pages(context.program.resources, context.language)
    if find is not None:
        _tell_found(context, found_lines(pages, find))
    elif topic is None:
        _tell_topics(context, pages)
    else:
        _tell_page(context, pages, topic)


def _tell_found(context: Context, found: list[tuple[str, str]]) -> None:
    def lines() -> None:
        for topic, line in found[:LINES_SHOWN]:
            context.out.print(f"{topic}: {line}")
        if not found:
            context.out.print(context.say("cli.nothing_found"))

    context.tell({"found": [{"topic": topic, "line": line} for topic, line in found]}, lines)


def _tell_topics(context: Context, pages: dict[str, Page]) -> None:
    def lines() -> None:
        context.out.print(context.say("help.topics"), style="bold")
        for page in pages.values():
            context.out.print(f"  {page.topic:<14} {page.title}")

    told = [{"topic": page.topic, "title": page.title} for page in pages.values()]
    context.tell({"topics": told}, lines)


def _tell_page(context: Context, pages: dict[str, Page], topic: str) -> None:
    page = pages.get(topic.strip().lower())
    if page is None:
        raise InputError("help.no_such_topic", topic=topic, known=", ".join(pages))
    context.tell(
        {"topic": page.topic, "title": page.title, "text": page.text},
        lambda: context.out.print(page.text),
    )
