"""From a record to a paper: composed, drawn, frozen in the journal, written (F:J6).

The paper is drawn before it is frozen, and frozen before the file gets its name: a
failing drawing leaves nothing, and no paper leaves the office that the journal does
not know.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import orjson

from cso_registry.documents.compose import compose
from cso_registry.documents.content import (
    PaperContent,
    read_snapshot,
    snapshot_bytes,
    snapshot_hash,
)
from cso_registry.documents.fonts import load_family
from cso_registry.documents.render import Images, render
from cso_registry.documents.templates import load_templates
from cso_registry.domain.papers.acts import IssuePaper, ReprintPaper
from cso_registry.domain.papers.records import Paper
from cso_registry.kernel.canonical import canonical_bytes
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import PaperId, RecordId
from cso_registry.workspace.paper_facts import (
    Showing,
    application_facts,
    is_numbered,
    registration_facts,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from cso_registry.documents.facts import FactValue
    from cso_registry.documents.fonts import FontFamily
    from cso_registry.documents.templates import Template
    from cso_registry.domain.organizations.records import Organization
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace

APPLICATION, REGISTRATION = "D-01", "D-02"
GARUDA, SEAL = "garuda.png", "seal.png"
IMAGES = "images"
"""Folder in the registry for the emblem and the seal that the office supplies."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A paper that was printed: its record, None for drafts and blank forms, and its file."""

    paper: PaperId | None
    pdf: bytes
    content: PaperContent


class Press:
    """Prints the papers of one registry; fonts and templates are read once."""

    def __init__(self, workspace: Workspace, language: Language) -> None:
        self._workspace = workspace
        self._language: Language = language
        resources = workspace.program.resources
        self._templates: dict[str, Template] = load_templates(resources.path("templates"))
        self._fonts: FontFamily = load_family(workspace.program.fonts)
        self._images = _images(workspace.folder)

    def blank_form(self, code: str) -> Printed:
        """Return an empty form to be filled by hand.

        Raises:
            InputError: `paper.not_a_form`.
        """
        if code != APPLICATION:
            raise InputError("paper.not_a_form", paper=code)
        facts = application_facts(None, self._showing(None))
        content = self._compose(code, facts, draft=False, blank=True)
        return Printed(None, self._draw([content]), content)

    def draft(self, code: str, organization: Organization, session: Session) -> Printed:
        """Return a paper with the watermark of a draft; it is not recorded."""
        content = self._content(code, organization, session, draft=True)
        return Printed(None, self._draw([content]), content)

    def issue(self, code: str, organization: Organization, session: Session) -> Printed:
        """Freeze a paper in the journal and return it.

        Raises:
            InputError: `paper.not_numbered`, when a letter of registration has no number.
            DeniedError: When the officer may not print.
        """
        if code == REGISTRATION and not is_numbered(organization, self._workspace.today):
            raise InputError("paper.not_numbered", paper=code)
        content = self._content(code, organization, session, draft=False)
        pdf = self._draw([content])
        paper = PaperId(self._workspace.program.means.identities.new())
        act = IssuePaper(
            paper=paper,
            home=organization.scope,
            code=code,
            subject_type=organization.type,
            subject=organization.id,
            number=organization.register_number,
            template_version=content.template_version,
            template_sha256=content.template_hash,
            content_sha256=snapshot_hash(content),
            heads=self._workspace.read.heads(organization.id),
            content=orjson.loads(snapshot_bytes(content)),
            pdf_sha256=hashlib.sha256(pdf).hexdigest(),
        )
        self._workspace.perform(act, session)
        self._workspace.note_look(session, f"printed {code}", organization.id)
        return Printed(paper, pdf, content)

    def reprint(self, paper: PaperId, session: Session, reason: str) -> Printed:
        """Print a frozen paper again, word for word, with a reason.

        Raises:
            InputError: `paper.unknown`; `paper.changed`, when what is kept is not what
                was frozen.
        """
        found = self._workspace.read.record(paper)
        frozen = found.frozen if isinstance(found, Paper) else None
        if frozen is None:
            raise InputError("paper.unknown", paper=paper)
        if frozen.content is None:
            raise InputError("paper.removed_by_law", paper=paper)
        content = read_snapshot(canonical_bytes(frozen.content))
        if snapshot_hash(content) != frozen.content_sha256:
            raise InputError("paper.changed", paper=paper)
        pdf = self._draw([content])
        sha256 = hashlib.sha256(pdf).hexdigest()
        self._workspace.perform(
            ReprintPaper(paper=paper, pdf_sha256=sha256, reason=reason), session
        )
        self._workspace.note_look(session, f"reprinted {frozen.code}", RecordId(frozen.subject))
        return Printed(paper, pdf, content)

    def _content(
        self, code: str, organization: Organization, session: Session, *, draft: bool
    ) -> PaperContent:
        showing = self._showing(session)
        if code == REGISTRATION:
            facts = registration_facts(organization, showing)
        elif code == APPLICATION:
            facts = application_facts(organization, showing)
        else:
            raise InputError("paper.unknown_code", paper=code)
        return self._compose(code, facts, draft=draft, blank=code == APPLICATION)

    def _compose(
        self, code: str, facts: Mapping[str, FactValue], *, draft: bool, blank: bool
    ) -> PaperContent:
        return compose(
            self._templates[code],
            facts,
            language=self._language,
            thai_digits=self._language == "th",
            draft=draft,
            training=self._workspace.is_training,
            blank=blank,
        )

    def _draw(self, contents: Iterable[PaperContent]) -> bytes:
        return render(contents, fonts=self._fonts, images=self._images)

    def _showing(self, session: Session | None) -> Showing:
        workspace = self._workspace
        officer = None if session is None else workspace.officer(session.officer)
        return Showing(
            program=workspace.program,
            language=self._language,
            today=workspace.today,
            office=workspace.office,
            officer=officer,
        )


def _images(folder: Path) -> Images:
    return Images(garuda=_image(folder / IMAGES / GARUDA), seal=_image(folder / IMAGES / SEAL))


def _image(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
