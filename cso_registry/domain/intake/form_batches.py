"""Batches of blank forms, each form with a short code of its own (X25)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import Field

from cso_registry.domain.act import Act, Read, act
from cso_registry.domain.fields import Day, Line, NumberText
from cso_registry.domain.intake.form_code import DRAWN, form_code
from cso_registry.domain.numbering import FORMS, Series, counter_of
from cso_registry.domain.offices.questions import NextCounter
from cso_registry.domain.offices.year_rules import closed_year, fiscal_year_is_open
from cso_registry.domain.record import FieldGroup, Group, Record
from cso_registry.domain.roles import Role
from cso_registry.domain.shadow import EMPTY, NumberUse, Shadow, record_line
from cso_registry.kernel.canonical import digest
from cso_registry.kernel.ids import FormBatchId, OfficerId

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts, Question, Setting
    from cso_registry.domain.record import Change

BLANK_FORM = "BLANK-FORM"
"""Under this scheme a batch is found by the code of each of its forms."""
MOST_FORMS = 500
Forms = Annotated[int, Field(ge=1, le=MOST_FORMS)]


class PrintedForms(FieldGroup):
    """How many forms were printed under which number."""

    number: NumberText
    series: Line
    code: Line
    forms: Forms
    printed: Day
    printed_by: OfficerId


class FormBatch(Record, type="form_batch"):
    """A numbered batch of blank forms."""

    made = Group(PrintedForms)

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the code of every form, in order; they follow from the batch's identity."""
        made = self.made
        return () if made is None else codes_of(self.id, made.forms)

    def shadow(self) -> Shadow:
        """Return its line and number; it is found by the code of each form."""
        made = self.made
        if made is None:
            return EMPTY
        line = record_line(
            self.type,
            title=f"{made.code} × {made.forms}",
            sort=made.printed.isoformat(),
            status="printed",
            province=self.scope,
            number=made.number,
        )
        parts = counter_of(made.number)
        counter = parts[1] if parts is not None else 0
        return Shadow(
            listing=line,
            identifiers=tuple((BLANK_FORM, code) for code in self.codes),
            numbers=(NumberUse(made.number, made.series, counter, "used"),),
        )


def codes_of(batch: str, forms: int) -> tuple[str, ...]:
    """Return the codes of the forms of a batch."""
    return tuple(form_code(digest(f"{batch}/{at}".encode())[:DRAWN]) for at in range(1, forms + 1))


def _series(setting: Setting) -> Series:
    return Series.on(FORMS, setting.office_code, setting.desk_mark, setting.today)


def _next(_act: Any, setting: Setting) -> Question[Any]:
    return NextCounter(str(_series(setting)))


@act("intake.print_forms", Role.OFFICER, Role.CHECKER, Role.HEAD)
class PrintForms(Act):
    """Numbers a batch of blank forms, of which each has a code to be typed at the counter."""

    writes = (FormBatch.made,)
    makes = (FormBatch,)
    reads: ClassVar[Mapping[str, Read]] = {"next": _next, "closed": closed_year()}
    rules = (fiscal_year_is_open(),)

    form_batch: FormBatchId
    forms: Forms

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the batch with its number."""
        series = _series(facts.setting)
        made = PrintedForms(
            number=series.number(facts.answer("next", int)),
            series=str(series),
            code="D-01",
            forms=self.forms,
            printed=facts.today,
            printed_by=facts.actor.officer,
        )
        return (FormBatch.made.set(self.form_batch, made),)


ACTS = (PrintForms,)
