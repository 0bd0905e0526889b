"""What the papers of a subject show, resolved into words for one language.

Digits, dates and words are decided here, once; the template only places them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.organizations.records import REPRESENTATIVE, Kind, PostHeld
from cso_registry.domain.organizations.standing import LifeEvent, Status, Step
from cso_registry.thai.identifiers import format_13
from cso_registry.workspace.showing import BASES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet
    from datetime import date

    from cso_registry.documents.facts import FactRow, FactValue
    from cso_registry.domain.organizations.records import Organization
    from cso_registry.workspace.showing import Showing

KINDS, CHECKLIST, STANDARDS, POSTS, SCHEMES = "V-S1", "V-S3", "V-S4", "V-S5", "V-S6"
PURPOSES, FORMS = "V-04", "V-05"


def registration_facts(organization: Organization, showing: Showing) -> Mapping[str, FactValue]:
    """Return the facts of D-02, the sheet of the register and letter of registration."""
    names, identity, purposes = organization.names, organization.identity, organization.purposes
    entry = _registration(organization)
    former = [other.name for other in organization.other_names.values() if other.former]
    officer = showing.officer
    person = None if officer is None else officer.person
    others = purposes.others if purposes is not None else ()
    return {
        "office": showing.office_name(),
        "register_number": organization.register_number or "",
        "legal_basis": _entry_basis(entry, showing),
        "name_th": organization.display_name,
        "name_en": names.en or "" if names is not None else "",
        "name_former": ", ".join(former),
        "has_name_en": names is not None and bool(names.en),
        "has_name_former": bool(former),
        "subject_kind": showing.label(KINDS, None if identity is None else identity.kind.value),
        "without_legal_personality": organization.has_legal_personality is False,
        "form": _form(organization, showing),
        "main_purpose": showing.label(PURPOSES, purposes.main if purposes is not None else None),
        "other_purposes": "\n".join(showing.label(PURPOSES, code) for code in others),
        "areas": "\n".join(
            showing.area(served.area)
            for served in organization.areas.values()
            if served.ends is None or served.ends >= showing.today
        ),
        "address": address_line(organization, showing),
        "representatives": [
            _post_row(post, showing)
            for post in current_posts(organization.posts.values(), showing)
            if post.has_mandate
        ],
        "registration_date": showing.day(entry.effective if entry is not None else None),
        "order_number": (entry.order_number or "") if entry is not None else "",
        "order_date": showing.day(entry.order_date if entry is not None else None),
        "issued_date": showing.day(showing.today),
        "officer": officer.display_name if officer is not None else "",
        "officer_post": (person.position or "") if person is not None else "",
    }


def application_facts(
    organization: Organization | None, showing: Showing
) -> Mapping[str, FactValue]:
    """Return the facts of D-01, the application; of a blank form when there is no subject."""
    facts: dict[str, FactValue] = {
        "legal_basis": showing.basis(),
        **_choices(organization, showing),
    }
    if organization is None:
        return facts
    names, contact, purposes = organization.names, organization.contact, organization.purposes
    resources, identity = organization.resources, organization.identity
    former = [other.name for other in organization.other_names.values() if other.former]
    facts |= {
        "written_at": showing.office_name(),
        "name_th": organization.display_name,
        "name_en": (names.en or "") if names is not None else "",
        "name_former": ", ".join(former),
        "subform": (identity.sub_form or "") if identity is not None else "",
        "main_purpose": showing.label(PURPOSES, purposes.main if purposes is not None else None),
        "phone": (contact.phone or "") if contact is not None else "",
        "email": (contact.email or "") if contact is not None else "",
        "website": (contact.website or "") if contact is not None else "",
        "member_count": str(resources.members or "") if resources is not None else "",
        "areas": [_area_row(served.area, showing) for served in organization.areas.values()],
        "officers": [_post_row(post, showing) for post in organization.posts.values()],
        "standards": [
            {"standard": showing.label(STANDARDS, code), "issuer": "", "until": ""}
            for code in (resources.standards if resources is not None else ())
        ],
    }
    return facts | _place(organization, showing) | _representative(organization, showing)


def _registration(organization: Organization) -> LifeEvent | None:
    return next(
        (event for event in organization.life.values() if event.step is Step.REGISTERED), None
    )


def _entry_basis(entry: LifeEvent | None, showing: Showing) -> str:
    # A paper shows the basis of the registration it is about, and the one in force today.
    own = "" if entry is None else showing.label(BASES, entry.legal_basis)
    return "\n".join(dict.fromkeys(line for line in (own, showing.basis()) if line))


def _form(organization: Organization, showing: Showing) -> str:
    identity = organization.identity
    if identity is None:
        return ""
    parts = (showing.label(FORMS, identity.form), identity.sub_form or "")
    return " / ".join(part for part in parts if part)


def current_posts(posts: Iterable[PostHeld], showing: Showing) -> list[PostHeld]:
    """Return the posts whose term has not ended."""
    return [post for post in posts if post.ends is None or post.ends >= showing.today]


def _name(post: PostHeld) -> str:
    return " ".join(
        part for part in (f"{post.title or ''}{post.given or ''}", post.family or "") if part
    )


def _post_row(post: PostHeld, showing: Showing) -> FactRow:
    return {
        "name": _name(post),
        "post": showing.label(POSTS, post.post),
        "since": showing.day(post.starts),
        "until": showing.day(post.ends),
    }


def _area_row(code: str, showing: Showing) -> FactRow:
    names = {2: "", 4: "", 6: ""}
    for area in showing.program.means.areas.path(code):
        names[area.level] = area.name(showing.language)
    return {"province": names[2], "district": names[4], "subdistrict": names[6]}


def address_line(organization: Organization, showing: Showing) -> str:
    """Return the postal address of a subject in one line; empty when none is recorded."""
    place = organization.place
    if place is None:
        return ""
    texts = showing.program.texts
    parts = [place.house or ""]
    parts += [
        texts.text(f"paper.{name}", showing.language, value=value)
        for name in ("moo", "place", "road")
        if (value := getattr(place, name))
    ]
    return " ".join(part for part in (*parts, showing.area(place.area), place.postal or "") if part)


def _choices(organization: Organization | None, showing: Showing) -> dict[str, FactValue]:
    identity = None if organization is None else organization.identity
    purposes = None if organization is None else organization.purposes
    chosen = {purposes.main, *purposes.others} if purposes is not None else set()
    held = {} if organization is None else organization.documents
    kind = identity.kind if identity is not None else None
    return {
        "subject_kinds": _boxes(KINDS, {kind.value} if kind is not None else set(), showing),
        "forms": _boxes(FORMS, {identity.form} if identity is not None else set(), showing),
        "purposes": _boxes(PURPOSES, chosen, showing),
        "documents": _documents({held_one.item for held_one in held.values()}, kind, showing),
    }


def _boxes(list_code: str, chosen: AbstractSet[str | None], showing: Showing) -> list[FactRow]:
    terms = showing.program.vocabulary.get(list_code).in_force(showing.today)
    return [{"text": term.text(showing.language), "checked": term.code in chosen} for term in terms]


def _documents(held: set[str], kind: Kind | None, showing: Showing) -> list[FactRow]:
    terms = showing.program.vocabulary.get(CHECKLIST).in_force(showing.today)
    asked = [
        term
        for term in terms
        if kind is None or term.checklist is None or kind.value in term.checklist.kinds
    ]
    return [{"text": term.text(showing.language), "checked": term.code in held} for term in asked]


def _place(organization: Organization, showing: Showing) -> dict[str, FactValue]:
    place = organization.place
    if place is None:
        return {}
    row = _area_row(place.area, showing)
    return {
        "address_number": place.house or "",
        "address_moo": place.moo or "",
        "address_road": place.road or "",
        "address_subdistrict": row["subdistrict"],
        "address_district": row["district"],
        "address_province": row["province"],
        "address_postcode": place.postal or "",
    }


def _representative(organization: Organization, showing: Showing) -> dict[str, FactValue]:
    juristic = next(iter(organization.identifiers.values()), None)
    facts: dict[str, FactValue] = {}
    if juristic is not None:
        facts["legal_number"] = juristic.value
        facts["legal_registrar"] = showing.label(SCHEMES, juristic.scheme)
        facts["legal_date"] = showing.day(juristic.issued)
    holders = [post for post in organization.posts.values() if post.has_mandate]
    first = next(
        (post for post in holders if post.post == REPRESENTATIVE), holders[0] if holders else None
    )
    if first is None:
        return facts
    return facts | {
        "representative": _name(first),
        "representative_post": showing.label(POSTS, first.post),
        "representative_id": format_13(first.citizen_id) if first.citizen_id else "",
        "representative_phone": first.phone or "",
        "representative_mandate": first.appointed_by or "",
        "applicant": _name(first),
    }


def is_numbered(organization: Organization, day: date) -> bool:
    """Return whether a letter of registration may leave the office without a watermark."""
    status = organization.standing.on(day)
    return organization.register_number is not None and status is Status.REGISTERED
