"""One file about the ending of an agreement: what was found, said, decided and served."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.agreements.figures import Late
from cso_registry.domain.delivery.work import work_shadow
from cso_registry.domain.notice.groups import (
    CountReview,
    Hearing,
    NoticeDecision,
    NoticeFile,
    NoticeOverride,
    NoticeWithdrawal,
    Outcome,
    Service,
)
from cso_registry.domain.record import Group, Items, Record
from cso_registry.domain.shadow import EMPTY
from cso_registry.kernel.calendar import last_day_to_serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cso_registry.domain.shadow import Shadow


class Notice(Record, type="notice"):
    """One file about the ending of an agreement."""

    file = Group(NoticeFile, legal=True)
    hearings = Items(Hearing, legal=True)
    decisions = Items(NoticeDecision, legal=True)
    services = Items(Service, legal=True)
    withdrawals = Items(NoticeWithdrawal, legal=True)
    overrides = Items(NoticeOverride, legal=True)
    reviews = Items(CountReview, legal=True)

    def shadow(self) -> Shadow:
        """Return its line, and the day on which something of it falls due."""
        file = self.file
        if file is None:
            return EMPTY
        return work_shadow(
            self,
            file,
            title=file.findings,
            day=file.recorded,
            status=self.status,
            due=self._due(),
            late=self._late(),
            lasting=(
                Late("override", one.ordered, one.short_days or 0)
                for one in self.overrides.values()
            ),
        )

    @property
    def decision(self) -> NoticeDecision | None:
        """Return what was decided last, None before."""
        found = sorted(self.decisions.items(), key=lambda one: (one[1].decided, one[0]))
        return found[-1][1] if found else None

    @property
    def served(self) -> Service | None:
        """Return the service from which the period runs: the first that counts."""
        running = (one for one in self.services.values() if one.runs)
        return min(running, key=lambda one: (one.result_on, one.nth), default=None)

    @property
    def attempts(self) -> tuple[Service, ...]:
        """Return every attempt to serve it, in order."""
        return tuple(sorted(self.services.values(), key=lambda one: (one.nth, one.result_on)))

    @property
    def review(self) -> CountReview | None:
        """Return the decision about its count that stands."""
        return max(self.reviews.values(), key=lambda one: one.nth, default=None)

    @property
    def earliest_end(self) -> date | None:
        """Return the earliest lawful end; None while nobody received it (R-57)."""
        served, review = self.served, self.review
        if review is not None:
            return review.earliest_end
        return None if served is None else served.earliest_end

    @property
    def is_withdrawn(self) -> bool:
        """Return whether it was taken back."""
        return bool(self.withdrawals)

    @property
    def passes(self) -> bool | None:
        """Return whether the decided end keeps the months; None while that is not known."""
        file, decision, earliest = self.file, self.decision, self.earliest_end
        if file is not None and file.with_contract:
            return True
        last = None if decision is None else decision.last_day
        return None if last is None or earliest is None else last >= earliest

    @property
    def status(self) -> str:
        """Return where it stands."""
        decision = self.decision
        if self.is_withdrawn:
            return "withdrawn"
        if self.overrides:
            return "overridden"
        if self.served is not None:
            return "served" if self.passes is not False else "late"
        if decision is None:
            return "heard" if self.hearings else "opened"
        if decision.outcome is Outcome.CONTINUE:
            return "continued"
        return "not_served" if self.services else "decided"

    def _late(self) -> Iterator[Late]:
        """Yield that it was received too late for the term, and by how many days (R-57)."""
        served = None if self.is_withdrawn else self.served
        if served is not None and served.ends is not None and served.earliest_end is not None:
            yield Late("notice", served.result_on, (served.earliest_end - served.ends).days)

    def _due(self) -> tuple[date, str] | None:
        """Return until when the partner replies, it is decided, and the notice is received.

        An order takes the place of the notice: what is left is its end. Of a contract that gave
        the notice itself nothing is.
        """
        file, decision = self.file, self.decision
        if file is None or file.with_contract or self.is_withdrawn:
            return None
        if self.overrides:
            return min(one.last_day for one in self.overrides.values()), f"notice:{self.status}"
        if self.served is not None:
            return None
        if decision is None:
            return self._decide_by(file), f"notice:{self.status}"
        if decision.last_day is None:
            return None
        by = decision.serve_by or last_day_to_serve(decision.last_day, file.months)
        return by, f"notice:{self.status}"

    def _decide_by(self, file: NoticeFile) -> date:
        """Return until when the partner replies; once it was heard, until when it is decided."""
        by = file.serve_by or last_day_to_serve(file.wanted_end, file.months)
        # What was opened when no notice could reach the wanted end is decided for a later one.
        by = file.wanted_end if by < file.recorded else by
        return by if self.hearings or file.reply_by is None else min(by, file.reply_by)
