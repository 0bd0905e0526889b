"""The words of the public extract in one language."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from cso_registry.domain.organizations.records import Organization
from cso_registry.workspace.public_extract.subjects import COLLECTIONS, GROUPS, marked
from cso_registry.workspace.record_titles import wording_in
from cso_registry.workspace.record_wording import EMPTY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cso_registry.domain.certification.status_lists import ListedCertificate
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.public_extract.subjects import PublicSubject
    from cso_registry.workspace.workspace import Workspace

HEAD = ("number", "name", "kind", "status", "province")
COLUMNS = ("number", "name", "kind", "status", "place", "purpose", "website", "certificates")
"""Columns of a page for people."""


class PublicWords:
    """Says what is public of a subject."""

    def __init__(self, workspace: Workspace, language: Language) -> None:
        self._texts, self._language = workspace.program.texts, language
        self._areas = workspace.program.means.areas
        self._wording = wording_in(workspace, language, {})

    def say(self, key: str, **params: str) -> str:
        """Return a sentence of the extract."""
        return self._texts.text(f"public.{key}", self._language, **params)

    def heading(self, column: str) -> str:
        """Return what stands above a column."""
        return self._texts.label(f"public.{column}").say(self._language)

    def field_heading(self, group: str, field: str) -> str:
        """Return what stands above a field of a group."""
        return f"{self._wording.group(Organization.type, group)} · {self._wording.field(field)}"

    def value(self, group: str, field: str, held: Mapping[str, Any]) -> str:
        """Return a value in words; empty when there is none."""
        model = Organization.slots[group].model
        words = self._wording.value(model, field, held.get(field))
        return "" if words == EMPTY else words

    def name(self, one: PublicSubject) -> str:
        """Return the name, or that it is a person's."""
        return self.say("person") if one.is_person else one.name

    def status(self, one: PublicSubject) -> str:
        """Return where the registration stands, and into what it was merged."""
        said = self._texts.value(f"status.{one.status}").say(self._language)
        return f"{said} ({one.merged_into})" if one.merged_into else said

    def province(self, code: str) -> str:
        """Return a province, or the nation."""
        if self._areas.get(code) is None:
            return self._texts.value("jurisdiction.00").say(self._language)
        return self._areas.name(code, self._language)

    def certificate(self, one: ListedCertificate) -> tuple[str, str, str, str]:
        """Return number, status, since and until of a certificate."""
        status = self._texts.value(f"certificate_status.{one.status}").say(self._language)
        return (one.number, status, self._day(one.since), self._day(one.until))

    def head(self, one: PublicSubject) -> list[str]:
        """Return the cells of `HEAD`."""
        kind = self.value("identity", "kind", one.groups.get("identity", {}))
        province = self.province(one.province)
        return [one.number, self.name(one), kind, self.status(one), province]

    def row(self, one: PublicSubject) -> list[str]:
        """Return the cells of `COLUMNS`."""
        held = one.groups.get
        certificates = (self.certificate(each) for each in one.certificates)
        return [
            *self.head(one)[:4],
            self.place(one),
            self.value("purposes", "main", held("purposes", {})),
            self.value("contact", "website", held("contact", {})),
            "\n".join(f"{number} {status} {until}" for number, status, _, until in certificates),
        ]

    def place(self, one: PublicSubject) -> str:
        """Return the area down to the tambon; of a person the province."""
        area = one.groups.get("address", {}).get("area")
        return (
            self.province(one.province) if area is None else self._areas.line(area, self._language)
        )

    def _day(self, iso: str) -> str:
        return self._wording.day(date.fromisoformat(iso))


def fields_of(names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return group and field of everything public in some groups of a subject."""
    return tuple((name, field) for name in names for field in marked(Organization.slots[name]))


OF_HEAD = {("names", "th"), ("identity", "kind")}
"""What stands among the first columns already."""
FLAT = tuple(one for one in fields_of(GROUPS) if one not in OF_HEAD)
OF_ITEMS = {name: fields_of([name]) for name in COLLECTIONS}
