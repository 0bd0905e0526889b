"""From a template and facts to a paper snapshot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from cso_registry.documents import content
from cso_registry.documents.facts import FactRow, Facts, FactValue
from cso_registry.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cso_registry.documents import template_model as specs
    from cso_registry.documents.templates import Template


_EMPTY_LINE: Final = "\n\n"


def compose(
    template: Template,
    facts: Mapping[str, FactValue],
    *,
    language: specs.Language,
    thai_digits: bool,
    draft: bool = False,
    training: bool = False,
    blank: bool = False,
) -> content.PaperContent:
    """Return the paper, decided word for word.

    Args:
        template: From ``load_templates``.
        facts: Display values by name: text, flags, or rows. A flag that is not given is
            false; any other fact that is not given prints as not recorded.
        language: Of the words of the template.
        thai_digits: Whether digits print as Thai ones, but for verbatim facts.
        draft: Whether the paper has no number yet: it carries a watermark.
        training: Whether it comes from a training registry: it carries a watermark.
        blank: Whether it is to be filled by hand: missing facts become dotted lines.

    Raises:
        InputError: ``documents.fact_kind``; ``documents.paper_too_long``, for texts that
            do not fit the snapshot, such as a legal basis of more than six lines.
    """
    shown = Facts(template, facts, language=language, thai_digits=thai_digits, blank=blank)
    spec, words = template.spec, template.words
    marks = ((words.watermark_draft, draft), (words.watermark_training, training))
    try:
        return content.PaperContent(
            snapshot_format=1,
            paper=spec.paper,
            template_version=spec.version,
            template_hash=template.hash,
            language=language,
            layout=spec.layout,
            title=shown.plain(spec.title),
            subtitle=shown.plain(spec.subtitle),
            corner=shown.plain(spec.corner),
            number=shown.text(spec.number),
            office=_lines(shown.text(spec.office)),
            date=shown.text(spec.date),
            blocks=tuple(_blocks(spec, shown)),
            legal_basis=_lines(shown.text(spec.legal_basis, missing=shown.missing())),
            watermark=tuple(
                line for text, stands in marks if stands for line in _lines(shown.plain(text))
            ),
            foot=content.FootWords(
                page=words.foot_page[language],
                snapshot=shown.plain(words.foot_snapshot),
                template=shown.plain(words.foot_template),
                thai_digits=thai_digits,
            ),
            draft=draft,
            garuda=spec.garuda,
            page_code=spec.page_code,
        )
    except ValidationError as error:
        raise InputError("documents.paper_too_long", paper=spec.paper) from error


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.splitlines() if line.strip())


def _blocks(spec: specs.TemplateSpec, facts: Facts) -> list[content.Block]:
    blocks: list[content.Block] = []
    for block in spec.block:
        stands = block.when is None or facts.flag(block.when)
        if stands and not facts.flag(block.unless):
            made = _COMPOSERS[block.kind](block, facts)
            if isinstance(made, tuple):
                blocks.extend(made)
            elif made is not None:
                blocks.append(made)
    return blocks


def composed_block(spec: specs.BlockSpec, facts: Facts) -> content.Block | None:
    """Return one block of a template as it stands on the paper; None when it does not stand."""
    stands = spec.when is None or facts.flag(spec.when)
    made = _COMPOSERS[spec.kind](spec, facts) if stands and not facts.flag(spec.unless) else None
    return next(iter(made), None) if isinstance(made, tuple) else made


def _heading(spec: specs.HeadingSpec, facts: Facts) -> content.Heading:
    text = facts.text(spec.text)
    return content.Heading(kind="heading", text=text, level=spec.level, align=spec.align)


def _display(spec: specs.DisplaySpec, facts: Facts) -> content.Display:
    return content.Display(kind="display", text=facts.text(spec.text))


def _paragraph(spec: specs.ParagraphSpec, facts: Facts) -> tuple[content.Paragraph, ...]:
    """Return a paragraph, or several where an empty line parts the text of a fact."""
    return tuple(
        content.Paragraph(
            kind="paragraph",
            text=text,
            indent=spec.indent,
            align=spec.align,
            strong=spec.strong,
        )
        for text in facts.text(spec.text).split(_EMPTY_LINE)
    )


def _note(spec: specs.NoteSpec, facts: Facts) -> content.Note:
    return content.Note(kind="note", text=facts.text(spec.text), framed=spec.framed)


def _label_rows(spec: specs.RowsSpec, facts: Facts) -> content.LabelRows:
    rows = tuple(
        content.LabelRow(cells=tuple(_cell(cell, facts) for cell in row)) for row in spec.rows
    )
    return content.LabelRows(
        kind="rows", rows=rows, label_mm=spec.label_mm, ruled=spec.ruled, strong=spec.strong
    )


def _cell(spec: specs.CellSpec, facts: Facts) -> content.Cell:
    return content.Cell(
        label=facts.text(spec.label),
        value=facts.cell(spec.value),
        share=spec.share,
        lines=spec.lines,
    )


def _table(spec: specs.TableSpec, facts: Facts) -> content.Table:
    columns = tuple(
        content.Column(title=facts.text(column.title), share=column.share, align=column.align)
        for column in spec.columns
    )
    rows = facts.rows(spec.fact)
    if facts.blank and not rows:
        body = [("",) * len(columns)] * spec.blank_rows
    elif not rows:
        body = [_said_instead(spec, facts.missing() if rows is None else facts.none())]
    else:
        body = [tuple(_value(row, column, facts) for column in spec.columns) for row in rows]
    return content.Table(kind="table", columns=columns, rows=tuple(body))


def _said_instead(spec: specs.TableSpec, words: str) -> tuple[str, ...]:
    """Return a row that says in its widest column why there is nothing."""
    shares = [column.share for column in spec.columns]
    widest = shares.index(max(shares))
    return tuple(words if at == widest else "" for at in range(len(shares)))


def _value(row: FactRow, column: specs.ColumnSpec, facts: Facts) -> str:
    value = str(row.get(column.key, ""))
    return value if column.verbatim else facts.digits(value)


def _bars(spec: specs.BarsSpec, facts: Facts) -> content.Bars:
    rows = facts.rows(spec.fact)
    return content.Bars(
        kind="bars",
        title=facts.text(spec.title),
        bars=tuple(
            content.Bar(
                name=facts.digits(str(row["name"])),
                said=facts.digits(str(row["said"])),
                length=int(str(row["length"])),
            )
            for row in rows or ()
        ),
        source=facts.text(spec.source),
        empty="" if rows else facts.missing() if rows is None else facts.none(),
    )


def _checklist(
    spec: specs.ChecklistSpec, facts: Facts
) -> content.Checklist | content.Paragraph | content.WritingLines:
    if spec.fact is None:
        items = tuple(
            content.Choice(text=facts.text(option.text), checked=facts.flag(option.flag))
            for option in spec.options
        )
        return content.Checklist(kind="checklist", items=items, columns=spec.columns)
    rows = facts.rows(spec.fact)
    if not rows:
        if facts.blank:
            return content.WritingLines(kind="lines", count=2)
        text = facts.missing() if rows is None else facts.none()
        return content.Paragraph(kind="paragraph", text=text, indent=False, align="left")
    items = tuple(
        content.Choice(text=facts.digits(str(row["text"])), checked=row.get("checked") is True)
        for row in rows
    )
    return content.Checklist(kind="checklist", items=items, columns=spec.columns)


def _numbered_list(spec: specs.ListSpec, facts: Facts) -> content.NumberedList | content.Paragraph:
    rows = facts.rows(spec.fact)
    if not rows:
        text = facts.missing() if rows is None else facts.none()
        return content.Paragraph(kind="paragraph", text=text, indent=False, align="left")
    items = tuple(
        content.ListItem(label=facts.digits(f"{number}."), text=facts.digits(str(row["text"])))
        for number, row in enumerate(rows, 1)
    )
    return content.NumberedList(kind="list", items=items)


def _signatures(spec: specs.SignaturesSpec, facts: Facts) -> content.Signatures | None:
    people = (
        tuple(_person(person, facts) for person in spec.people)
        if spec.fact is None
        else _signers(spec.fact, spec.before, facts)
    )
    return content.Signatures(
        kind="signatures",
        people=people or (content.Signatory(before=facts.plain(spec.before), name=""),),
        closing=facts.text(spec.closing),
        columns=spec.columns,
        seal=spec.seal,
    )


def _signers(fact: str, before: specs.Words, facts: Facts) -> tuple[content.Signatory, ...]:
    """Return those who sign from the rows of a fact."""
    return tuple(
        content.Signatory(
            before=facts.plain(before),
            name=facts.digits(str(row["name"])),
            below=_lines(facts.digits(str(row.get("post", "")))),
        )
        for row in facts.rows(fact) or ()
    )


def _person(spec: specs.PersonSpec, facts: Facts) -> content.Signatory:
    below = (facts.text(line) for line in spec.below)
    return content.Signatory(
        before=facts.plain(spec.before),
        name=facts.text(spec.name, missing=""),
        after=facts.plain(spec.after),
        below=tuple(line for text in below for line in _lines(text)),
    )


def _writing_lines(spec: specs.LinesSpec, facts: Facts) -> content.WritingLines | None:
    if not (facts.blank or spec.always):
        return None
    return content.WritingLines(kind="lines", count=spec.count)


def _code(spec: specs.CodeSpec, facts: Facts) -> content.Code:
    return content.Code(
        kind="code",
        text=facts.text(spec.text, missing=""),
        heading=facts.text(spec.heading),
        short=facts.text(spec.short, missing=""),
        caption=facts.text(spec.caption),
        side_mm=spec.side_mm,
        people=() if spec.fact is None else _signers(spec.fact, spec.before, facts),
        seal=spec.seal,
    )


def _separator(_: specs.SeparatorSpec, __: Facts) -> content.Separator:
    return content.Separator(kind="separator")


def _spacer(spec: specs.SpacerSpec, _: Facts) -> content.Spacer:
    return content.Spacer(kind="spacer", height_mm=spec.height_mm)


_Made = content.Block | tuple[content.Block, ...] | None
_COMPOSERS: Final[dict[str, Callable[[Any, Facts], _Made]]] = {
    "heading": _heading,
    "display": _display,
    "paragraph": _paragraph,
    "note": _note,
    "rows": _label_rows,
    "table": _table,
    "bars": _bars,
    "checklist": _checklist,
    "list": _numbered_list,
    "signatures": _signatures,
    "lines": _writing_lines,
    "code": _code,
    "separator": _separator,
    "spacer": _spacer,
}
