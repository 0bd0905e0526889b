"""The command that shows the offline help, page by page, or the lines that hold some words."""

from __future__ import annotations

from typing import Annotated

import typer

from cso_registry.cli.context import Context
from cso_registry.kernel.errors import InputError
from cso_registry.workspace.manual import Page, found_lines, read_pages

LINES_SHOWN = 60


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("help")(show_help)


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
