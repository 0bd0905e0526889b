"""The facts of the instruments: offer (D-10), agreements (D-11 to D-13, D-15), annex (D-14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.agreements.clauses import standing
from cso_registry.domain.agreements.groups import Side, SignerRole, SigningPlace
from cso_registry.kernel.money import format_baht
from cso_registry.workspace.agreements.clause_words import (
    agency_name,
    clause_text,
    merge_fields,
    old_words,
    partner_of,
)
from cso_registry.workspace.missions.paper_facts import mission_facts, word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.documents.facts import FactRow, FactValue
    from cso_registry.domain.agreements.agreement import Agreement
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.showing import Showing

USUAL_PLACES = (
    (Side.AGENCY, SignerRole.SIGNATORY),
    (Side.PARTNER, SignerRole.SIGNATORY),
    (Side.AGENCY, SignerRole.WITNESS),
    (Side.PARTNER, SignerRole.WITNESS),
)


def agreement_heading(
    agreement: Agreement, showing: Showing, reading: Reading
) -> dict[str, FactValue]:
    """Return what every paper of an agreement says of it."""
    file = agreement.file
    partner, number = partner_of(agreement, reading)
    said: dict[str, FactValue] = {
        "office": showing.office_name(),
        "legal_basis": showing.basis(),
        "agency": agency_name(agreement, reading),
        "partner": partner,
        "register_number": number,
    }
    if file is None:
        return said
    mission = {} if file.mission is None else mission_facts(file.mission, showing, reading)
    return said | {
        "agreement_code": file.code,
        "edition": agreement.edition,
        "agreement_name": file.name_th,
        "instrument": word(showing, f"instrument.{file.instrument.value}"),
        "mission": mission.get("mission", ""),
        "has_mission": file.mission is not None,
    }


def instrument_facts(
    agreement: Agreement, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of an instrument: its clauses in order, and places for signatures."""
    file, terms = agreement.file, agreement.terms
    heading = agreement_heading(agreement, showing, reading)
    if file is None or terms is None:
        return heading
    fields = merge_fields(agreement, showing, reading)
    own = agreement.own_clauses(showing.program.means.clauses)
    thai = showing.language == "th"
    clauses: list[FactRow] = [
        {"text": f"{one.th if thai else one.en}\n{clause_text(one, agreement, fields, showing)}"}
        for one in standing(own, file.instrument, terms)
    ]
    return heading | {
        "clauses": clauses,
        "signers": _places(agreement, showing),
        "reason": file.instrument_reason or "",
        "is_other": file.instrument_reason is not None,
    }


def offer_facts(
    agreement: Agreement, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of D-10: what is offered, and the answer that came or may be given."""
    terms, reply = agreement.terms, agreement.reply
    said = dict(instrument_facts(agreement, showing, reading))
    if terms is None:
        return said
    fields = merge_fields(agreement, showing, reading)
    given = None if reply is None else reply.reply.value
    return said | {
        **{name: fields[name] for name in ("amount", "starts", "ends", "conditions", "goals")},
        "amount_words": showing.baht_words(terms.amount),
        "instalments": fields["instalments"],
        "deliverables": fields["deliverables"],
        "accepts": given == "accept",
        "negotiates": given == "negotiate",
        "refuses": given == "refuse",
        "is_answered": reply is not None,
        "points": "" if reply is None else reply.points or "",
        "replied": showing.day(None if reply is None else reply.received),
    }


def annex_facts(
    agreement: Agreement, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of D-14: the project document with an author on each side."""
    annex, terms = agreement.annex, agreement.terms
    said = agreement_heading(agreement, showing, reading)
    fields = {} if terms is None else merge_fields(agreement, showing, reading)
    names = ("goals", "standards", "evaluation", "costing", "expected_results", "target_group")
    return said | {
        **{name: fields.get(name, "") for name in names},
        "nth": "" if annex is None else str(annex.nth),
        "annexed": showing.day(None if annex is None else annex.annexed),
        "agency_author": "" if annex is None else annex.agency_author or "",
        "partner_author": "" if annex is None else annex.partner_author or "",
        "project_document": "" if annex is None else annex.project_document,
        "is_one_sided": annex is not None and annex.is_one_sided,
    }


def comparison_facts(
    agreement: Agreement, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of S-21: words that were proposed, old beside new, with the answer."""
    old = old_words(agreement, showing, reading)
    answers = {one.nth: one for one in agreement.wording_answers.values()}
    rows: list[FactRow] = []
    for one in sorted(agreement.wordings.values(), key=lambda wording: wording.nth):
        answer = answers.get(one.nth)
        state = "waits" if answer is None else "taken" if answer.accepted else "left"
        comments = "" if answer is None else f"\n{answer.comments}"
        rows.append(
            {
                "clause": old[one.nth].clause,
                "before": old[one.nth].before,
                "wording": one.wording,
                "side": f"{word(showing, f'side.{one.side.value}')}\n{one.why}",
                "answer": f"{word(showing, f'wording_state.{state}')}{comments}",
            }
        )
    return agreement_heading(agreement, showing, reading) | {"wordings": rows}


def _places(agreement: Agreement, showing: Showing) -> list[FactRow]:
    """Return a place for each who will sign; their names are written by hand."""
    terms = agreement.terms
    planned = () if terms is None else terms.signing_places
    places = planned or tuple(
        SigningPlace(side=side, signer_role=role, position=word(showing, f"side.{side.value}"))
        for side, role in USUAL_PLACES
    )
    return [
        {
            "name": "",
            "post": f"{one.position} · {word(showing, f'signer_role.{one.signer_role.value}')}",
        }
        for one in places
    ]


def baht_facts(name: str, satang: int, showing: Showing) -> dict[str, FactValue]:
    """Return an amount in figures and in words."""
    return {name: format_baht(satang), f"{name}_words": showing.baht_words(satang)}
