"""Tells at the conflict desk what waits beside conflicts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.record import slot_name
from cso_registry.workspace.exchanging.telling import span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.cli.context import Context
    from cso_registry.kernel.ids import RecordId
    from cso_registry.workspace.exchanging.work_items import WorkItems
    from cso_registry.workspace.record_wording import Wording


def said_items(found: WorkItems) -> dict[str, Any]:
    """Return them as they stand in the one object."""
    return {
        "missing": [[*one.stream, one.first, one.last] for one in found.missing],
        "aside": found.aside,
        "unread": list(found.unread),
        "parents": [list(one) for one in found.parents],
        "clocks": [[one.office, one.replica, one.last.isoformat()] for one in found.clocks],
    }


def item_lines(
    context: Context,
    wording: Wording,
    found: WorkItems,
    offices: Mapping[str, str],
    titles: Mapping[RecordId, str],
) -> list[str]:
    """Return a sentence for each.

    Args:
        context: Of the command.
        wording: Words for values.
        found: What waits.
        offices: Names of offices, by replica.
        titles: What the records are called, by identity.
    """
    say = context.say
    lines = [
        say(
            "conflicts.missing",
            office=offices.get(one.stream.replica) or one.stream.replica[:8],
            scope=context.area(one.stream.scope),
            numbers=span(one.first, one.last),
        )
        for one in found.missing
    ]
    lines += [
        say(
            "conflicts.parent",
            title=titles.get(record) or record,
            group=wording.group(kind, slot_name(group)),
        )
        for record, kind, group in found.parents
    ]
    lines += [say("conflicts.unread", title=titles.get(one) or one) for one in found.unread]
    lines += [
        say(
            "conflicts.clock",
            office=offices.get(one.replica) or one.replica[:8],
            day=wording.day(one.last),
        )
        for one in found.clocks
    ]
    if found.aside:
        lines.append(say("conflicts.aside", count=found.aside))
    return lines
