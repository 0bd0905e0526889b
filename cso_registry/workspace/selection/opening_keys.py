"""The opening key of a call: scores are sealed to one half, the other stays locked.

The locked half is a row of the encrypted store, wrapped with a phrase that only the
committee secretary knows and for each recovery key of the registry. Whoever opens the
store at the desk, or has a backup, cannot read a score with it (design, section 4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.selection.call_acts import OpenCall
from cso_registry.kernel.errors import KnownError
from cso_registry.kernel.ids import CallId
from cso_registry.seal.age import new_identity, recipient_of
from cso_registry.seal.passphrase import STANDARD_COST, Cost, require_strong
from cso_registry.seal.wrapped import (
    Binding,
    PassphraseWrapped,
    RecoveryWrapped,
    read_wrapped,
    write_wrapped,
)
from cso_registry.seal.wrapping import (
    unwrap_with_passphrase,
    unwrap_with_recovery,
    wrap_for_recovery,
    wrap_with_passphrase,
)
from cso_registry.storage import desk
from cso_registry.workspace.keyfile import read_key_file

if TYPE_CHECKING:
    from datetime import date

    from cso_registry.domain.selection.calls import Call
    from cso_registry.seal.recovery import RecoveryKey
    from cso_registry.seal.secret import Secret
    from cso_registry.storage.connection import Connection
    from cso_registry.storage.store import ChangeSet
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace

PURPOSE = "opening key of a call"


def open_call(
    workspace: Workspace,
    call: Call,
    closes: date,
    phrase: Secret,
    session: Session,
    *,
    cost: Cost = STANDARD_COST,
) -> ChangeSet:
    """Open a call with a new opening key; its locked halves are kept in one transaction.

    Args:
        workspace: The open registry.
        call: The draft.
        closes: Last day for proposals.
        phrase: What will open the scores; nobody else needs to know it.
        session: Who opens.
        cost: How dear one guess at the phrase is.

    Raises:
        InputError: `seal.secret_too_short` and its like, `call.no_terms`.
        RefusedError: What the call lacks.
    """
    require_strong(phrase)
    terms = call.terms
    if terms is None:
        raise KnownError("call.no_terms")
    private = new_identity()
    public = recipient_of(private)
    binding = Binding(workspace.registry, f"{PURPOSE} {call.id}")
    locked = wrap_with_passphrase(private, phrase, binding, cost=cost)
    rows = {f"{public} phrase": write_wrapped(locked)}
    for recipient in read_key_file(workspace.folder).recipients:
        wrapped = wrap_for_recovery(private, recipient, binding)
        rows[f"{public} {recipient}"] = write_wrapped(wrapped)
    act = OpenCall(
        call=CallId(call.id),
        mission=terms.mission,
        analysis=terms.analysis,
        costing=terms.costing,
        closes=closes,
        opening_key=public,
    )

    def keep(connection: Connection) -> None:
        for name, row in rows.items():
            desk.put_secret_key(connection, name, row)

    return workspace.performer.perform(act, session, beside=keep)


def opening_key(workspace: Workspace, call: Call, phrase: Secret) -> Secret:
    """Return the half that opens, unlocked with the phrase of the secretary.

    Raises:
        KnownError: `call.not_open`, `call.no_key_here`, `seal.wrong_passphrase`.
    """
    public = _public(call)
    wrapped = read_wrapped(_row(workspace, f"{public} phrase"))
    if not isinstance(wrapped, PassphraseWrapped):
        raise KnownError("seal.damaged_key")
    return unwrap_with_passphrase(wrapped, phrase, _binding(workspace, call))


def opening_key_by_recovery(workspace: Workspace, call: Call, recovery: RecoveryKey) -> Secret:
    """Return the half that opens, unlocked with a recovery key, when the phrase is lost.

    Raises:
        KnownError: `call.not_open`, `call.no_key_here`, `seal.not_for_this_key`.
    """
    public = _public(call)
    wrapped = read_wrapped(_row(workspace, f"{public} {recovery.recipient}"))
    if not isinstance(wrapped, RecoveryWrapped):
        raise KnownError("seal.damaged_key")
    return unwrap_with_recovery(wrapped, recovery.identity, _binding(workspace, call))


def _binding(workspace: Workspace, call: Call) -> Binding:
    return Binding(workspace.registry, f"{PURPOSE} {call.id}")


def _public(call: Call) -> str:
    if call.opening is None:
        raise KnownError("call.not_open")
    return call.opening.opening_key


def _row(workspace: Workspace, name: str) -> bytes:
    found = desk.secret_key(workspace.connection, name)
    if found is None:
        raise KnownError("call.no_key_here")
    return found
