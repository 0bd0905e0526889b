"""What an agreement shows: heading, cards, papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cso_registry.domain.agreements.agreement import Agreement
from cso_registry.domain.agreements.aspects import Aspect
from cso_registry.domain.agreements.envelope import Envelope
from cso_registry.workspace.agreements.agreement_page import AgreementPage, agreement_page
from cso_registry.workspace.agreements.money_view import EnvelopeView, envelope_view
from ui.agreements.course_card import CourseCard
from ui.agreements.delivery_cards import WORKS, ClosingCard, DeliveryCard
from ui.agreements.dossier_card import DossierCard
from ui.agreements.lists import AGREED, AGREEMENTS, BUDGETED, ENVELOPES
from ui.agreements.money_cards import BudgetCard, MoneyCard
from ui.agreements.negotiation_card import NegotiationCard
from ui.agreements.terms_card import DuesCard, TermsCard
from ui.cases.blocks import RecordsCard
from ui.cases.kind import CaseKind, subject_links

if TYPE_CHECKING:
    from ui.shell.room import Surroundings
    from ui.widgets.words import Words

ROOM: Final = "agreements"


def _heading(view: AgreementPage, words: Words) -> tuple[str, str]:
    file = view.agreement.file
    if file is None:
        return "", ""
    instrument = words.program.texts.value(f"instrument.{file.instrument.value}")
    model = "" if file.model is None else words.term("V-09", file.model)
    parts = (file.code, instrument.say(words.language), model)
    return file.name_th, " · ".join(one for one in parts if one)


def _parts(around: Surroundings) -> tuple[Any, ...]:
    return (
        CourseCard(around),
        DuesCard(around),
        TermsCard(around),
        NegotiationCard(around),
        MoneyCard(around),
        DeliveryCard(around),
        ClosingCard(around),
        RecordsCard(
            around, "ui.agreements.rests_on", lambda view: view.rests_on,
            empty="ui.agreements.rests_on_nothing", tone=lambda _: "secondary",
        ),
        RecordsCard(
            around, "ui.agreements.under", lambda view: view.under,
            empty="ui.agreements.rests_on_nothing", tone=AGREED.tone, hides=True,
        ),
        DossierCard(around),
    )  # fmt: skip


def _envelope_heading(view: EnvelopeView, words: Words) -> tuple[str, str]:
    budget = view.envelope.budget
    if budget is None:
        return "", ""
    year = words.program.texts.text("ui.agreements.year", words.language, year=budget.fiscal_year)
    return budget.budget_source, f"{budget.code} · {year}"


def _envelope_links(view: EnvelopeView) -> tuple[tuple[str, str], ...]:
    budget = view.envelope.budget
    return () if budget is None else (("agency", str(budget.agency)),)


def _envelope_parts(around: Surroundings) -> tuple[Any, ...]:
    return (
        BudgetCard(around),
        RecordsCard(
            around, "ui.list.agreements", lambda view: view.users,
            empty="ui.agreements.budget_unused", tone=AGREED.tone,
        ),
    )  # fmt: skip


AGREEMENT_CASES: Final = CaseKind(
    room=ROOM,
    list=AGREEMENTS,
    record=Agreement,
    look=agreement_page,
    heading=_heading,
    tone=AGREED.tone,
    links=subject_links,
    parts=_parts,
    papers=(
        "D-10", "D-11", "D-12", "D-13", "D-14", "D-15", "D-17", "D-22", "D-26", "D-28",
        "S-20", "S-21",
    ),
    aspects=frozenset(Aspect),
    hidden=frozenset({
        "course", "clauses", "links", "steps", "reports", "acceptances", "wordings",
        "wording_answers", "annexes", "replies",
    }),
    follows=frozenset({"call", "proposal", "delegation", "envelope", *WORKS}),
)  # fmt: skip
ENVELOPE_CASES: Final = CaseKind(
    room=ROOM,
    list=ENVELOPES,
    record=Envelope,
    look=envelope_view,
    heading=_envelope_heading,
    tone=BUDGETED.tone,
    links=_envelope_links,
    parts=_envelope_parts,
    papers=(),
    hidden=frozenset({"budget"}),
    follows=frozenset({"agreement"}),
)
