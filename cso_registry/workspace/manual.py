"""The manual that is delivered with the program: pages in both languages, and finding in them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from cso_registry.thai.searching import search_key, search_terms

if TYPE_CHECKING:
    from cso_registry.host.resources import Resources

FOLDER = "help"
FIRST = "start"


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
