"""Rules about bulk acts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.batches.questions import Membership
from cso_registry.domain.batches.records import Batch
from cso_registry.domain.numbering import is_series_of
from cso_registry.domain.offices.year_rules import closed_years, year_of
from cso_registry.domain.rule import Verdict, fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.batches.acts import UndoImport
    from cso_registry.domain.facts import Facts
    from cso_registry.domain.rule import Fault


LEGAL_BASES = "V-S7"


@rule("F:L2", cite="features L2, X43")
def something_is_left_to_undo(_act: object, facts: Facts) -> Verdict:
    """An import can be undone while some of its records were touched by nobody."""
    members = facts.answer("members", Membership)
    return (
        None
        if members.untouched or members.amended
        else fault("batch", touched=len(members.touched))
    )


@rule("R-76", cite="002 3.3.5, 3.3.6")
def undoing_has_a_legal_basis(act: UndoImport, facts: Facts) -> Verdict:
    """The legal basis is in the dated list and in force on the day of effect."""
    if facts.setting.vocabulary.known(LEGAL_BASES, act.legal_basis, act.effective):
        return None
    return fault("legal_basis", code=act.legal_basis)


@rule("F:X22", cite="features X22; domain §11")
def undone_numbers_are_of_open_years(_act: Any, facts: Facts) -> Iterable[Fault]:
    """What a closed year counts as used is not made void by undoing an import."""
    code = facts.setting.office_code
    ours = (one for one in facts.answer("members", Membership).series if is_series_of(one, code))
    for year in sorted({year_of(f"{series}/0") for series in ours} & closed_years(facts)):
        yield fault("batch", year=year)


@rule("F:C4", cite="features C4")
def printing_names_each_record_once(act: Any, _facts: Facts) -> Verdict:
    """A print batch is for one record at least, and for each one once."""
    named = len(act.records)
    return None if named and len(set(act.records)) == named else fault("records", count=named)


@rule("F:C4", cite="features C4")
def papers_of_the_batch_are_left(act: Any, facts: Facts) -> Verdict:
    """A file holds papers of the batch that stand in no file before it."""
    batch = facts.record("batch", Batch)
    asked = 0 if batch.printing is None else len(batch.printing.records)
    left = asked - batch.papers_filed
    return None if 0 < act.papers <= left else fault("papers", left=left)


@rule("F:L2", cite="features L2, X43")
def editing_changes_something(act: Any, _facts: Facts) -> Verdict:
    """A bulk edit changes one subject at least."""
    return None if act.records else fault("records")
