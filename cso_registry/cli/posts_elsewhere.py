"""Who of a subject also holds a post in another one, as `show` tells it (F:A9)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from cso_registry.cli.context import Context
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.record import Record
from cso_registry.workspace.growth.same_people import same_people
from cso_registry.workspace.workspace import Workspace

LIST = "V-S5"


def told_elsewhere(workspace: Workspace, record: Record) -> list[dict[str, Any]]:
    """Return each such post, without the name of the person; none for other records."""
    if not isinstance(record, Organization):
        return []
    return [
        {
            "item": one.item,
            "post": one.post.post,
            "other": str(one.other.id),
            "number": one.other.register_number or "–",
            "name": one.other.display_name,
            "other_post": one.other_post.post,
            "certain": one.certain,
        }
        for one in same_people(record, workspace.read, workspace.today)
    ]


def elsewhere_lines(context: Context, told: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield one line for each such post, in words."""
    label = context.program.vocabulary.label
    for one in told:
        key = "cli.same_person" if one["certain"] else "cli.same_name"
        posts = {name: label(LIST, one[name], context.language) for name in ("post", "other_post")}
        yield context.say(key, number=one["number"], name=one["name"], **posts)
