"""What the sources say of the parts of a course, in their own words, with the place (F:F2)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from cso_registry.domain.fields import Code, Count, Line, Lines
from cso_registry.domain.record import FieldGroup

if TYPE_CHECKING:
    from collections.abc import Mapping


class SourceDocument(FieldGroup):
    """One of the documents that a citation names by its code."""

    code: Code
    th: Line
    en: Line


class Passage(FieldGroup):
    """What a document says at one place.

    Attributes:
        place: As citations name it, such as "3.3.1(2.5)".
        page: The first page of the chapter it stands in, by the contents of the document; None
            where the document has no page numbers.
        th: Its words.
        en: Their translation by this program.
    """

    document: Code
    place: Line
    page: Count | None = None
    th: Lines
    en: Lines


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage with the document that it stands in."""

    document: SourceDocument
    passage: Passage

    @property
    def cite(self) -> str:
        """Return the citation of the passage."""
        return f"{self.passage.document} {self.passage.place}"


class SourceTexts(BaseModel):
    """All passages that are quoted."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    documents: tuple[SourceDocument, ...]
    passages: tuple[Passage, ...]

    def of(self, cite: str) -> tuple[Quoted, ...]:
        """Return the passages that a citation names, in its order; places not quoted are left out.

        Args:
            cite: Places between semicolons, such as "002 3.3.1(2.5); 004 PBC 5".
        """
        places = (one.strip() for one in cite.split(";"))
        return tuple(self._by_cite[one] for one in places if one in self._by_cite)

    @cached_property
    def _by_cite(self) -> Mapping[str, Quoted]:
        documents = {one.code: one for one in self.documents}
        quoted = (Quoted(documents[one.document], one) for one in self.passages)
        return {one.cite: one for one in quoted}
