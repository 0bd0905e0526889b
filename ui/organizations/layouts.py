"""How the forms of the register are laid out, and which act changes which group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cso_registry.domain.organizations.acts import (
    AddIdentifier,
    AddOtherName,
    ChangeAddress,
    ChangeContact,
    ChangeIdentity,
    ChangePerson,
    ChangePurposes,
    ChangeResidence,
    ChangeResources,
    PutDocument,
    PutPost,
    PutServiceArea,
    RenameOrganization,
)
from cso_registry.domain.organizations.records import Kind
from ui.forms.form import Section

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.domain.act import Act


def _is_person(raw: Mapping[str, Any]) -> bool:
    return bool(raw["identity"]["kind"] == Kind.PERSON)


def _is_no_person(raw: Mapping[str, Any]) -> bool:
    return not _is_person(raw)


REGISTRATION: Final = (
    Section("", ("identity",)),
    Section("", ("names",), asked_if=_is_no_person),
    Section("", ("person",), asked_if=_is_person),
    Section("", ("address",), asked_if=_is_no_person),
    Section("", ("residence",), asked_if=_is_person),
    Section("", ("contact",)),
    Section("", ("purposes",)),
    Section("", ("posts",)),
    Section("", ("identifiers",)),
    Section("", ("areas",)),
    Section("", ("documents",)),
    Section(
        "ui.organizations.order",
        (
            "effective",
            "legal_basis",
            "order_number",
            "order_date",
            "from_paper_book",
            "paper_number",
            "not_a_double",
        ),
    ),
    Section("ui.organizations.more", ("other_names", "resources", "reason")),
)
ON_DEMAND: Final = frozenset({"not_a_double"})
CHANGES: Final[Mapping[str, type[Act]]] = {
    "identity": ChangeIdentity,
    "names": RenameOrganization,
    "person": ChangePerson,
    "address": ChangeAddress,
    "residence": ChangeResidence,
    "contact": ChangeContact,
    "purposes": ChangePurposes,
    "resources": ChangeResources,
}
"""The act that changes a single group, given whole."""
ADDS: Final[Mapping[str, tuple[type[Act], str]]] = {
    "posts": (PutPost, "post"),
    "areas": (PutServiceArea, "area"),
    "documents": (PutDocument, "document"),
    "identifiers": (AddIdentifier, "identifier"),
    "other_names": (AddOtherName, "name"),
}
"""The act that adds an item to a collection, and the field that holds it."""
PUTS: Final = frozenset({"posts", "areas", "documents"})
"""Collections whose items can be changed by the act that adds them."""
BESIDE_GROUPS: Final = frozenset(
    {one.kind for one in CHANGES.values()}
    | {one.kind for one, _ in ADDS.values()}
    | {"organization.take_away", "organization.amend"}
)
"""Acts that are offered beside what they change, and not among what can be done next."""
ICONS: Final[Mapping[str, str]] = {
    "organization.assign": "user-check",
    "organization.suspend": "player-pause",
    "organization.lift": "check",
    "organization.propose_removal": "archive",
    "organization.remove": "archive-off",
    "organization.restore": "archive",
    "organization.erase_personal": "trash",
    "organization.transfer": "send",
    "organization.propose_merge": "git-merge",
    "organization.merge": "git-merge",
    "organization.unmerge": "arrows-split-2",
    "organization.dissolve": "circle-x",
    "organization.change_form": "rubber-stamp",
    "organization.tie": "affiliate",
    "organization.record_decision": "users",
    "organization.split": "arrows-split-2",
    "organization.unite": "git-merge",
    "organization.undo_succession": "arrow-back-up",
    "organization.declare_distinct": "users",
    "return.file": "report-analytics",
    "contact.note": "phone",
    "screening.open": "clipboard-check",
    "breach.record": "alert-triangle",
    "appeal.file": "gavel",
    "certification.assess": "certificate",
    "screening.assign": "user-edit",
    "screening.declare": "scale",
    "screening.answer": "list-details",
    "screening.propose": "send",
    "screening.check": "eye",
    "screening.accept": "circle-check",
    "screening.return": "mail-forward",
    "screening.reject": "circle-x",
    "screening.resubmit": "inbox",
    "screening.reopen": "refresh",
    "screening.close_incomplete": "archive",
    "screening.admit_late": "clock",
    "screening.decide_criterion": "gavel",
    "clause.decide": "scale",
    "agreement.keep_scan": "scan",
    "appeal.decide": "gavel",
    "appeal.extend": "clock",
    "appeal.withdraw": "arrow-back-up",
    "breach.lift": "circle-check",
    "certification.check": "eye",
    "certification.decide": "gavel",
    "certification.issue": "certificate",
    "certification.print": "printer",
    "certification.hand_over": "user-check",
    "certification.suspend": "player-pause",
    "certification.lift": "check",
    "certification.revoke": "archive-off",
    "certification.replace": "file-check",
    "certification.reassess": "refresh",
    "certification.take_back": "inbox",
    "letter.send": "send",
    "letter.delivered": "check",
    "letter.returned": "arrow-back-up",
    "letter.tie": "affiliate",
    "letter.void": "circle-x",
    "intake.link": "affiliate",
    "intake.end": "archive",
    "contact.finish": "check",
    "return.check": "eye",
    "mission.register": "target-arrow",
    "mission.close": "archive",
    "agency.close": "archive",
    "analysis.decide": "gavel",
    "costing.choose": "check",
    "committee.constitute": "users-group",
    "committee.appoint": "user-plus",
    "committee.end_membership": "door-exit",
    "committee.dissolve": "archive",
    "meeting.call": "calendar-event",
    "meeting.cancel": "circle-x",
    "meeting.put_item": "list",
    "meeting.open": "user-check",
    "meeting.resolve": "gavel",
    "meeting.answer": "mail",
    "meeting.close": "check",
    "meeting.adopt_minutes": "rubber-stamp",
    "meeting.rescind": "arrow-back-up",
    "meeting.take_over": "file-import",
    "meeting.take_over_resolution": "file-import",
}
FALLBACK: Final = "edit"
