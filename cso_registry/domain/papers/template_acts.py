"""Making a template, putting it in force from a day, retiring it (F:J1)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import TYPE_CHECKING, Any

from cso_registry.domain.act import Act, act
from cso_registry.domain.fields import Code, Day, Line, ReasonText, Sha256
from cso_registry.domain.papers.shelf import (
    FileText,
    TemplateBook,
    TemplateEdition,
    TemplateForm,
    TemplateInForce,
    TemplateLanguage,
    TemplateRetired,
    TemplateShelf,
    template_book_identity,
)
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.domain.screening.questions import AnyRecord

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts, Question, Setting
    from cso_registry.domain.record import Change


def own_book(_act: Any, setting: Setting) -> Question[Any]:
    """Ask for the templates of the office that decides, as they are within a run of acts."""
    return AnyRecord(template_book_identity(setting.office or ""))


def shelf_of(facts: Facts) -> TemplateShelf:
    """Return the templates that an act may name: of the nation, and of the office."""
    shelf = facts.setting.templates
    for one in facts.answers["book"]:
        if isinstance(one, TemplateBook):
            shelf = shelf.beside(one)
    return shelf


@rule("F:J1", cite="features J1, E3")
def template_edition_is_new(act: Any, facts: Facts) -> Verdict:
    """An edition is never written over: a change is another edition."""
    known = shelf_of(facts).edition(act.paper, act.edition)
    return fault("edition") if known is not None else None


@rule("F:J1", cite="features J1, J6")
def template_file_is_whole(act: Any, _facts: Facts) -> Verdict:
    """What is kept is the file that was checked: its hash says so."""
    try:
        data = base64.b64decode(act.content, validate=True)
    except (binascii.Error, ValueError):
        return fault("content")
    return None if hashlib.sha256(data).hexdigest() == act.sha256 else fault("content")


@rule("F:J1", cite="features J1")
def template_was_imported(act: Any, facts: Facts) -> Verdict:
    """Only an edition that was imported is put in force or retired."""
    known = shelf_of(facts).edition(act.paper, act.edition)
    return None if known is not None else fault("edition")


@rule("F:J1", cite="features J1; design §6")
def template_counts_from_today_on(act: Any, facts: Facts) -> Verdict:
    """A template counts from today or a later day: what was printed, was printed from another."""
    return fault("effective_from") if act.effective_from < facts.today else None


@rule("F:J1", cite="features J1, E3")
def template_is_in_force(act: Any, facts: Facts) -> Verdict:
    """What is retired was in force, and not retired before."""
    shelf = shelf_of(facts)
    begun, ended = shelf.begins(act.paper, act.edition), shelf.ends(act.paper, act.edition)
    return fault("edition") if begun is None or ended is not None else None


@rule("F:J1", cite="features J1, E3")
def retirement_is_not_past(act: Any, facts: Facts) -> Verdict:
    """The last day is not over: papers of days before were printed from it."""
    return fault("effective_to") if act.effective_to < facts.today else None


@act("template.import", Role.ADMINISTRATOR, Role.HEAD)
class ImportTemplate(Act):
    """Keeps a template that was checked; it prints nothing but trials until put in force."""

    writes = (TemplateBook.editions,)
    makes = (TemplateBook,)
    reads = {"book": own_book}
    rules = (template_edition_is_new, template_file_is_whole)

    paper: Code
    edition: Code
    template_form: TemplateForm
    template_language: TemplateLanguage
    content: FileText
    sha256: Sha256
    owner: Line
    cite: Line
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return the edition."""
        named = TemplateEdition.model_fields.keys() - {"imported"}
        said = {name: getattr(self, name) for name in named}
        book = template_book_identity(facts.setting.office or "")
        kept = TemplateEdition(imported=facts.today, **said)
        return (TemplateBook.editions.put(book, facts.act_id, kept),)


@act("template.put_in_force", Role.ADMINISTRATOR, Role.HEAD)
class PutTemplateInForce(Act):
    """Prints a paper from an edition from one day on; what was printed keeps its own."""

    writes = (TemplateBook.beginnings,)
    makes = (TemplateBook,)
    reads = {"book": own_book}
    rules = (template_was_imported, template_counts_from_today_on)

    paper: Code
    edition: Code
    effective_from: Day
    cite: Line
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return its beginning."""
        begun = TemplateInForce(
            paper=self.paper,
            edition=self.edition,
            effective_from=self.effective_from,
            cite=self.cite,
        )
        book = template_book_identity(facts.setting.office or "")
        return (TemplateBook.beginnings.put(book, facts.act_id, begun),)


@act("template.retire", Role.ADMINISTRATOR, Role.HEAD)
class RetireTemplate(Act):
    """Ends the use of an edition after a day; it is kept, and the one before it counts again."""

    writes = (TemplateBook.retirements,)
    makes = (TemplateBook,)
    reads = {"book": own_book}
    rules = (template_was_imported, template_is_in_force, retirement_is_not_past)

    paper: Code
    edition: Code
    effective_to: Day
    reason: ReasonText

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return its end."""
        ended = TemplateRetired(
            paper=self.paper, edition=self.edition, effective_to=self.effective_to
        )
        book = template_book_identity(facts.setting.office or "")
        return (TemplateBook.retirements.put(book, facts.act_id, ended),)


ACTS = (ImportTemplate, PutTemplateInForce, RetireTemplate)
