"""The paper snapshot: everything a paper says, decided, in words and digits.

This is what is frozen in the journal. It prints the same text in every later release,
so a field is never taken away or given another meaning, and a new one has a default
that changes nothing on paper: what equals its default is not written, and so the hash
of an old snapshot stays what it was. Lengths are whole millimetres.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from cso_registry.kernel.canonical import canonical_bytes, digest, read_canonical
from cso_registry.kernel.errors import InputError

SNAPSHOT_LIMIT: Final = 8 * 1024 * 1024
Share = Annotated[int, Field(ge=1, le=1000)]
Millimetres = Annotated[int, Field(ge=0, le=257)]
FootLine = Annotated[str, Field(max_length=400)]
Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)


class Heading(_Part):
    """A heading; it stays with what follows."""

    kind: Literal["heading"]
    text: str
    level: Literal[1, 2] = 1
    align: Literal["left", "center"] = "left"


class Display(_Part):
    """A name in large letters in the middle; long ones are made smaller, then broken."""

    kind: Literal["display"]
    text: str


class Paragraph(_Part):
    """Running text. Line ends in it are kept."""

    kind: Literal["paragraph"]
    text: str
    indent: bool = True
    align: Literal["left", "center", "right", "justify"] = "justify"
    strong: bool = False


class Note(_Part):
    """Small print, in italics, or in a frame when it must not be overlooked."""

    kind: Literal["note"]
    text: str
    framed: bool = False


class Cell(_Part):
    """A label and its value; `lines` dotted lines to write on when there is no value."""

    label: str
    value: str
    share: Share = 1
    lines: Annotated[int, Field(ge=1, le=40)] = 1


class LabelRow(_Part):
    """Labels and values beside each other."""

    cells: Annotated[tuple[Cell, ...], Field(min_length=1, max_length=6)]


class LabelRows(_Part):
    """Rows of labels and values; `ruled` rows stand on dotted lines, as on a form.

    Labels are as wide as their words, or `label_mm`; `strong` labels are bold.
    """

    kind: Literal["rows"]
    rows: tuple[LabelRow, ...]
    label_mm: Millimetres = 0
    ruled: bool = False
    strong: bool = False


class Column(_Part):
    """A column of a table: heading, share of the width, alignment."""

    title: str
    share: Share = 1
    align: Literal["left", "center", "right"] = "left"


class Table(_Part):
    """A table; its head is repeated on each page."""

    kind: Literal["table"]
    columns: Annotated[tuple[Column, ...], Field(min_length=1, max_length=12)]
    rows: tuple[tuple[str, ...], ...]

    @model_validator(mode="after")
    def _every_row_is_whole(self) -> Table:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("row length")
        return self


class Bar(_Part):
    """One bar: what it stands for, its number in words, its length in thousandths."""

    name: str
    said: str
    length: Annotated[int, Field(ge=0, le=1000)]


class Bars(_Part):
    """A chart of bars; its title is the finding or the question, its source is under it."""

    kind: Literal["bars"]
    title: str
    bars: tuple[Bar, ...]
    source: str = ""
    empty: str = ""


class Choice(_Part):
    """One line of a checklist."""

    text: str
    checked: bool = False


class Checklist(_Part):
    """Boxes, ticked or empty, in up to three columns, read downwards."""

    kind: Literal["checklist"]
    items: tuple[Choice, ...]
    columns: Literal[1, 2, 3] = 1


class ListItem(_Part):
    """One item of a list and the number that stands before it."""

    label: str
    text: str


class NumberedList(_Part):
    """Items with their numbers; the lines of an item stand under each other."""

    kind: Literal["list"]
    items: tuple[ListItem, ...]


class Signatory(_Part):
    """One who signs: the word before the line, the one after it, name and lines below."""

    before: str
    name: str
    after: str = ""
    below: tuple[str, ...] = ()


class Signatures(_Part):
    """Those who sign; never alone on a page. With `seal` a place for the office seal."""

    kind: Literal["signatures"]
    people: Annotated[tuple[Signatory, ...], Field(min_length=1)]
    closing: str = ""
    columns: Literal[1, 2] = 1
    seal: bool = False


class WritingLines(_Part):
    """Empty dotted lines to write on by hand."""

    kind: Literal["lines"]
    count: Annotated[int, Field(ge=1, le=60)]


class Separator(_Part):
    """A line across the page."""

    kind: Literal["separator"]


class Spacer(_Part):
    """Empty room."""

    kind: Literal["spacer"]
    height_mm: Annotated[int, Field(ge=1, le=200)]


class Code(_Part):
    """A square code that a camera reads, with words beside it.

    `text` is what the code holds, empty while it is not signed; `short` is typed by hand.
    With `people` those who sign stand beside the code, and its words under it; `seal`
    leaves a place for the office seal between them.
    """

    kind: Literal["code"]
    text: Annotated[str, Field(max_length=1200)] = ""
    heading: str = ""
    short: str = ""
    caption: str = ""
    side_mm: Annotated[int, Field(ge=25, le=80)] = 46
    people: tuple[Signatory, ...] = ()
    seal: bool = False


Block = Annotated[
    Heading
    | Display
    | Paragraph
    | Note
    | LabelRows
    | Table
    | Bars
    | Checklist
    | NumberedList
    | Signatures
    | WritingLines
    | Code
    | Separator
    | Spacer,
    Field(discriminator="kind"),
]


class FootWords(_Part):
    """The words of the foot; `{page}` and `{pages}` stand for numbers."""

    page: str
    snapshot: str
    template: str
    thai_digits: bool = False


class PaperContent(_Part):
    """A paper, decided.

    `layout` is letter, form (title on top), sheet (garuda, title) or certificate (the same
    in a frame). With `page_code` each page carries a small code of its own, by which a scan
    is known again.
    """

    snapshot_format: Literal[1]
    paper: Annotated[str, Field(pattern=r"^[DLS]-\d{2}$")]
    template_version: str
    template_hash: Digest
    language: Literal["th", "en"]
    layout: Literal["letter", "form", "sheet", "certificate"]
    title: str
    blocks: tuple[Block, ...]
    foot: FootWords
    page_size: Literal["A4"] = "A4"
    subtitle: str = ""
    corner: str = ""
    number: str = ""
    office: tuple[str, ...] = ()
    date: str = ""
    legal_basis: Annotated[tuple[FootLine, ...], Field(max_length=6)] = ()
    watermark: tuple[str, ...] = ()
    draft: bool = False
    garuda: bool = False
    page_code: bool = False

    @model_validator(mode="after")
    def _a_draft_says_so(self) -> PaperContent:
        if self.draft and not self.watermark:
            raise ValueError("a draft needs a watermark")
        return self


def snapshot_bytes(content: PaperContent) -> bytes:
    """Return the canonical JSON that is frozen and hashed."""
    return canonical_bytes(content.model_dump(mode="json", exclude_defaults=True))


def snapshot_hash(content: PaperContent) -> str:
    """Return the SHA-256 of the canonical JSON, 64 hexadecimal digits."""
    return digest(snapshot_bytes(content)).hex()


def read_snapshot(data: bytes) -> PaperContent:
    """Return the paper that was frozen as ``data``.

    Raises:
        InputError: ``documents.snapshot_unreadable``, for bytes that are no snapshot of
            a format this release knows; ``canonical.*`` for bytes that are not canonical.
    """
    read_canonical(data, limit=SNAPSHOT_LIMIT)
    try:
        return PaperContent.model_validate_json(data)
    except ValidationError as error:
        raise InputError("documents.snapshot_unreadable") from error
