"""What a template file may say; see ``templates`` for reading one.

Every text stands in Thai and English and may name facts in braces: ``{name_th}``.
"""

from __future__ import annotations

import re
from typing import Annotated, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

Language = Literal["th", "en"]
FactKind = Literal["text", "verbatim", "flag", "rows"]
FactName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
PLACEHOLDER: Final = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_BRACE: Final = re.compile(r"[{}]")


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)


class Words(_Part):
    """The same words in both languages; a plain text in a file stands for both."""

    th: str
    en: str

    @model_validator(mode="after")
    def _braces_name_facts(self) -> Words:
        for text in (self.th, self.en):
            if _BRACE.search(PLACEHOLDER.sub("", text)):
                raise ValueError("brace")
        return self

    def facts(self) -> frozenset[str]:
        """Return the names in braces."""
        return frozenset(PLACEHOLDER.findall(self.th) + PLACEHOLDER.findall(self.en))


def _both(value: object) -> object:
    return {"th": value, "en": value} if isinstance(value, str) else value


def _frozen(value: object) -> object:
    """Return TOML's arrays as tuples, which is what a frozen model holds."""
    return tuple(value) if isinstance(value, list) else value


Both = Annotated[Words, BeforeValidator(_both)]
_NOTHING: Final = Words(th="", en="")


class _Block(_Part):
    """Any block; it stands only when the flag `when` is true and `unless` is not."""

    when: FactName | None = None
    unless: FactName | None = None


class HeadingSpec(_Block):
    """See ``content.Heading``."""

    kind: Literal["heading"]
    text: Both
    level: Literal[1, 2] = 1
    align: Literal["left", "center"] = "left"


class DisplaySpec(_Block):
    """See ``content.Display``."""

    kind: Literal["display"]
    text: Both


class ParagraphSpec(_Block):
    """See ``content.Paragraph``."""

    kind: Literal["paragraph"]
    text: Both
    indent: bool = True
    align: Literal["left", "center", "right", "justify"] = "justify"
    strong: bool = False


class NoteSpec(_Block):
    """See ``content.Note``."""

    kind: Literal["note"]
    text: Both
    framed: bool = False


class CellSpec(_Part):
    """A label and the words of its value."""

    label: Both
    value: Both
    share: int = 1
    lines: int = 1


Row = Annotated[tuple[CellSpec, ...], BeforeValidator(_frozen), Field(min_length=1, max_length=6)]


class RowsSpec(_Block):
    """See ``content.LabelRows``."""

    kind: Literal["rows"]
    rows: Annotated[tuple[Row, ...], BeforeValidator(_frozen)]
    label_mm: int = 0
    ruled: bool = False
    strong: bool = False


class ColumnSpec(_Part):
    """A column, the key of its values in each row, and whether digits stay as they are."""

    title: Both
    key: FactName
    share: int = 1
    align: Literal["left", "center", "right"] = "left"
    verbatim: bool = False


class TableSpec(_Block):
    """A table of the rows of a fact; `blank_rows` empty ones on a blank form."""

    kind: Literal["table"]
    fact: FactName
    columns: Annotated[tuple[ColumnSpec, ...], BeforeValidator(_frozen), Field(min_length=1)]
    blank_rows: int = 3


class BarsSpec(_Block):
    """A chart from a fact: rows of `name`, `said` and `length` in thousandths."""

    kind: Literal["bars"]
    fact: FactName
    title: Both
    source: Both = _NOTHING


class OptionSpec(_Part):
    """A box that stands in the template; ticked when its flag is true."""

    text: Both
    flag: FactName | None = None


class ChecklistSpec(_Block):
    """Boxes from a fact (rows of `text` and `checked`) or from the template."""

    kind: Literal["checklist"]
    fact: FactName | None = None
    options: Annotated[tuple[OptionSpec, ...], BeforeValidator(_frozen)] = ()
    columns: Literal[1, 2, 3] = 1

    @model_validator(mode="after")
    def _one_source(self) -> ChecklistSpec:
        if (self.fact is None) == (not self.options):
            raise ValueError("either fact or options")
        return self


class ListSpec(_Block):
    """A numbered list of the rows of a fact, each with its `text`."""

    kind: Literal["list"]
    fact: FactName


class PersonSpec(_Part):
    """One who signs."""

    before: Both = _NOTHING
    name: Both = _NOTHING
    after: Both = _NOTHING
    below: Annotated[tuple[Both, ...], BeforeValidator(_frozen)] = ()


class SignaturesSpec(_Block):
    """Those who sign: from the template, or from a fact (rows of `name` and `post`)."""

    kind: Literal["signatures"]
    people: Annotated[tuple[PersonSpec, ...], BeforeValidator(_frozen)] = ()
    fact: FactName | None = None
    before: Both = _NOTHING
    closing: Both = _NOTHING
    columns: Literal[1, 2] = 1
    seal: bool = False

    @model_validator(mode="after")
    def _one_source(self) -> SignaturesSpec:
        if (self.fact is None) == (not self.people):
            raise ValueError("either fact or people")
        return self


class LinesSpec(_Block):
    """See ``content.WritingLines``; on a blank form only, unless `always`."""

    kind: Literal["lines"]
    count: int
    always: bool = False


class SeparatorSpec(_Block):
    """See ``content.Separator``."""

    kind: Literal["separator"]


class SpacerSpec(_Block):
    """See ``content.Spacer``."""

    kind: Literal["spacer"]
    height_mm: int


class CodeSpec(_Block):
    """See ``content.Code``; `text` is left out where the code is signed after composing.

    Those who sign beside it come from a fact (rows of `name` and `post`).
    """

    kind: Literal["code"]
    text: Both = _NOTHING
    heading: Both = _NOTHING
    short: Both = _NOTHING
    caption: Both = _NOTHING
    side_mm: int = 46
    fact: FactName | None = None
    before: Both = _NOTHING
    seal: bool = False


BlockSpec = Annotated[
    HeadingSpec
    | DisplaySpec
    | ParagraphSpec
    | NoteSpec
    | RowsSpec
    | TableSpec
    | BarsSpec
    | ChecklistSpec
    | ListSpec
    | SignaturesSpec
    | LinesSpec
    | CodeSpec
    | SeparatorSpec
    | SpacerSpec,
    Field(discriminator="kind"),
]


class TemplateSpec(_Part):
    """A template file. Title, subtitle and corner name no fact: they are metadata too."""

    paper: Annotated[str, Field(pattern=r"^[DLS]-\d{2}$")]
    version: Annotated[str, Field(min_length=1)]
    layout: Literal["letter", "form", "sheet", "certificate"]
    title: Both
    facts: dict[FactName, FactKind]
    block: Annotated[tuple[BlockSpec, ...], BeforeValidator(_frozen)]
    legal_basis: Both
    garuda: bool = False
    page_code: bool = False
    subtitle: Both = _NOTHING
    corner: Both = _NOTHING
    number: Both = _NOTHING
    office: Both = _NOTHING
    date: Both = _NOTHING


class PaperWords(_Part):
    """Words that stand on every paper; `watermark_*` has one line per line of text."""

    missing: Both
    none: Both
    dots: Both
    watermark_draft: Both
    watermark_training: Both
    foot_page: Annotated[dict[Language, str], Field(min_length=2)]
    foot_snapshot: Both
    foot_template: Both
