"""Templates that an office made: dated data with a source, beside the delivered ones (F:J1)."""

from __future__ import annotations

import base64
import binascii
import hashlib
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final
from uuid import UUID, uuid5

from pydantic import BaseModel, ConfigDict, StringConstraints

from cso_registry.domain.fields import Code, Day, Line, Sha256
from cso_registry.domain.record import FieldGroup, Items, Record
from cso_registry.kernel.ids import RecordId

if TYPE_CHECKING:
    from datetime import date

MOST_BYTES: Final = 192 * 1024
"""A template is words and marks; pictures do not belong into one."""
_BOOKS: Final = UUID("0b7b9c52-6c7f-4a06-9c62-7a0f4c2f4d11")
"""Under this name the identity of an office's templates is derived, with no centre."""
FileText = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9+/]+={0,2}$", max_length=MOST_BYTES * 4 // 3 + 4)
]
"""A small file in Base64."""


class TemplateForm(StrEnum):
    """How a template was written."""

    DOCX = "docx"
    BUILT_IN = "form"


class TemplateLanguage(StrEnum):
    """In which language a template speaks; a built-in form holds both."""

    THAI = "th"
    ENGLISH = "en"
    BOTH = "both"


class TemplateEdition(FieldGroup):
    """One edition of the template of a paper, as its file was; it is never written over."""

    paper: Code
    edition: Code
    template_form: TemplateForm
    template_language: TemplateLanguage
    content: FileText
    sha256: Sha256
    owner: Line
    cite: Line
    imported: Day

    @property
    def file(self) -> bytes | None:
        """Return the file; None when what is kept is not what its hash says."""
        try:
            data = base64.b64decode(self.content, validate=True)
        except (binascii.Error, ValueError):
            return None
        return data if hashlib.sha256(data).hexdigest() == self.sha256 else None


class TemplateInForce(FieldGroup):
    """An edition is used from one day on."""

    paper: Code
    edition: Code
    effective_from: Day
    cite: Line


class TemplateRetired(FieldGroup):
    """An edition is not used after a day; what was printed from it stays."""

    paper: Code
    edition: Code
    effective_to: Day


class TemplateBook(Record, type="template_book"):
    """The templates that one office made."""

    editions = Items(TemplateEdition, legal=True)
    beginnings = Items(TemplateInForce, legal=True)
    retirements = Items(TemplateRetired, legal=True)


def template_book_identity(office: str) -> RecordId:
    """Return the identity of the templates that one office made."""
    return RecordId(str(uuid5(_BOOKS, f"templates:{office}")))


class TemplateShelf(BaseModel):
    """The office's templates together; of two that begin on one day the later one counts."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    editions: tuple[TemplateEdition, ...] = ()
    beginnings: tuple[TemplateInForce, ...] = ()
    retirements: tuple[TemplateRetired, ...] = ()

    def beside(self, book: TemplateBook) -> TemplateShelf:
        """Return this shelf with everything of a book, each thing once."""
        return TemplateShelf(
            editions=tuple(dict.fromkeys((*self.editions, *book.editions.values()))),
            beginnings=tuple(dict.fromkeys((*self.beginnings, *book.beginnings.values()))),
            retirements=tuple(dict.fromkeys((*self.retirements, *book.retirements.values()))),
        )

    def edition(self, paper: str, edition: str) -> TemplateEdition | None:
        """Return one edition of the template of a paper."""
        found = (one for one in self.editions if (one.paper, one.edition) == (paper, edition))
        return next(found, None)

    def begins(self, paper: str, edition: str) -> date | None:
        """Return since when an edition is used; None for one that was only imported."""
        days = [
            one.effective_from
            for one in self.beginnings
            if (one.paper, one.edition) == (paper, edition)
        ]
        return max(days, default=None)

    def ends(self, paper: str, edition: str) -> date | None:
        """Return the last day of an edition since it was last put in force; None when open."""
        begun = self.begins(paper, edition)
        days = [
            one.effective_to
            for one in self.retirements
            if (one.paper, one.edition) == (paper, edition)
            and (begun is None or one.effective_to >= begun)
        ]
        return min(days, default=None)

    def in_force(self, paper: str, language: str, day: date) -> TemplateEdition | None:
        """Return the edition that prints a paper in a language on a day; None: the delivered."""
        found: list[tuple[date, int, TemplateEdition]] = []
        for place, one in enumerate(self.editions):
            begun, ended = self.begins(paper, one.edition), self.ends(paper, one.edition)
            fits = one.paper == paper and one.template_language in {language, "both"}
            if fits and begun is not None and begun <= day and (ended is None or day <= ended):
                found.append((begun, place, one))
        return max(found, key=lambda each: each[:2])[2] if found else None


NO_TEMPLATES = TemplateShelf()
