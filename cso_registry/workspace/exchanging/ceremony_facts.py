"""The sheet of a key ceremony: whose keys these are, which words were compared, who keeps what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.offices.records import KeyPurpose
from cso_registry.exchange.enrolment import Enrolment
from cso_registry.exchange.trust import roots_of
from cso_registry.kernel.canonical import digest
from cso_registry.kernel.errors import InputError
from cso_registry.storage.desk import TRAINING
from cso_registry.storage.trust_table import ROSTER_KEY
from cso_registry.workspace.exchanging.neighbours import Neighbours
from cso_registry.workspace.exchanging.trusting import said_of
from cso_registry.workspace.key_trust import KeyWords

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.documents.facts import FactRow, FactValue
    from cso_registry.domain.offices.records import Office
    from cso_registry.exchange.trust import Trust
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.showing import Showing

APART = "  "
TO_WRITE = "................"


def ceremony_facts(office: Office, showing: Showing, reading: Reading) -> Mapping[str, FactValue]:
    """Return the facts of S-33: of the national root at who keeps it, else of this office.

    Raises:
        InputError: `keys.none`.
    """
    signing = office.key_in_use(KeyPurpose.SIGNING)
    sealing = office.key_in_use(KeyPurpose.SEALING)
    if signing is None or sealing is None:
        raise InputError("keys.none")
    words = KeyWords(showing.program.resources)
    is_training = reading.exchange.setting(TRAINING) == "yes"
    asked = Enrolment(office=said_of(office), training=is_training)
    trust = Neighbours(office, showing, reading).trust
    identity = office.identity
    return {
        "office": showing.office_name(),
        "office_code": "" if identity is None else identity.code,
        "made_on": showing.day(showing.today),
        "is_root": reading.exchange.trust(ROSTER_KEY) is not None,
        "has_joined": trust is not None,
        "root_words": "" if trust is None else APART.join(words.of(trust.fingerprint)),
        "root_keys": [] if trust is None else _root_rows(trust),
        "roster": "" if trust is None else str(trust.roster.version),
        "request_words": APART.join(words.of(asked.fingerprint)),
        "signing": signing.public,
        "sealing": sealing.public,
        "desks": [
            {"mark": one.mark or "–", "replica": str(one.replica)} for one in office.desks.values()
        ],
    }


def _root_rows(trust: Trust) -> list[FactRow]:
    newest = roots_of(trust.spelt)[-1].signed
    return [
        {
            "number": str(number),
            "id": digest(bytes.fromhex(public)).hex()[:16],
            "holder": TO_WRITE,
            "place": TO_WRITE,
            "signed": TO_WRITE,
        }
        for number, public in enumerate(newest.roles["root"].keyids, start=1)
    ]
