"""Blank forms in numbered batches, each with a code to be read or typed at the counter (X25)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.intake.form_batches import FormBatch, PrintForms
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import FormBatchId, RecordId
from cso_registry.workspace.paper_kinds.all_kinds import paper_kind
from cso_registry.workspace.paper_making import PaperMaker, sheet_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cso_registry.documents.content import PaperContent
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace


def number_forms(workspace: Workspace, session: Session, forms: int) -> FormBatch:
    """Take the number of a new batch of `forms` blank forms.

    Raises:
        DeniedError: When the officer does not work at the counter.
    """
    batch = FormBatchId(workspace.program.means.identities.new())
    workspace.perform(PrintForms(form_batch=batch, forms=forms), session)
    return _batch(workspace, batch, batch)


def batch_numbered(workspace: Workspace, number: str) -> FormBatch:
    """Return a batch that was numbered before.

    Raises:
        InputError: `intake.not_a_form_batch`.
    """
    found = workspace.read.by_number(number, "forms")
    if len(found) != 1:
        raise InputError("intake.not_a_form_batch", number=number)
    return _batch(workspace, found[0], number)


def held_batch(workspace: Workspace, identity: RecordId) -> FormBatch:
    """Return a batch that was numbered, by its identity.

    Raises:
        InputError: `intake.not_a_form_batch`.
    """
    return _batch(workspace, identity, identity)


def draw_forms(workspace: Workspace, batch: FormBatch, language: Language) -> bytes:
    """Return one PDF of all forms of a batch, the same whenever it is drawn."""
    maker = PaperMaker(workspace, language)
    return maker.draw(_forms(maker, batch))


def _forms(maker: PaperMaker, batch: FormBatch) -> Iterator[PaperContent]:
    made = batch.made
    if made is None:
        return
    kind = paper_kind(made.code)
    for code in batch.codes:
        yield maker.content(
            sheet_of(kind, None, more={"form_code": code, "has_form_code": True}), None
        )


def _batch(workspace: Workspace, identity: RecordId, number: str) -> FormBatch:
    found = workspace.read.record(identity)
    if not isinstance(found, FormBatch) or found.made is None:
        raise InputError("intake.not_a_form_batch", number=number)
    return found
