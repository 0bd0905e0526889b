"""What a person is told of bundles: what goes out, what one holds, what became of it.

Window and command line say the same sentences.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from cso_registry.exchange.models import Marking
from cso_registry.host.said_values import say_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.exchange.models import Manifest, Receipt
    from cso_registry.exchange.roster import RosterOffice
    from cso_registry.kernel.errors import Param
    from cso_registry.workspace.exchanging.exchange import Exchange, Written
    from cso_registry.workspace.exchanging.incoming import (
        Ahead,
        Inspected,
        Missing,
        Refusal,
        Report,
    )
    from cso_registry.workspace.exchanging.outgoing import Order, Preview
    from cso_registry.workspace.exchanging.watching import Round
    from cso_registry.workspace.means import Program

    OfficeNames = Mapping[str, RosterOffice]

NATION = "00"
MEGABYTE, KILOBYTE = 1_000_000, 1_000


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence.

    Attributes:
        tone: `soon` for what somebody should see to, `late` for what does not hold.
        is_part: Whether it belongs to the sentence before.
    """

    words: str
    tone: Literal["text", "soon", "late"] = "text"
    is_part: bool = False


def names_of(room: Exchange) -> OfficeNames:
    """Return the offices of the roster in force, by identity, so that each can be named."""
    return room.trust.trusted.roster.offices


def name_among(offices: OfficeNames, identity: str, language: Language) -> str:
    """Return what an office is called; of an unknown one the beginning of its identity."""
    known = offices.get(identity)
    return identity[:8] if known is None else known.name(language)


def span(first: int, last: int) -> str:
    """Return the numbers of entries that follow one another."""
    return str(first) if first == last else f"{first}–{last}"


class BundleWords:
    """Puts bundles into sentences.

    Args:
        program: Its texts and areas.
        language: In which they are said.
        names: Of offices, by identity.
    """

    def __init__(self, program: Program, language: Language, names: OfficeNames) -> None:
        self._program, self._language, self._names = program, language, names

    def say(self, key: str, **params: Param) -> str:
        """Return the sentence of a key."""
        return self._program.texts.text(key, self._language, **params)

    def day(self, iso: str) -> str:
        """Return the day of a moment in ISO 8601, in words."""
        return say_day(date.fromisoformat(iso[:10]), self._language)

    def area(self, scope: str) -> str:
        """Return the name of a scope: a province, or the nation."""
        if scope == NATION:
            return self.say("trust.nation")
        return self._program.means.areas.name(scope, self._language)

    def office(self, identity: str) -> str:
        """Return the name of an office; of an unknown one the beginning of its identity."""
        return name_among(self._names, identity, self._language)

    def offices(self, identities: Iterable[str]) -> str:
        """Return the names of several offices."""
        return ", ".join(map(self.office, identities))

    def size(self, count: int) -> str:
        """Return a number of bytes in words."""
        if count >= MEGABYTE:
            return self.say("bundle.megabytes", count=f"{count / MEGABYTE:.1f}")
        return self.say("bundle.kilobytes", count=str(max(1, round(count / KILOBYTE))))

    def goes_out(self, part: Preview, order: Order) -> Iterator[Said]:
        """Yield what goes out to the offices of one area."""
        offices = self.offices(part.to)
        if not part.entries and not part.attachments:
            yield Said(self.say("bundle.nothing_new_for", offices=offices))
        else:
            size = self.size(part.bytes)
            yield Said(
                self.say("bundle.goes_out", offices=offices, entries=part.entries, size=size)
            )
        for scope in sorted({stream.scope for stream in part.streams}):
            count = sum(
                last - first + 1
                for stream, (first, last) in part.streams.items()
                if stream.scope == scope
            )
            words = self.say("bundle.of_area", area=self.area(scope), entries=count)
            yield Said(words, is_part=True)
        if part.bundles > 1:
            yield Said(self.say("bundle.in_files", count=part.bundles), is_part=True)
        if part.unreadable is not None:
            area = self.area(part.unreadable)
            words = self.say("bundle.unreadable", offices=offices, area=area)
            yield Said(words, "soon", is_part=True)
        yield from self._files_of(part, order)

    def written(self, written: Written) -> Said:
        """Return which file is for whom."""
        return Said(
            self.say(
                "bundle.written",
                file=str(written.file),
                offices=self.offices(written.manifest.to),
                size=self.size(written.file.stat().st_size),
            )
        )

    def holds(self, found: Inspected, roster_version: int) -> Iterator[Said]:
        """Yield what a bundle holds, from whom and for whom.

        Args:
            found: What was found in it.
            roster_version: Of the roster in force here.
        """
        manifest = found.manifest
        sender = self.office(manifest.office)
        made, offices = self.day(manifest.made), self.offices(manifest.to)
        yield Said(self.say("bundle.from", office=sender, made=made, offices=offices))
        yield Said(self.say(f"bundle.marking_{manifest.marking}"))
        if manifest.answers is not None:
            yield from self.answered(manifest.answers, sender)
        if manifest.segments or manifest.answers is None:
            yield Said(self.say("bundle.new", count=found.new_entries, known=found.known_entries))
        if manifest.attachments:
            files = len({part.sha256 for part in manifest.attachments})
            size = self.size(sum(part.bytes for part in manifest.attachments))
            yield Said(self.say("bundle.with_files", count=files, size=size))
        if manifest.named_attachments:
            count = len(manifest.named_attachments)
            yield Said(self.say("bundle.files_left_out", count=count), "soon")
        if manifest.redacted:
            yield Said(self.say("bundle.without_personal"))
            yield Said(self.say("bundle.still_told"), "soon")
        if manifest.roster_version > roster_version:
            yield Said(self.say("bundle.newer_roster", version=manifest.roster_version))
        yield from self._if_revoked(manifest)
        if not self._is_revoked(manifest) and 0 < manifest.roster_version < roster_version:
            versions = {"version": manifest.roster_version, "ours": roster_version}
            yield Said(self.say("bundle.older_roster", office=sender, **versions), "soon")
        yield from self.missing(found.missing)
        yield from self.refused(found.refused)

    def taken(self, report: Report) -> Iterator[Said]:
        """Yield what became of a bundle or a receipt that was taken in."""
        said, sender = report.receipt, self.office(report.manifest.office)
        answers = report.manifest.answers
        yield from self._if_revoked(report.manifest)
        if answers is not None:
            yield from self.answered(answers, sender)
        if said.entries or report.records or report.attachments or report.unfinished:
            counts = (said.entries, report.records, len(report.attachments))
            named = dict(zip(("entries", "records", "attachments"), counts, strict=True))
            yield Said(self.say("bundle.taken", office=sender, **named))
        elif answers is None and not report.refused and not report.missing:
            yield Said(self.say("bundle.nothing_new_from", office=sender))
        waiting = {
            "unfinished": report.unfinished,
            "conflicts": said.conflicts,
            "contested": report.contested,
            "withheld": said.withheld,
            "waiting": said.waiting,
        }
        for name, count in waiting.items():
            if count:
                yield Said(self.say(f"bundle.{name}", count=count), "soon")
        yield from self.missing(report.missing)
        yield from self.refused(report.refused)
        for stream, seq in report.lost_tails:
            area = self.area(stream.scope)
            yield Said(self.say("bundle.lost_tail", scope=area, seq=seq), "soon")
        for stream, seq in report.other_heads:
            area = self.area(stream.scope)
            yield Said(self.say("bundle.other_head", scope=area, seq=seq), "late")
        yield from self.ahead(report.ahead)
        if report.suspicious_clock:
            yield Said(self.say("bundle.clock"), "soon")

    def ahead(self, ahead: Iterable[Ahead]) -> Iterator[Said]:
        """Yield that others hold entries of this very computer that are not here."""
        for one in ahead:
            named = {"office": self.office(one.office), "scope": self.area(one.stream.scope)}
            words = self.say("bundle.ahead_of_us", seq=one.seq, held=one.held, **named)
            yield Said(words, "late")

    def resembling(self, doubles: int | None) -> Iterator[Said]:
        """Yield how many of the subjects that changed resemble others (F:X31).

        Args:
            doubles: How many; None when so much came that they were not compared.
        """
        if doubles is None:
            yield Said(self.say("bundle.not_compared"), "soon")
        elif doubles:
            yield Said(self.say("bundle.doubles", count=doubles), "soon")

    def answered(self, answers: Receipt, sender: str) -> Iterator[Said]:
        """Yield what a receipt says: delivered, counted, in conflict (F:M5)."""
        yield Said(self.say("bundle.answered", office=sender, entries=answers.entries))
        for name in ("conflicts", "withheld", "waiting"):
            count = getattr(answers, name)
            if count:
                words = self.say(f"bundle.answered_{name}", office=sender, count=count)
                yield Said(words, "soon", is_part=True)

    def refused(self, refused: Iterable[Refusal]) -> Iterator[Said]:
        """Yield which entries do not count, of whom, and why; whoever hands them over."""
        for one in refused:
            numbers = span(one.seq, one.last)
            named = {"office": self.office(one.office), "replica": one.stream.replica[:8]}
            why = self._program.texts.reason(one.why, self._language, seq=one.seq, **named)
            scope = self.area(one.stream.scope)
            yield Said(
                self.say("bundle.one_refused", scope=scope, numbers=numbers, why=why), "late"
            )

    def missing(self, missing: Iterable[Missing]) -> Iterator[Said]:
        """Yield which entries must come first: of whom, where, and after which day (F:M4)."""
        for one in missing:
            words = self.say(
                "bundle.missing",
                office=self.office(one.office),
                scope=self.area(one.stream.scope),
                numbers=span(one.first, one.last),
                since=self.day(one.since) if one.since else self.say("bundle.never"),
            )
            yield Said(words, "soon")

    def round(self, done: Round) -> Iterator[Said]:
        """Yield what one look into a shared folder did."""
        for name, entries in done.taken:
            yield Said(self.say("watch.taken", file=name, entries=entries))
        for name in done.arriving:
            yield Said(self.say("watch.arriving", file=name))
        for name, why in done.refused:
            yield Said(f"{name}: {self._program.texts.reason(why, self._language)}", "late")
        named = BundleWords(self._program, self._language, done.names)
        yield from named.refused(done.not_counted)
        yield from named.ahead(done.ahead)
        for name in done.written:
            yield Said(self.say("watch.written", file=name))
        if done.conflicts:
            yield Said(self.say("bundle.conflicts", count=done.conflicts), "soon")
        if not (done.taken or done.arriving or done.refused or done.written):
            yield Said(self.say("watch.nothing"))

    def _is_revoked(self, manifest: Manifest) -> bool:
        """Return whether a bundle was made on a computer that the roster calls lost."""
        sender = self._names.get(manifest.office)
        return sender is not None and manifest.replica in sender.revoked

    def _if_revoked(self, manifest: Manifest) -> Iterator[Said]:
        if self._is_revoked(manifest):
            office, replica = self.office(manifest.office), manifest.replica[:8]
            yield Said(self.say("bundle.from_revoked", office=office, replica=replica), "late")

    def _files_of(self, part: Preview, order: Order) -> Iterator[Said]:
        if part.entries:
            is_personal = part.has_personal or part.attachments
            marking = Marking.PERSONAL if is_personal else Marking.CONFIDENTIAL
            yield Said(self.say(f"bundle.marking_{marking}"), is_part=True)
        if order.redacted:
            yield Said(self.say("bundle.without_personal"), is_part=True)
            yield from self._still_told(part)
        elif part.attachments:
            size = self.size(part.attachment_bytes)
            words = self.say("bundle.with_files", count=part.attachments, size=size)
            yield Said(words, is_part=True)
        elif not order.attachments:
            yield Said(self.say("bundle.without_files"), is_part=True)
        if part.missing_files:
            words = self.say("bundle.files_not_here", count=len(part.missing_files))
            yield Said(words, "soon", is_part=True)

    def _still_told(self, part: Preview) -> Iterator[Said]:
        """Yield what the sender should read before the file leaves: it may name persons."""
        told = part.still_told
        if told is None or not part.entries:
            return
        yield Said(self.say("bundle.still_told"), "soon", is_part=True)
        counts = {"reasons": told.reasons, "file_names": len(told.file_names)}
        for name, count in counts.items():
            if count:
                yield Said(self.say(f"bundle.still_{name}", count=count), "soon", is_part=True)
        if told.confidential:
            fields = ", ".join(
                f"{self._program.texts.field(*named).say(self._language)} ({count})"
                for named, count in sorted(told.confidential.items())
            )
            words = self.say("bundle.still_confidential", fields=fields)
            yield Said(words, "soon", is_part=True)
