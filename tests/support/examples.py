"""An example of every act: one that is done, and one that is refused.

The people and organisations are invented. A `Scene` makes what an example needs, and
only that, in an order that repeats.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import pytest

from cso_registry.domain.act import Act
from cso_registry.domain.batches import acts as batch_acts
from cso_registry.domain.batches import edit_acts
from cso_registry.domain.batches.records import MappedColumn
from cso_registry.domain.offices import acts as office_acts
from cso_registry.domain.offices.records import KeyPurpose, OfficeKey, Officer
from cso_registry.domain.organizations import acts as organization_acts
from cso_registry.domain.organizations import life_acts, privacy_acts
from cso_registry.domain.organizations.records import (
    Address,
    Attachment,
    Contact,
    DocumentHeld,
    Identity,
    Kind,
    Names,
    Organization,
    OtherName,
    OutsideIdentifier,
    Person,
    PostHeld,
    Purposes,
    Residence,
    Resources,
    ServiceArea,
)
from cso_registry.domain.papers import acts as paper_acts
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import RefusedError
from cso_registry.domain.vocabulary import acts as vocabulary_acts
from cso_registry.kernel.ids import BatchId, OfficeId, OfficerId, OrganizationId, PaperId, ReplicaId
from cso_registry.workspace.performing import Session
from tests.support import (
    examples_agreements,
    examples_certification,
    examples_clocks,
    examples_committee,
    examples_conflicts,
    examples_delegation,
    examples_delivery,
    examples_evaluating,
    examples_growth,
    examples_joint,
    examples_letters,
    examples_missions,
    examples_money,
    examples_notice,
    examples_scoring,
    examples_screening,
    examples_selection,
    examples_transfers,
)
from tests.support.registry import PROVINCE, MadeRegistry, founding

BASIS = "PMO-2551"
WHY = "ตามเอกสารสมมติ"
CITIZEN, OTHER_CITIZEN = "1234567890121", "3456789012347"
TAX = "0994000123451"


def sha(text: str) -> str:
    """A hash that repeats."""
    return hashlib.sha256(text.encode()).hexdigest()


class Scene:
    """What an example needs in a registry; each part is made when it is first named."""

    def __init__(self, registry: MadeRegistry) -> None:
        self.registry = registry

    @property
    def today(self) -> date:
        return self.registry.clock.today

    def new(self) -> str:
        return self.registry.ids.new()

    @cached_property
    def foundation(self) -> OrganizationId:
        """A registered foundation with everything that can be said of one."""
        return self.registered(self.foundation_act())

    @cached_property
    def person(self) -> OrganizationId:
        return self.registered(self.person_act())

    @cached_property
    def suspended(self) -> OrganizationId:
        organization = self.registered(self.community_act())
        self.registry.perform(life_acts.SuspendOrganization(**self.order(organization)))
        return organization

    @cached_property
    def proposed(self) -> OrganizationId:
        """A community that another officer proposed to remove."""
        organization = self.registered(self.community_act())
        act = life_acts.ProposeRemoval(organization=organization, reason=WHY)
        self.registry.perform(act, Session(self.colleague))
        return organization

    @cached_property
    def removed(self) -> OrganizationId:
        self.registry.perform(life_acts.RemoveOrganization(**self.order(self.proposed)))
        return self.proposed

    @cached_property
    def skipped(self) -> OrganizationId:
        """A community under the fifth number of a paper book; four before it are missing."""
        book = {"from_paper_book": True, "paper_number": "ชม/2570/0005"}
        return self.registered(self.community_act().model_copy(update=book))

    @cached_property
    def long_gone(self) -> OrganizationId:
        """A person who was removed so long ago that nothing about them need be kept."""
        propose = life_acts.ProposeRemoval(organization=self.person, reason=WHY)
        self.registry.perform(propose, Session(self.colleague))
        self.registry.perform(life_acts.RemoveOrganization(**self.order(self.person)))
        self.registry.clock.pass_days(LONG_AGO)
        confirm = office_acts.ConfirmClock(office=self.registry.office, reason=WHY)
        self.registry.perform(confirm)
        return self.person

    @cached_property
    def assigned(self) -> OrganizationId:
        """A community whose case is the colleague's."""
        organization = self.registered(self.community_act())
        self.registry.perform(
            organization_acts.AssignCase(organization=organization, to=self.colleague, reason=WHY)
        )
        return organization

    @cached_property
    def colleague(self) -> OfficerId:
        return self.registry.appoint(Role.OFFICER)

    @cached_property
    def newcomer(self) -> OfficerId:
        """An officer whose right begins tomorrow."""
        return self.registry.appoint(Role.OFFICER, starts=self.today + timedelta(days=1))

    @cached_property
    def right(self) -> str:
        """The key of the colleague's right."""
        officer = self.registry.record(self.colleague)
        assert isinstance(officer, Officer)
        return next(iter(officer.rights))

    def item(self, organization: str, collection: str) -> str:
        """The key of the first item of a collection."""
        found = self.registry.record(organization)
        assert isinstance(found, Organization)
        return next(iter(getattr(found, collection)))

    @cached_property
    def paper(self) -> PaperId:
        act = self.paper_act()
        self.registry.perform(act)
        return act.paper

    @cached_property
    def empty_batch(self) -> BatchId:
        act = self.import_act(rows=0)
        self.registry.perform(act)
        return act.batch

    @cached_property
    def batch(self) -> BatchId:
        """An import that made one community and amended the foundation."""
        act, session = self.import_act(rows=2), self.registry.founder_session
        amended = self.foundation
        with self.registry.performer.performing() as work:
            work.perform(act, session)
            work.perform(self.community_act(), session, batch=act.batch)
            work.perform(self.amendment(amended), session, batch=act.batch)
        return act.batch

    def registered(self, act: organization_acts.RegisterOrganization) -> OrganizationId:
        self.registry.perform(act)
        return act.organization

    def order(self, organization: OrganizationId) -> dict[str, Any]:
        """What every legal act on a registration says."""
        return {
            "organization": organization,
            "effective": self.today,
            "order_number": "45/2569",
            "order_date": self.today,
            "legal_basis": BASIS,
            "reason": WHY,
        }

    def foundation_act(self) -> organization_acts.RegisterOrganization:
        return organization_acts.RegisterOrganization(
            organization=OrganizationId(self.new()),
            identity=Identity(kind=Kind.ORGANIZATION, form="CF06", founded=date(2001, 2, 3)),
            names=Names(th="มูลนิธิสมมติเพื่อป่าต้นน้ำ", en="Invented Headwater Foundation"),
            address=Address(house="๑๒/๓", moo="๔", area="500101", postal="50200"),
            contact=Contact(phone="053-000000", email="office@example.org"),
            purposes=Purposes(main="CP05", others=("CP02",), goals=(13, 15)),
            resources=Resources(members=120, staff=4, volunteers=30, note="ทุนหมุนเวียน"),
            areas=(ServiceArea(area="5001"),),
            identifiers=(OutsideIdentifier(scheme="TH-TIN", value=TAX),),
            other_names=(OtherName(name="กองทุนป่าสมมติ", ends=date(2000, 12, 31)),),
            posts=(PostHeld(post="chair", title="นาย", given="สมมติ", family="ใจงาม"),),
            documents=(DocumentHeld(item="articles", number="1/2544", original_seen=True),),
            effective=self.today,
            order_number="44/๒๕๖๙",
            order_date=self.today,
            legal_basis=BASIS,
        )

    def person_act(self) -> organization_acts.RegisterOrganization:
        return organization_acts.RegisterOrganization(
            organization=OrganizationId(self.new()),
            identity=Identity(kind=Kind.PERSON),
            person=Person(title="นาง", given="มาลี", family="สมมติ", citizen_id=CITIZEN),
            residence=Residence(house="9", area="500102", postal="50300"),
            effective=date(2009, 5, 1),
            legal_basis=BASIS,
            from_paper_book=True,
            paper_number="17/2552",
        )

    def community_act(self) -> organization_acts.RegisterOrganization:
        return organization_acts.RegisterOrganization(
            organization=OrganizationId(self.new()),
            identity=Identity(kind=Kind.COMMUNITY),
            names=Names(th="ชุมชนบ้านสมมติ"),
            address=Address(moo="2", area="500103"),
            posts=(PostHeld(post="representative", given="บุญเรือน", has_mandate=True),),
            effective=self.today,
            order_number="44/2569",
            order_date=self.today,
            legal_basis=BASIS,
        )

    def amendment(self, organization: OrganizationId) -> organization_acts.AmendFromSheet:
        return organization_acts.AmendFromSheet(
            organization=organization,
            contact=Contact(phone="053-111111", website="https://example.org"),
            reason=WHY,
        )

    def import_act(self, *, rows: int) -> batch_acts.OpenImport:
        return batch_acts.OpenImport(
            batch=BatchId(self.new()),
            area="organizations",
            file_name="ทะเบียนสมมติ.xlsx",
            file_sha256=sha("sheet"),
            mapping=(MappedColumn(heading="ชื่อองค์กร", field="name_th"),),
            rows=rows,
            accepted=rows,
            rejected=0,
            unchanged=0,
        )

    def paper_act(self) -> paper_acts.IssuePaper:
        return paper_acts.IssuePaper(
            paper=PaperId(self.new()),
            home=PROVINCE,
            code="D-02",
            subject_type="organization",
            subject=self.foundation,
            number="ชม/2570/0001",
            template_version="1",
            template_sha256=sha("template"),
            content_sha256=sha("content"),
            heads=(sha("head"),),
            content={"title": "หนังสือรับจดทะเบียน", "lines": ["ก", "ข"], "copies": 1},
            pdf_sha256=sha("pdf"),
        )


Make = Callable[[Scene, OfficerId], Act]
Wrong = Callable[[Scene, OfficerId], Mapping[str, Any]]
NOT_VALID = "not valid"
"""The refusal of an act that cannot even be made."""


@dataclass(frozen=True)
class Example:
    """An act that is done, and the changed fields with which it is refused.

    Attributes:
        make: Given the scene and the acting officer, returns the act.
        wrong: Given the same, returns JSON fields that make it refused.
        refusal: Key of the rule that refuses it, or `NOT_VALID`.
    """

    make: Make
    wrong: Wrong
    refusal: str

    @classmethod
    def made_by(cls, make: Make, refusal: str, **wrong: Any) -> Example:
        """Return an example whose wrong fields are values, or made from the scene."""

        def fields(scene: Scene, _me: OfficerId) -> Mapping[str, Any]:
            return {name: one(scene) if callable(one) else one for name, one in wrong.items()}

        return cls(make, fields, refusal)

    @classmethod
    def made(cls, make: Callable[[Scene], Act], refusal: str, **wrong: Any) -> Example:
        """Return an example of an act that is the same whoever acts."""
        return cls.made_by(lambda scene, _me: make(scene), refusal, **wrong)


def _fixed(**fields: Any) -> Wrong:
    return lambda _scene, _me: fields


def _on(act: type[Act], **fields: Any) -> Make:
    """An act on the foundation, with a reason."""
    return lambda scene, _me: act(organization=scene.foundation, reason=WHY, **fields)


def _life(act: type[Act], subject: str) -> Make:
    return lambda scene, _me: act(**scene.order(getattr(scene, subject)))


def _item(act: type[Act], within: str, /, **fields: Any) -> Make:
    """An act on the first item of a collection of the foundation."""

    def make(scene: Scene, _me: OfficerId) -> Act:
        item = scene.item(scene.foundation, within)
        return act(organization=scene.foundation, item=item, reason=WHY, **fields)

    return make


def _founded(scene: Scene, _me: OfficerId) -> Act:
    return founding(OfficeId(scene.new()), OfficerId(scene.new()), ReplicaId(scene.new()))


def _appointed(scene: Scene, _me: OfficerId) -> Act:
    return office_acts.AppointOfficer(
        officer=OfficerId(scene.new()),
        title="นางสาว",
        given="กัลยา",
        family="ตัวอย่าง",
        position="นิติกร",
        phone="๐๕๓-๒๒๒๒๒๒",
        role=Role.CHECKER,
        jurisdiction=PROVINCE,
        starts=scene.today,
        ends=date(2027, 9, 30),
        order_number="๑๓/๒๕๖๙",
    )


def _granted(scene: Scene, _me: OfficerId) -> Act:
    return office_acts.GrantRight(
        officer=scene.colleague,
        role=Role.HEAD,
        jurisdiction=PROVINCE,
        starts=scene.today,
        order_number="14/2569",
    )


def _delegated(scene: Scene, _me: OfficerId) -> Act:
    return office_acts.Delegate(
        officer=scene.registry.founder,
        to=scene.colleague,
        starts=scene.today,
        ends=scene.today + timedelta(days=7),
        order_number="15/2569",
        order_date=scene.today,
    )


def _voided(scene: Scene, _me: OfficerId) -> Act:
    assert scene.skipped
    return office_acts.VoidOneNumber(
        office=scene.registry.office, series="register", number="ชม/๒๕๗๐/๐๐๐๒", reason=WHY
    )


def _handed_over(scene: Scene, _me: OfficerId) -> Act:
    assert scene.assigned
    return organization_acts.HandOverCases(
        officer=scene.colleague, to=scene.registry.founder, reason=WHY
    )


def _renewed(scene: Scene, _me: OfficerId) -> Act:
    today = scene.registry.clock.today
    key = OfficeKey(purpose=KeyPurpose.SIGNING, public=sha("a new key"), since=today)
    return office_acts.RenewKeys(office=scene.registry.office, keys=(key,), reason=WHY)


_OFFICES: dict[str, Example] = {
    "office.found": Example(_founded, _fixed(), "F:Q1.registry_has_no_office_yet"),
    "office.open_series": Example(
        lambda s, _: office_acts.OpenSeries(
            office=s.registry.office,
            series="register",
            year=2570,
            last_paper_number=37,
            document="ที่ สมมติ 1/2569",
            reason=WHY,
        ),
        _fixed(year=1),
        NOT_VALID,
    ),
    "office.void_number": Example(
        _voided, _fixed(number="ขก/2570/0001"), "F:X22.number_is_ours_and_free"
    ),
    "office.renew_keys": Example(_renewed, _fixed(keys=()), "F:X16.keys_are_new"),
    "office.confirm_clock": Example(
        lambda s, _: office_acts.ConfirmClock(office=s.registry.office, reason=WHY),
        _fixed(reason=" "),
        NOT_VALID,
    ),
    "office.open_desk": Example(
        lambda s, _: office_acts.OpenDesk(
            office=s.registry.office, replica=ReplicaId(s.new()), reason=WHY
        ),
        _fixed(replica="the second computer"),
        NOT_VALID,
    ),
    "officer.appoint": Example(_appointed, _fixed(ends="2026-01-01"), "F:F6.period_runs_forward"),
    "officer.grant": Example(_granted, lambda _, me: {"officer": me}, "F:B2.not_for_oneself"),
    "officer.withdraw_right": Example(
        lambda s, _: office_acts.WithdrawRight(officer=s.colleague, right=s.right, reason=WHY),
        _fixed(right="no such right"),
        "F:N1.right_is_held",
    ),
    "officer.delegate": Example(
        _delegated, _fixed(order_date="2026-11-21"), "R-74.order_is_not_of_the_future"
    ),
    "officer.change_secret": Example(
        lambda _, me: office_acts.ChangeSecret(officer=me),
        lambda s, _: {"officer": s.colleague},
        "F:B2.only_for_oneself",
    ),
    "officer.reset_secret": Example(
        lambda s, _: office_acts.ResetSecret(officer=s.colleague, reason=WHY),
        lambda _, me: {"officer": me},
        "F:B2.not_for_oneself",
    ),
    "officer.leave": Example(
        lambda s, _: office_acts.LeaveOffice(officer=s.colleague, left=s.today, reason=WHY),
        lambda _, me: {"officer": me},
        "F:B2.not_for_oneself",
    ),
}

_ORGANIZATIONS: dict[str, Example] = {
    "organization.register": Example(
        lambda s, _: s.foundation_act(),
        _fixed(purposes={"main": "CP05", "others": ["CP05"]}),
        "R-04.main_purpose_is_named_once",
    ),
    "organization.rename": Example(
        _on(
            organization_acts.RenameOrganization,
            names=Names(th="มูลนิธิสมมติเพื่อป่าและน้ำ"),
            effective=date(2026, 11, 20),
        ),
        _fixed(names={"th": "มูลนิธิ 🌳"}),
        "F:O1.names_can_be_written",
    ),
    "organization.add_name": Example(
        _on(
            organization_acts.AddOtherName,
            name=OtherName(name="ชมรมป่าสมมติ", starts=date(1990, 1, 1), ends=date(1999, 1, 1)),
        ),
        _fixed(name={"name": "ชมรมป่าสมมติ", "starts": "1999-01-01", "ends": "1990-01-01"}),
        "F:A9.term_runs_forward",
    ),
    "organization.change_identity": Example(
        _on(
            organization_acts.ChangeIdentity,
            identity=Identity(kind=Kind.ORGANIZATION, form="CF01", founded=date(2001, 2, 4)),
        ),
        _fixed(identity={"kind": "person"}),
        "R-02.kind_of_a_person_stays",
    ),
    "organization.change_person": Example(
        lambda s, _: organization_acts.ChangePerson(
            organization=s.person,
            person=Person(title="นาง", given="มาลี", family="ใหม่สมมติ", citizen_id=CITIZEN),
            reason=WHY,
        ),
        lambda s, _: {"organization": s.foundation},
        "R-02.is_a_person",
    ),
    "organization.change_address": Example(
        _on(
            organization_acts.ChangeAddress,
            address=Address(house="99", road="สุเทพ", area="500108", postal="50200"),
        ),
        _fixed(address={"area": "100101"}),
        "F:A10.address_stays_in_its_province",
    ),
    "organization.change_residence": Example(
        lambda s, _: organization_acts.ChangeResidence(
            organization=s.person, residence=Residence(house="10", area="500108"), reason=WHY
        ),
        lambda s, _: {"organization": s.foundation},
        "R-02.is_a_person",
    ),
    "organization.change_contact": Example(
        _on(organization_acts.ChangeContact, contact=Contact(phone="๐๕๓-๓๓๓๓๓๓")),
        _fixed(reason=None),
        NOT_VALID,
    ),
    "organization.change_purposes": Example(
        _on(organization_acts.ChangePurposes, purposes=Purposes(main="CP01", goals=(1,))),
        _fixed(purposes={"main": "CP99"}),
        "R-04.purposes_are_known",
    ),
    "organization.change_resources": Example(
        _on(organization_acts.ChangeResources, resources=Resources(members=121)),
        _fixed(resources={"members": "หลายคน"}),
        NOT_VALID,
    ),
    "organization.add_identifier": Example(
        _on(
            organization_acts.AddIdentifier,
            identifier=OutsideIdentifier(scheme="TH-MOI", value="กท ๑๒๓"),
        ),
        _fixed(identifier={"scheme": "TH-TIN", "value": "0994000123453"}),
        "F:O5.identifiers_are_valid",
    ),
    "organization.put_area": Example(
        _item(
            organization_acts.PutServiceArea,
            "areas",
            area=ServiceArea(area="5002", ends=date(2027, 1, 1)),
        ),
        _fixed(area={"area": "9999"}),
        "F:A10.area_is_known",
    ),
    "organization.put_post": Example(
        _on(
            organization_acts.PutPost,
            post=PostHeld(
                post="secretary",
                given="ดวงใจ",
                family="สมมติ",
                citizen_id=OTHER_CITIZEN,
                ends=date(2028, 1, 1),
            ),
        ),
        _fixed(post={"post": "king", "given": "ดวงใจ"}),
        "F:A9.post_is_known",
    ),
    "organization.put_document": Example(
        _on(
            organization_acts.PutDocument,
            document=DocumentHeld(
                item="annual_report",
                expires=date(2027, 3, 31),
                original_seen=True,
                attachment=Attachment(
                    sha256=sha("scan"), size=4096, name="รายงาน.pdf", media_type="application/pdf"
                ),
            ),
        ),
        _fixed(document={"item": "passport"}),
        "F:A12.checklist_item_is_known",
    ),
    "organization.take_away": Example(
        _item(organization_acts.TakeAwayItem, "other_names", collection="other_names"),
        _fixed(collection="life"),
        "F:A14.item_may_be_taken_away",
    ),
    "organization.amend": Example(
        lambda s, _: s.amendment(s.foundation),
        _fixed(address={"area": "100101"}),
        "F:A10.address_stays_in_its_province",
    ),
    "organization.assign": Example(
        lambda s, _: organization_acts.AssignCase(
            organization=s.foundation, to=s.colleague, reason=WHY
        ),
        lambda s, _: {"to": s.newcomer},
        "F:F4.receiver_works_here",
    ),
    "organization.hand_over": Example(
        _handed_over,
        lambda s, _: {"officer": s.newcomer},
        "F:F4.there_are_cases",
    ),
}

_PERSONS: dict[str, Example] = {
    "organization.erase_personal": Example(
        lambda s, _: privacy_acts.ErasePersonalData(
            organization=s.long_gone,
            groups=("person", "residence"),
            order_number="46/2569",
            order_date=s.today,
            reason=WHY,
        ),
        lambda s, _: {"organization": s.foundation, "groups": ["contact"]},
        "F:N6.retention_is_over",
    ),
}

LONG_AGO = 11 * 366
_NOT_NOW = "F:A5.standing_allows_it"
_LIVES: dict[str, Example] = {
    "organization.suspend": Example(
        _life(life_acts.SuspendOrganization, "foundation"),
        lambda s, _: {"organization": s.suspended},
        _NOT_NOW,
    ),
    "organization.lift": Example(
        _life(life_acts.LiftSuspension, "suspended"),
        lambda s, _: {"organization": s.foundation},
        _NOT_NOW,
    ),
    "organization.propose_removal": Example(
        _on(life_acts.ProposeRemoval),
        lambda s, _: {"organization": s.removed},
        "F:B2.may_be_removed",
    ),
    "organization.remove": Example(
        _life(life_acts.RemoveOrganization, "proposed"),
        lambda s, _: {"organization": s.foundation},
        "F:B2.another_officer_proposed_it",
    ),
    "organization.restore": Example(
        _life(life_acts.RestoreOrganization, "removed"),
        lambda s, _: {"organization": s.foundation},
        _NOT_NOW,
    ),
}

_OTHERS: dict[str, Example] = {
    "vocabulary.add_term": Example(
        lambda s, _: vocabulary_acts.AddTerm(
            list_code="V-05",
            code="CF99",
            th="สภาสมมติ",
            en="invented council",
            source="คำสั่งสมมติ 1/2569",
            effective_from=s.today,
            reason=WHY,
        ),
        _fixed(list_code="V-99"),
        "F:Q3.list_is_known",
    ),
    "policy.decide": Example(
        lambda s, _: vocabulary_acts.DecidePolicy(
            key="registration.correction_days",
            value=45,
            citation="คำสั่งสมมติ 2/2569",
            effective_from=s.today,
            reason=WHY,
        ),
        _fixed(value="สี่สิบห้า"),
        "F:Q3.setting_is_known",
    ),
    "batch.open_import": Example(
        lambda s, _: s.import_act(rows=2), _fixed(file_sha256="unknown"), NOT_VALID
    ),
    "batch.open_edit": Example(
        lambda s, _: edit_acts.OpenEdit(
            batch=BatchId(s.new()), group="purposes", field="main", records=2, reason=WHY
        ),
        _fixed(records=0),
        "F:L2.editing_changes_something",
    ),
    "batch.undo_import": Example(
        lambda s, _: batch_acts.UndoImport(
            batch=s.batch, legal_basis=BASIS, effective=s.today, reason=WHY
        ),
        lambda s, _: {"batch": s.empty_batch},
        "F:L2.something_is_left_to_undo",
    ),
    "paper.issue": Example(lambda s, _: s.paper_act(), _fixed(content_sha256="unknown"), NOT_VALID),
    "paper.reprint": Example(
        lambda s, _: paper_acts.ReprintPaper(paper=s.paper, pdf_sha256=sha("again"), reason=WHY),
        _fixed(reason=None),
        "F:C2.reprint_says_why",
    ),
}

EXAMPLES: Mapping[str, Example] = {
    **_OFFICES,
    **_ORGANIZATIONS,
    **_PERSONS,
    **_LIVES,
    **_OTHERS,
    **examples_letters.examples(Example),
    **examples_screening.examples(Example),
    **examples_certification.rows(Example),
    **examples_clocks.examples(Example),
    **examples_conflicts.examples(Example),
    **examples_transfers.examples(Example),
    **examples_growth.examples(Example),
    **examples_missions.examples(Example),
    **examples_committee.examples(Example),
    **examples_selection.examples(Example),
    **examples_scoring.examples(Example),
    **examples_delegation.examples(Example),
    **examples_agreements.examples(Example),
    **examples_money.examples(Example),
    **examples_delivery.examples(Example),
    **examples_evaluating.examples(Example),
    **examples_joint.examples(Example),
    **examples_notice.examples(Example),
}


def refusals(scene: Scene, act: Act, session: Session | None = None) -> set[str]:
    """The keys of every reason for which the act is refused; fails when it is not refused."""
    with pytest.raises(RefusedError) as refused:
        scene.registry.perform(act, session)
    return {one.key for one in refused.value.reasons}
