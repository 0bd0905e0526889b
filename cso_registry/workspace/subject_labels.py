"""Address labels of the subjects that a list shows, to be cut apart (F:B4)."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from cso_registry.domain.organizations.records import Organization
from cso_registry.workspace.addressing import addressee
from cso_registry.workspace.desk_sheets import LABELS, SheetTable, draw_tables, training_mark
from cso_registry.workspace.paper_sights import PaperSight, page_pictures
from cso_registry.workspace.showing import Showing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.kernel.ids import RecordId
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace

MOST: Final = 5_000
SIDE_BY_SIDE: Final = (1, 1)


def subject_labels(
    workspace: Workspace, records: Sequence[RecordId], session: Session, language: Language
) -> PaperSight:
    """Return the labels of the first `MOST` subjects, two side by side; the look is logged.

    Subjects without an address are named at the end.
    """
    program, today = workspace.program, workspace.today
    showing = Showing(program, language, today, workspace.office, None)
    labels: list[str] = []
    without: list[str] = []
    for identity in records[:MOST]:
        record = workspace.read.record(identity)
        if not isinstance(record, Organization):
            continue
        to = addressee(record, showing)
        if to.address:
            labels.append(showing.digits(f"{to.name}\n{to.address}"))
        else:
            without.append(record.display_name)
        workspace.note_look(session, f"printed {LABELS}", identity)
    say = program.texts.text
    title = say("labels.title", language)
    pairs = tuple(zip_longest(labels[::2], labels[1::2], fillvalue=""))
    to_words = say("labels.to", language)
    notes = [say("labels.without", language, names=", ".join(without))] if without else []
    pdf = draw_tables(
        program,
        language,
        title=title,
        subtitle=showing.digits(say("labels.count", language, count=len(labels))),
        tables=[SheetTable(title, (to_words, to_words), pairs, SIDE_BY_SIDE)] if pairs else [],
        notes=notes,
        code=LABELS,
        watermark=training_mark(workspace, language),
    )
    return PaperSight(title, None, pdf, page_pictures(pdf), is_sheet=True)
