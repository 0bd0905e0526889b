"""The words of the clauses of one agreement: merge fields filled, taken wordings in place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.agreements.clauses import MERGED
from cso_registry.domain.agreements.groups import CharterTerms
from cso_registry.domain.missions.agencies import Agency
from cso_registry.domain.missions.costings import Costing
from cso_registry.domain.organizations.records import Organization
from cso_registry.kernel.ids import RecordId
from cso_registry.kernel.money import format_baht
from cso_registry.workspace.missions.paper_facts import word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.agreements.agreement import Agreement
    from cso_registry.domain.agreements.clauses import Clause
    from cso_registry.domain.agreements.groups import Contribution
    from cso_registry.domain.agreements.instalments import Instalment
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.showing import Showing

NONE = "–"


def agency_name(agreement: Agreement, reading: Reading) -> str:
    """Return what the agency is called; empty when it is not held."""
    file = agreement.file
    found = None if file is None else reading.record(RecordId(file.agency))
    profile = found.profile if isinstance(found, Agency) else None
    return "" if profile is None else profile.name_th


def partner_of(agreement: Agreement, reading: Reading) -> tuple[str, str]:
    """Return name and register number of the partner; empty as far as there are none."""
    links = agreement.links
    if links is None:
        return "", ""
    if links.organization is None:
        return links.counterparty or "", ""
    found = reading.record(RecordId(links.organization))
    if not isinstance(found, Organization):
        return "", ""
    return found.display_name, found.register_number or ""


def merge_fields(agreement: Agreement, showing: Showing, reading: Reading) -> dict[str, str]:
    """Return what stands in the gaps of clauses, each as text."""
    terms = agreement.terms
    if terms is None:
        return {}
    costing = None if terms.costing is None else reading.record(RecordId(terms.costing))
    sheet = costing.sheet if isinstance(costing, Costing) else None
    partner, number = partner_of(agreement, reading)
    side = {name: word(showing, f"side.{name}") for name in ("agency", "partner")}
    return {
        **{name: getattr(terms, name) or NONE for name in MERGED},
        "agency": agency_name(agreement, reading) or NONE,
        "partner": f"{partner} ({number})" if number else partner or NONE,
        "areas": ", ".join(showing.area(code) for code in terms.areas) or NONE,
        "starts": showing.day(terms.starts) or NONE,
        "ends": showing.day(terms.ends) or NONE,
        "activities_end": showing.day(terms.activities_end) or NONE,
        "review_dates": ", ".join(map(showing.day, terms.review_dates)) or NONE,
        "evaluation_days": ", ".join(map(showing.day, terms.evaluation_days)) or NONE,
        "evaluation_timing": showing.label("V-15", terms.evaluation_timing) or NONE,
        **_charter(terms.charter),
        "deliverables": _lines(terms.deliverables),
        "codes_of_practice": _lines(terms.codes_of_practice),
        "contributions": _lines(_contribution(one, side, showing) for one in terms.contributions),
        "undertakings": _lines(f"{side[one.side]}: {one.what}" for one in terms.undertakings),
        "instalments": _lines(_instalment(one, showing) for one in terms.instalments),
        "amount": format_baht(terms.amount),
        "amount_words": showing.baht_words(terms.amount),
        "remuneration": format_baht(terms.remuneration),
        "costing": NONE if sheet is None else sheet.code,
        "report_months": str(terms.report_months or NONE),
        "consultation_months": str(terms.consultation_months or NONE),
        "manager": NONE if terms.manager is None else side[terms.manager],
        "secretariat": NONE if terms.secretariat is None else side[terms.secretariat],
    }


def clause_text(
    clause: Clause, agreement: Agreement, fields: dict[str, str], showing: Showing
) -> str:
    """Return the words of a clause: those that were taken, else the delivered ones, filled."""
    taken = agreement.taken_wording(clause.code)
    if taken is not None:
        return taken
    return clause.filled(fields, thai=showing.language == "th")


@dataclass(frozen=True, slots=True)
class OldWords:
    """What a proposal of other words is about: the name of its clause, and how that stood."""

    clause: str
    before: str


def old_words(agreement: Agreement, showing: Showing, reading: Reading) -> dict[int, OldWords]:
    """Return by the number of each proposal what stood there, its gaps filled."""
    fields = merge_fields(agreement, showing, reading)
    own = {one.code: one for one in agreement.own_clauses(showing.program.means.clauses)}
    found: dict[int, OldWords] = {}
    for one in agreement.wordings.values():
        clause = own.get(one.clause)
        if clause is None:
            found[one.nth] = OldWords(one.clause, one.before)
            continue
        delivered = one.before == clause.text_th
        before = clause.filled(fields, thai=True) if delivered else one.before
        found[one.nth] = OldWords(clause.th if showing.language == "th" else clause.en, before)
    return found


def _charter(charter: CharterTerms | None) -> dict[str, str]:
    """Return what a citizen charter promises; dashes where there is none."""
    if charter is None:
        return dict.fromkeys(CharterTerms.model_fields, NONE)
    steps = (f"{nth}. {step}" for nth, step in enumerate(charter.service_steps, start=1))
    return dict(charter) | {"service_steps": "\n".join(steps) or NONE}


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(f"– {text}" for text in texts) or NONE


def _contribution(one: Contribution, side: dict[str, str], showing: Showing) -> str:
    """Return what a side brings: the thing, how many people, how much money."""
    said = f"{side[one.side]}: {one.what}"
    if one.people:
        texts = showing.program.texts
        said += f" ({texts.text('agreement.people', showing.language, count=one.people)})"
    return said + (f" {format_baht(one.amount)}" if one.amount else "")


def _instalment(one: Instalment, showing: Showing) -> str:
    return showing.program.texts.text(
        "agreement.instalment_line",
        showing.language,
        nth=one.nth,
        share=format_baht(one.share),
        amount=format_baht(one.amount),
        when=word(showing, f"instalment_when.{one.when.value}"),
    )
