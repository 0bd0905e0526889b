"""Templates that the office makes: a start, what is wrong with one, a trial, its import (F:J1)."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cso_registry.documents.compose import compose
from cso_registry.documents.fonts import load_family
from cso_registry.documents.render import render
from cso_registry.documents.templates import fact_names, parse_template
from cso_registry.domain.papers.shelf import MOST_BYTES, TemplateForm, TemplateLanguage
from cso_registry.domain.papers.template_acts import ImportTemplate
from cso_registry.host.private_files import read_small_file
from cso_registry.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from cso_registry.documents.content import PaperContent
    from cso_registry.documents.editable.marks import Known, Mistake
    from cso_registry.documents.facts import FactValue
    from cso_registry.documents.templates import Template
    from cso_registry.domain.papers.shelf import TemplateEdition
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.means import Program

REQUIRED: Final = "templates/required.toml"
FRAMES: Final = "frame_*.toml"
_SAMPLE_ROWS: Final = 2
NUMBERS: Final = frozenset({"length"})
"""Keys of rows that are drawn and not written."""


@dataclass(frozen=True, slots=True)
class GivenTemplate:
    """A file that somebody made for a paper."""

    paper: str
    form: TemplateForm
    data: bytes

    @property
    def sha256(self) -> str:
        """Return the hash of the file: the identity of the template."""
        return hashlib.sha256(self.data).hexdigest()


def given_template(paper: str, name: str, data: bytes) -> GivenTemplate:
    """Return a file as a template, by the ending of its name.

    Raises:
        InputError: `template.wrong_ending`, `template.too_large`.
    """
    ending = name.rpartition(".")[2].casefold()
    forms = {"docx": TemplateForm.DOCX, "toml": TemplateForm.BUILT_IN}
    if ending not in forms:
        raise InputError("template.wrong_ending", name=name)
    if len(data) > MOST_BYTES:
        raise InputError("template.too_large")
    return GivenTemplate(paper, forms[ending], data)


def delivered_of(program: Program, paper: str) -> Template:
    """Return the delivered template of a paper.

    Raises:
        InputError: `paper.no_template`.
    """
    found = program.templates.get(paper)
    if found is None:
        raise InputError("paper.no_template", paper=paper)
    return found


def marks_of(program: Program, paper: str) -> Known:
    """Return what a template of a paper may name, and what it must."""
    from cso_registry.documents.editable.marks import known_marks  # noqa: PLC0415 - loads slowly

    required = program.resources.toml(REQUIRED).get(paper, {}).get("must", [])
    return known_marks(delivered_of(program, paper), frozenset(required))


def start_of(program: Program, paper: str, form: TemplateForm, language: Language) -> bytes:
    """Return the delivered template of a paper, to be changed.

    Raises:
        InputError: `paper.no_template`.
    """
    template = delivered_of(program, paper)
    if form is TemplateForm.BUILT_IN:
        return program.resources.path(f"templates/{paper}.toml").read_bytes()
    from cso_registry.documents.editable.starting import starter  # noqa: PLC0415 - loads slowly

    return starter(template, language)


def mistakes_of(program: Program, given: GivenTemplate) -> tuple[Mistake, ...]:
    """Return what is wrong with a template: nothing, when it may be imported.

    Raises:
        InputError: The file is no template at all; the sentence says where it breaks.
    """
    from cso_registry.documents.editable.marks import Mistake, mistakes_in  # noqa: PLC0415

    known = marks_of(program, given.paper)
    if given.form is TemplateForm.DOCX:
        found = list(mistakes_in(given.data, known))
    else:
        found = list(_mistakes_of_form(program, given, known))
    if found:
        return tuple(found)
    try:
        trial(program, given, "th")
    except InputError as error:
        return (Mistake("does_not_fill", place=str(error.params.get("words", error.key))),)
    return ()


def _mistakes_of_form(program: Program, given: GivenTemplate, known: Known) -> Iterable[Mistake]:
    from cso_registry.documents.editable.marks import Mistake  # noqa: PLC0415

    delivered = delivered_of(program, given.paper)
    made = _form(program, delivered, given.data)
    if made.spec.paper != given.paper:
        yield Mistake("other_paper", name=made.spec.paper)
    declared, there = fact_names(made), fact_names(delivered)
    for name, kind in declared.items():
        if there.get(name) != kind:
            yield Mistake("unknown_field", name=name)
    said = str(made.spec.block)
    kinds = [block.kind for block in made.spec.block]
    for place in known.places:
        if place.partition("_")[0] not in kinds:
            yield Mistake("missing_field", name=place)
    for name in sorted(known.must):
        if f"{{{name}}}" not in said and f"fact='{name}'" not in said:
            yield Mistake("missing_field", name=name)


def _form(program: Program, delivered: Template, data: bytes) -> Template:
    folder = program.resources.path("templates")
    frames = {
        one.stem.removeprefix("frame_"): one.read_bytes() for one in sorted(folder.glob(FRAMES))
    }
    return parse_template(data, delivered.words, name=delivered.spec.paper, frames=frames)


def trial(
    program: Program,
    given: GivenTemplate,
    language: Language,
    facts: Mapping[str, FactValue] | None = None,
) -> bytes:
    """Return a PDF of a template with the watermark of a draft, filled with test data.

    Args:
        program: The program.
        given: The template.
        language: Of the paper.
        facts: Of a record; test data that name their fields when there are none.

    Raises:
        InputError: The template does not fill.
    """
    sample = sample_facts(program, given.paper) if facts is None else facts
    paper = composed(
        program, given, given.sha256[:8], sample,
        language=language, draft=True, training=False, blank=False,
    )  # fmt: skip
    return render([paper], fonts=load_family(program.fonts))


def sample_facts(program: Program, paper: str) -> dict[str, FactValue]:
    """Return test data for a paper: every text names its field, every list has two rows."""
    known = marks_of(program, paper)
    facts: dict[str, FactValue] = {name: f"‹{name}›" for name in known.texts}
    facts |= dict.fromkeys(known.flags, True)
    for name, keys in known.rows.items():
        facts[name] = [
            {key: str(nth) if key in NUMBERS else f"‹{key} {nth}›" for key in sorted(keys)}
            for nth in range(1, _SAMPLE_ROWS + 1)
        ]
    return facts


def composed(
    program: Program,
    given: GivenTemplate,
    edition: str,
    facts: Mapping[str, FactValue],
    **shown: Any,
) -> PaperContent:
    """Return a paper from a template of the office; `shown` as in `compose`."""
    delivered = delivered_of(program, given.paper)
    shown["thai_digits"] = shown["language"] == "th"
    if given.form is TemplateForm.BUILT_IN:
        made = _form(program, delivered, given.data)
        paper = compose(made, facts, **shown)
        return paper.model_copy(update={"template_version": edition})
    from cso_registry.documents.editable.filling import compose_docx  # noqa: PLC0415

    return compose_docx(given.data, edition, given.sha256, delivered, facts, **shown)


def kept_template(edition: TemplateEdition) -> GivenTemplate:
    """Return a kept edition as a template.

    Raises:
        InputError: `template.changed`, when what is kept is not what its hash says.
    """
    data = edition.file
    if data is None:
        raise InputError("template.changed", paper=edition.paper, edition=edition.edition)
    return GivenTemplate(edition.paper, edition.template_form, data)


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was looked at.

    Attributes:
        mistakes: What is wrong with it.
        fields: What the act that keeps it takes from the file; nothing when it is wrong.
        next_edition: A number that the paper has not had yet.
    """

    mistakes: tuple[Mistake, ...]
    fields: dict[str, Any]
    next_edition: str


def read_template(program: Program, paper: str, file: Path, language: Language) -> Read:
    """Look at a file that is to become a template.

    Raises:
        InputError: It is no template at all; `template.too_large`.
        KnownError: What the disk said.
    """
    given = given_template(paper, file.name, read_small_file(file, limit=MOST_BYTES + 1))
    found = mistakes_of(program, given)
    editions = sum(1 for one in program.shelf.editions if one.paper == paper)
    fields = {} if found else fields_of(given, language)
    return Read(found, fields, str(editions + 1))


def fields_of(given: GivenTemplate, language: Language) -> dict[str, Any]:
    """Return what the act that keeps a template takes from its file."""
    is_docx = given.form is TemplateForm.DOCX
    return {
        "paper": given.paper,
        "template_form": given.form.value,
        "template_language": language if is_docx else TemplateLanguage.BOTH.value,
        "content": base64.b64encode(given.data).decode("ascii"),
        "sha256": given.sha256,
    }


def import_act(
    program: Program, given: GivenTemplate, language: Language, **said: str
) -> ImportTemplate:
    """Return the act that keeps a template, once nothing is wrong with it.

    Args:
        program: The program.
        given: The template.
        language: The language of a DOCX file; a built-in form holds both.
        said: Edition, owner, cite, reason.

    Raises:
        InputError: `template.has_mistakes`, with how many.
    """
    found = mistakes_of(program, given)
    if found:
        raise InputError("template.has_mistakes", count=len(found))
    return ImportTemplate.model_validate_strings({**fields_of(given, language), **said})
