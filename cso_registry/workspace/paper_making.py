"""Makes the content of a paper from a record, and draws contents as PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cso_registry.documents.coding import has_open_code
from cso_registry.documents.compose import compose
from cso_registry.documents.fonts import load_family
from cso_registry.documents.render import Images, render
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.shadow import RECORD_COLUMNS
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import OrganizationId
from cso_registry.workspace.certificate_codes import Coding
from cso_registry.workspace.office_templates import composed, kept_template
from cso_registry.workspace.paper_kinds.kind import ANY
from cso_registry.workspace.showing import Showing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from cso_registry.documents.content import PaperContent
    from cso_registry.documents.facts import FactValue
    from cso_registry.documents.fonts import FontFamily
    from cso_registry.documents.templates import Template
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.paper_kinds.kind import PaperKind
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace

GARUDA, SEAL = "garuda.png", "seal.png"
ABOUT = RECORD_COLUMNS.index("about")
OF_COMMITTEES = frozenset({"committee", "meeting"})
"""Types of records that belong to a committee, and to no subject of the register."""
IMAGES = "images"
"""Folder in the registry for the emblem and the seal that the office supplies."""
NOTHING_ASKED: Mapping[str, str] = {}
NO_MORE: Mapping[str, FactValue] = {}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a paper is made of.

    Attributes:
        kind: Which paper.
        record: What it is about; None for a blank form.
        asked: What a list was asked for, by name.
        more: Facts that the record does not have, such as the number of a letter.
        about: In whose file it is kept, when not that of the record.
    """

    kind: PaperKind
    record: Any
    asked: Mapping[str, str]
    more: Mapping[str, FactValue]
    about: OrganizationId | None = None


def sheet_of(
    kind: PaperKind,
    record: Any,
    asked: Mapping[str, str] | None = None,
    more: Mapping[str, FactValue] | None = None,
    about: OrganizationId | None = None,
) -> Sheet:
    """Return what a paper of `kind` about `record` is made of.

    Raises:
        InputError: `paper.wrong_subject`, when the record is of another type.
    """
    if record is not None and kind.record_type not in {ANY, record.type}:
        raise InputError("paper.wrong_subject", paper=kind.code)
    return Sheet(kind, record, asked or NOTHING_ASKED, more or NO_MORE, about)


def subject_about(record: Any) -> OrganizationId | None:
    """Return the subject of the register that a record is about, itself if it is one."""
    if isinstance(record, Organization):
        return OrganizationId(record.id)
    if record.type in OF_COMMITTEES:
        return None
    listing = record.shadow().listing
    about = None if listing is None else listing[ABOUT]
    return None if about is None else OrganizationId(str(about))


class PaperMaker:
    """Composes and draws the papers of one registry; fonts and templates are read once."""

    def __init__(self, workspace: Workspace, language: Language) -> None:
        self._workspace = workspace
        self.language: Language = language
        self._templates = workspace.program.templates
        self.fonts: FontFamily = load_family(workspace.program.fonts)
        self.images = _images(workspace.folder)

    def content(
        self, sheet: Sheet, session: Session | None, *, draft: bool = False
    ) -> PaperContent:
        """Return the content of a paper, decided word for word.

        Raises:
            InputError: `paper.no_template`, and what the facts of the paper refuse.
        """
        kind = sheet.kind
        template = self._templates.get(kind.code)
        if template is None:
            raise InputError("paper.no_template", paper=kind.code)
        showing = self.showing(session, sheet.asked)
        facts = kind.facts(sheet.record, showing, self._workspace.read)
        made = self._composed(
            template,
            {**facts, **sheet.more},
            draft=draft,
            training=self._workspace.is_training,
            blank=kind.form,
        )
        if kind.coder is None or draft or sheet.record is None or not has_open_code(made):
            return made
        coding = Coding(self.fonts, self._workspace.signer, self._workspace.today)
        return kind.coder(made, sheet.record, coding)

    def _composed(
        self, template: Template, facts: Mapping[str, FactValue], **shown: bool
    ) -> PaperContent:
        """Compose from the template of the office that is in force, else from the delivered."""
        workspace, code = self._workspace, template.spec.paper
        own = workspace.program.shelf.in_force(code, self.language, workspace.today)
        if own is not None:
            given = kept_template(own)
            return composed(
                workspace.program, given, own.edition, facts, language=self.language, **shown
            )
        return compose(
            template,
            facts,
            language=self.language,
            thai_digits=self.language == "th",
            **shown,
        )

    def title(self, code: str) -> str:
        """Return the title of a paper in the language of this press."""
        template = self._templates.get(code)
        if template is None:
            raise InputError("paper.no_template", paper=code)
        title = template.spec.title
        return title.th if self.language == "th" else title.en

    def draw(self, contents: Iterable[PaperContent]) -> bytes:
        """Return one PDF of all contents."""
        return render(contents, fonts=self.fonts, images=self.images)

    def showing(self, session: Session | None, asked: Mapping[str, str] = NOTHING_ASKED) -> Showing:
        """Return the circumstances under which a paper is made."""
        workspace = self._workspace
        officer = None if session is None else workspace.officer(session.officer)
        return Showing(
            program=workspace.program,
            language=self.language,
            today=workspace.today,
            office=workspace.office,
            officer=officer,
            asked=asked,
        )


def _images(folder: Path) -> Images:
    return Images(garuda=_image(folder / IMAGES / GARUDA), seal=_image(folder / IMAGES / SEAL))


def _image(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
