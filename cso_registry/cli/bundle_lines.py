"""Prints what a person is told of bundles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cso_registry.workspace.exchanging.telling import BundleWords

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.cli.context import Context
    from cso_registry.workspace.exchanging.incoming import Missing, Refusal
    from cso_registry.workspace.exchanging.still_told import StillTold
    from cso_registry.workspace.exchanging.telling import OfficeNames, Said

STYLES: Final = {"text": "", "soon": "yellow", "late": "bold red"}


def words_of(context: Context, names: OfficeNames) -> BundleWords:
    """Return what puts bundles into sentences of the language of this run."""
    return BundleWords(context.program, context.language, names)


def print_all(context: Context, said: Iterable[Said]) -> None:
    """Print sentences, each in the colour of what it means."""
    for one in said:
        lead = "  " if one.is_part else ""
        mark = "✗ " if one.tone == "late" else ""
        context.out.print(f"{lead}{mark}{one.words}", style=STYLES[one.tone])


def listed(one: Missing) -> list[Any]:
    """Return missing entries as a program reads them."""
    return [*one.stream, one.first, one.last, one.office, one.since]


def refused_plain(one: Refusal) -> list[Any]:
    """Return entries that do not count as a program reads them."""
    return [*one.stream, one.why, one.seq, one.last, one.office]


def still_told(told: StillTold) -> dict[str, Any]:
    """Return what goes out in words without personal parts, as a program reads it."""
    confidential = {".".join(named): count for named, count in sorted(told.confidential.items())}
    return {
        "reasons": told.reasons,
        "file_names": len(told.file_names),
        "confidential": confidential,
    }
