"""Fills a training registry with invented subjects (F:P4, X44)."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from cso_registry.domain.organizations.acts import RegisterOrganization
from cso_registry.domain.organizations.records import (
    Address,
    Contact,
    DocumentHeld,
    Identity,
    Kind,
    Names,
    OtherName,
    OutsideIdentifier,
    Person,
    PostHeld,
    Purposes,
    Residence,
    ServiceArea,
)
from cso_registry.domain.organizations.sample import SampleMaker, SampleSubject
from cso_registry.domain.organizations.sample_words import SampleWords, read_sample_words
from cso_registry.kernel.errors import KnownError
from cso_registry.kernel.ids import OrganizationId
from cso_registry.storage.verify import no_progress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cso_registry.domain.organizations.sample_people import SampleOfficer
    from cso_registry.kernel.ids import IdentitySource
    from cso_registry.storage.verify import Progress
    from cso_registry.workspace.means import Program
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace

BASIS, EARLIER_BASIS = "PMO-2551", "EARLIER"
BASIS_YEAR = 2008
REPORT_EVERY = 200


def sample_maker(program: Program, seed: int, after: int = 0) -> SampleMaker:
    """Return a maker of invented subjects; the same seed makes the same ones."""
    random = Random(seed)  # noqa: S311 - no secret
    return SampleMaker(read_words_of(program), program.means.areas, random, after=after)


def read_words_of(program: Program) -> SampleWords:
    """Return the words that samples are made of."""
    return read_sample_words(
        {
            name: program.resources.toml(f"samples/{name}.toml")
            for name in ("organizations", "people", "spreadsheet")
        }
    )


def add_samples(
    workspace: Workspace,
    session: Session,
    *,
    count: int,
    seed: int,
    progress: Progress = no_progress,
) -> int:
    """Register `count` invented subjects in one transaction.

    Raises:
        KnownError: `sample.only_in_training`, in a registry with real data.
    """
    if not workspace.is_training:
        raise KnownError("sample.only_in_training")
    before = sum(workspace.read.tallies().values())
    acts = sample_acts(workspace.program, count=count, seed=seed, after=before)
    with workspace.performer.performing() as work:
        for done, act in enumerate(acts, start=1):
            work.perform(act, session)
            if done % REPORT_EVERY == 0:
                progress(done, count)
    progress(count, count)
    return count


def sample_acts(
    program: Program, *, count: int, seed: int, after: int = 0
) -> Iterator[RegisterOrganization]:
    """Yield the registrations of invented subjects."""
    identities = program.means.identities
    for subject in sample_maker(program, seed, after).make(count):
        yield registration_of(subject, identities)


def registration_of(subject: SampleSubject, identities: IdentitySource) -> RegisterOrganization:
    """Return the act that registers an invented subject."""
    is_person = subject.person is not None
    where = subject.address
    line = {"house": where.house, "moo": where.moo, "road": where.road}
    return RegisterOrganization(
        organization=OrganizationId(identities.new()),
        identity=Identity(
            kind=Kind(subject.kind),
            form=subject.form,
            sub_form=subject.sub_form,
            founded=subject.founded,
        ),
        names=None if is_person else Names(th=subject.name_th, en=subject.name_en),
        person=_person(subject),
        address=None if is_person else Address(**line, area=where.area, postal=where.postal),
        residence=Residence(**line, area=where.area, postal=where.postal) if is_person else None,
        contact=Contact(phone=subject.phone, email=subject.email),
        purposes=Purposes(main=subject.purpose, others=subject.other_purposes),
        areas=tuple(ServiceArea(area=code) for code in subject.service_areas),
        identifiers=_identifiers(subject),
        other_names=tuple(
            OtherName(name=former.name, starts=former.starts, ends=former.ends)
            for former in subject.former_names
        ),
        posts=tuple(_post(officer) for officer in subject.officers),
        documents=tuple(
            DocumentHeld(
                item=paper.item,
                number=paper.number,
                issued=paper.issued,
                expires=paper.expires,
                original_seen=paper.original_seen,
            )
            for paper in subject.documents
        ),
        effective=subject.registered,
        legal_basis=BASIS if subject.registered.year >= BASIS_YEAR else EARLIER_BASIS,
        from_paper_book=True,
    )


def _person(subject: SampleSubject) -> Person | None:
    person = subject.person
    if person is None:
        return None
    return Person(
        title=person.title,
        given=person.given,
        family=person.family,
        citizen_id=person.citizen_id,
    )


def _identifiers(subject: SampleSubject) -> tuple[OutsideIdentifier, ...]:
    if subject.juristic_id is None:
        return ()
    return (OutsideIdentifier(scheme="TH-TIN", value=subject.juristic_id),)


def _post(officer: SampleOfficer) -> PostHeld:
    return PostHeld(
        post=officer.post,
        title=officer.person.title,
        given=officer.person.given,
        family=officer.person.family,
        citizen_id=officer.person.citizen_id,
        has_mandate=officer.has_mandate,
        appointed_by=officer.appointed_by,
        starts=officer.starts,
        ends=officer.ends,
    )
