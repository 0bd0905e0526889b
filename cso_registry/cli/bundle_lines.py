"""What a person is told of bundles: what goes out, what one holds, what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cso_registry.cli.context import Context
    from cso_registry.exchange.models import Manifest, Receipt
    from cso_registry.exchange.vectors import Stream
    from cso_registry.workspace.exchanging.exchange import Exchange, Written
    from cso_registry.workspace.exchanging.incoming import Inspected, Missing, Report
    from cso_registry.workspace.exchanging.outgoing import Order, Preview

MEGABYTE, KILOBYTE = 1_000_000, 1_000


def names_of(room: Exchange) -> dict[str, str]:
    """Return the name of each office of the roster, by its identity."""
    return {one.office: one.name_th for one in room.trust.trusted.roster.offices.values()}


def listed(one: Missing) -> list[Any]:
    """Return missing entries as a program reads them."""
    return [*one.stream, one.first, one.last, one.office, one.since]


def tell_part(context: Context, part: Preview, order: Order, names: Mapping[str, str]) -> None:
    """Say what goes out to the offices of one area."""
    say, offices = context.say, _offices(part.to, names)
    if not part.entries and not part.attachments:
        context.out.print(say("bundle.nothing_new_for", offices=offices))
    else:
        size = _size(context, part.bytes)
        context.out.print(say("bundle.goes_out", offices=offices, entries=part.entries, size=size))
    for scope in sorted({stream.scope for stream in part.streams}):
        count = sum(
            last - first + 1
            for stream, (first, last) in part.streams.items()
            if stream.scope == scope
        )
        context.out.print("  " + say("bundle.of_area", area=context.area(scope), entries=count))
    if part.unreadable is not None:
        said = say("bundle.unreadable", offices=offices, area=context.area(part.unreadable))
        context.out.print("  " + said, style="yellow")
    if order.redacted:
        context.out.print("  " + say("bundle.without_personal"))
    elif part.attachments:
        size = _size(context, part.attachment_bytes)
        context.out.print("  " + say("bundle.with_files", count=part.attachments, size=size))
    elif not order.attachments:
        context.out.print("  " + say("bundle.without_files"))
    if part.missing_files:
        said = say("bundle.files_not_here", count=len(part.missing_files))
        context.out.print("  " + said, style="yellow")


def tell_written(context: Context, written: Written, names: Mapping[str, str]) -> None:
    """Say which file is for whom."""
    offices = _offices(written.manifest.to, names)
    size = _size(context, written.file.stat().st_size)
    context.out.print(
        context.say("bundle.written", file=str(written.file), offices=offices, size=size)
    )


def tell_manifest(context: Context, found: Inspected, names: Mapping[str, str]) -> None:
    """Say what a bundle holds, from whom and for whom."""
    manifest, say = found.manifest, context.say
    sender = names.get(manifest.office, manifest.office)
    made = context.day(manifest.made[:10])
    offices = _offices(manifest.to, names)
    context.out.print(say("bundle.from", office=sender, made=made, offices=offices))
    if manifest.answers is not None:
        tell_answer(context, manifest.answers, sender)
    if manifest.segments or manifest.answers is None:
        said = say("bundle.new", count=found.new_entries, known=found.known_entries)
        context.out.print(said)
    if manifest.attachments:
        files = len({part.sha256 for part in manifest.attachments})
        size = _size(context, sum(part.bytes for part in manifest.attachments))
        context.out.print(say("bundle.with_files", count=files, size=size))
    if manifest.named_attachments:
        said = say("bundle.files_left_out", count=len(manifest.named_attachments))
        context.out.print(said, style="yellow")
    if manifest.redacted:
        context.out.print(say("bundle.without_personal"))


def tell_taken(context: Context, report: Report, names: Mapping[str, str]) -> None:
    """Say what became of a bundle or a receipt that was taken in."""
    said, say = report.receipt, context.say
    sender = names.get(report.manifest.office, report.manifest.office)
    if report.manifest.answers is not None:
        tell_answer(context, report.manifest.answers, sender)
    if said.entries or report.records or report.attachments:
        counts = (said.entries, report.records, len(report.attachments))
        named = dict(zip(("entries", "records", "attachments"), counts, strict=True))
        context.out.print(say("bundle.taken", office=sender, **named))
    elif _is_bundle(report.manifest) and not report.refused:
        context.out.print(say("bundle.nothing_new_from", office=sender))
    waiting = {
        "conflicts": said.conflicts,
        "contested": report.contested,
        "withheld": said.withheld,
        "waiting": said.waiting,
    }
    for name, count in waiting.items():
        if count:
            context.out.print(say(f"bundle.{name}", count=count), style="yellow")
    tell_missing(context, report.missing, names)
    tell_refused(context, report.refused, sender)
    for stream, seq in report.other_heads:
        told = say("bundle.other_head", scope=context.area(stream.scope), seq=seq)
        context.out.print(f"✗ {told}", style="bold red")
    if report.suspicious_clock:
        context.out.print(say("bundle.clock"), style="yellow")


def tell_answer(context: Context, answers: Receipt, sender: str) -> None:
    """Say what a receipt says: delivered, counted, in conflict (F:M5)."""
    context.out.print(context.say("bundle.answered", office=sender, entries=answers.entries))
    for name in ("conflicts", "withheld", "waiting"):
        count = getattr(answers, name)
        if count:
            said = context.say(f"bundle.answered_{name}", office=sender, count=count)
            context.out.print("  " + said, style="yellow")


def tell_refused(context: Context, refused: Iterable[tuple[Stream, str]], sender: str) -> None:
    """Say which streams do not count, and why."""
    for stream, why in refused:
        said = context.say_why(why, office=sender, replica=stream.replica[:8])
        context.out.print(f"✗ {said}", style="bold red")


def tell_missing(context: Context, missing: Iterable[Missing], names: Mapping[str, str]) -> None:
    """Say which entries must come first: of whom, where, and after which day (F:M4)."""
    for one in missing:
        since = context.day(one.since[:10]) if one.since else context.say("bundle.never")
        said = context.say(
            "bundle.missing",
            office=names.get(one.office, one.office[:8]),
            scope=context.area(one.stream.scope),
            first=one.first,
            last=one.last,
            since=since,
        )
        context.out.print(said, style="yellow")


def _is_bundle(manifest: Manifest) -> bool:
    return manifest.answers is None


def _offices(identities: Iterable[str], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(one, one[:8]) for one in identities)


def _size(context: Context, count: int) -> str:
    if count >= MEGABYTE:
        return context.say("bundle.megabytes", count=f"{count / MEGABYTE:.1f}")
    return context.say("bundle.kilobytes", count=str(max(1, round(count / KILOBYTE))))
