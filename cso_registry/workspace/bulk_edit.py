"""One field of many subjects is changed at once: tried first, then all in one batch (F:L2, X43).

What the rules refuse is left out and told. The batch is undone as a whole, as far as nobody
touched its subjects since.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import orjson
from pydantic import ValidationError

from cso_registry.domain.batches.edit_acts import OpenEdit
from cso_registry.domain.organizations.acts import AmendFromSheet
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.rule import RefusedError
from cso_registry.kernel.errors import InputError, RegistryError
from cso_registry.kernel.ids import BatchId, OrganizationId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cso_registry.domain.record import FieldGroup
    from cso_registry.kernel.ids import RecordId
    from cso_registry.storage.verify import Progress
    from cso_registry.workspace.performing import Session, Work
    from cso_registry.workspace.workspace import Workspace

FIELDS: Final = (
    ("purposes", "main"),
    ("purposes", "others"),
    ("purposes", "beneficiaries"),
    ("address", "place"),
    ("address", "road"),
    ("address", "postal"),
    ("contact", "website"),
    ("resources", "standards"),
)
"""What can be changed of many at once: nothing personal, and nothing that is one subject's own."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to become of one field.

    Attributes:
        value: As JSON says it; None empties the field.
    """

    group: str
    field: str
    value: Any
    reason: str


@dataclass(frozen=True, slots=True)
class EditLine:
    """One subject: its name, and the field before and after, as JSON says it."""

    title: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class NotEdited:
    """A subject that stays as it is, and why."""

    title: str
    error: RegistryError


@dataclass(slots=True)
class EditOutcome:
    """What a bulk edit did, or would do.

    Attributes:
        same: How many have the value already.
    """

    batch: BatchId
    changed: list[EditLine] = field(default_factory=list)
    refused: list[NotEdited] = field(default_factory=list)
    same: int = 0


class _RollBackError(Exception):
    """Ends a trial."""


def edit_many(
    workspace: Workspace,
    records: Sequence[RecordId],
    wish: Wish,
    session: Session,
    progress: Progress,
    *,
    is_trial: bool,
) -> EditOutcome:
    """Change a field of many subjects in one transaction; a trial does the same and rolls back.

    Raises:
        InputError: `bulk.unknown_field`.
        RefusedError: When nothing would change; nothing is recorded then.
        DeniedError: When the officer may not change one of them; nothing is recorded then.
    """
    if (wish.group, wish.field) not in FIELDS:
        raise InputError("bulk.unknown_field", field=f"{wish.group}.{wish.field}")
    outcome = EditOutcome(BatchId(workspace.program.means.identities.new()))
    with suppress(_RollBackError), workspace.performer.performing() as work:
        for done, identity in enumerate(records):
            progress(done, len(records))
            record = work.record(identity)
            if isinstance(record, Organization):
                _edit(work, record, wish, session, outcome)
        if is_trial:
            raise _RollBackError
        opening = OpenEdit(
            batch=outcome.batch,
            group=wish.group,
            field=wish.field,
            records=len(outcome.changed),
            reason=wish.reason,
        )
        work.perform(opening, session, batch=outcome.batch)
    progress(len(records), len(records))
    return outcome


def _edit(
    work: Work, record: Organization, wish: Wish, session: Session, outcome: EditOutcome
) -> None:
    before: FieldGroup | None = getattr(record, wish.group)
    try:
        after = _after(before, wish)
        if after == before:
            outcome.same += 1
            return
        act = AmendFromSheet.model_validate(
            {
                "organization": OrganizationId(record.id),
                "reason": wish.reason,
                wish.group: after,
            }
        )
        work.perform(act, session, batch=outcome.batch)
    except (RefusedError, InputError) as error:
        outcome.refused.append(NotEdited(record.display_name, error))
        return
    line = EditLine(record.display_name, _plain(before, wish.field), _plain(after, wish.field))
    outcome.changed.append(line)


def _after(before: FieldGroup | None, wish: Wish) -> FieldGroup:
    """Return the group with its field changed.

    Raises:
        InputError: `bulk.no_group`, `bulk.not_accepted`.
    """
    model: type[FieldGroup] = Organization.slots[wish.group].model
    old = {} if before is None else before.model_dump(mode="json")
    try:
        return model.model_validate_json(orjson.dumps({**old, wish.field: wish.value}))
    except ValidationError:
        key = "bulk.no_group" if before is None else "bulk.not_accepted"
        raise InputError(key, group=wish.group, field=wish.field) from None


def _plain(group: FieldGroup | None, name: str) -> Any:
    return None if group is None else group.model_dump(mode="json")[name]
