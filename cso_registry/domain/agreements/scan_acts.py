"""Keeping the scan of a signed paper, once every page of it was found (F:E4)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.act import act
from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.aspects import Aspect
from cso_registry.domain.agreements.delivery_acts import OnDelivery
from cso_registry.domain.agreements.negotiation_groups import ScannedPage
from cso_registry.domain.agreements.scanned_pages import (
    foreign_pages,
    pages_amiss,
    pages_out_of_order,
)
from cso_registry.domain.agreements.signing_rules import SHOWN_DIGITS
from cso_registry.domain.fields import Count
from cso_registry.domain.organizations.records import Attachment
from cso_registry.domain.papers.records import Paper
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.kernel.ids import PaperId

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change
    from cso_registry.domain.rule import Fault


@rule("F:E4", cite="features E4")
def scanned_paper_is_of_the_agreement(_act: Any, facts: Facts) -> Verdict:
    """What was scanned is a paper of this agreement."""
    frozen = facts.record("paper", Paper).frozen
    fits = frozen is not None and frozen.subject == facts.record("agreement", Agreement).id
    return None if fits else fault("paper")


@rule("F:E4", cite="features E4")
def scanned_pages_are_of_the_paper(act: Any, facts: Facts) -> Iterable[Fault]:
    """Each page carries the digits of the sealed paper."""
    frozen = facts.record("paper", Paper).frozen
    digits = "" if frozen is None else frozen.content_sha256[:SHOWN_DIGITS]
    for at in foreign_pages(act.pages, digits):
        yield fault("pages", at=at, page=act.pages[at - 1].page)


@rule("F:E4", cite="features E4")
def no_page_is_missing(act: Any, _facts: Facts) -> Verdict:
    """Every page of the paper is there, and no page that it does not have."""
    wrong = pages_amiss(act.pages, act.page_count)
    if act.page_count and not wrong:
        return None
    return fault("pages", pages=", ".join(map(str, wrong)) or "1")


@rule("F:E4", cite="features E4")
def pages_stand_in_order(act: Any, _facts: Facts) -> Iterable[Fault]:
    """The pages follow each other as they were printed, each once."""
    for at in pages_out_of_order(act.pages):
        yield fault("pages", at=at, page=act.pages[at - 1].page)


@rule("F:E4", cite="features E4")
def scan_is_kept(act: Any, _facts: Facts) -> Verdict:
    """The scan itself is kept."""
    return None if act.files else fault("files")


@act("agreement.keep_scan", Role.OFFICER, Role.HEAD)
class KeepScan(OnDelivery):
    """Keeps the scan of a signed paper whose pages were all found, in their order (F:E4)."""

    aspect = Aspect.TERMS
    writes = (Agreement.scans,)
    reads = {"agreement": Agreement, "paper": Paper}
    rules = (
        scanned_paper_is_of_the_agreement,
        scanned_pages_are_of_the_paper,
        no_page_is_missing,
        pages_stand_in_order,
        scan_is_kept,
    )

    paper: PaperId
    page_count: Count
    pages: tuple[ScannedPage, ...]
    files: tuple[Attachment, ...]

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the scan."""
        return self.added(facts, Agreement.scans, kept=facts.today)


ACTS = (KeepScan,)
