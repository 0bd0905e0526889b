"""Opens a registry of the test support as people do: with a passphrase and a secret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.seal.secret import Secret
from cso_registry.storage import desk
from cso_registry.workspace.keyfile import lock, write_key_file
from cso_registry.workspace.sign_in import new_verifier
from tests.support.desk import CHEAP, OFFICER_SECRET, locks
from tests.support.registry import KEY

if TYPE_CHECKING:
    from tests.support.registry import MadeRegistry

IDENTITY = "01a1fc00-0000-7000-8000-0000000000aa"


def made_openable(registry: MadeRegistry) -> None:
    """Give it the keys and the secret with which people open a registry."""
    facts = {desk.REGISTRY_ID: IDENTITY, desk.TRAINING: "yes"}
    registry.store.run(lambda at_desk: desk.put_settings(at_desk, facts))
    verifier = new_verifier(OFFICER_SECRET, None, CHEAP)
    registry.store.run(lambda at_desk: desk.put_verifier(at_desk, registry.founder, verifier))
    write_key_file(registry.folder, lock(IDENTITY, Secret(KEY), locks()))
