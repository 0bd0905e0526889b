"""The checklist of an office's first day: what the registry can see, and what only people can."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.offices.records import KeyPurpose, Officer
from cso_registry.domain.roles import Role
from cso_registry.storage.desk import LAST_BACKUP, LAST_PROOF
from cso_registry.workspace.exchanging.neighbours import Neighbours

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cso_registry.documents.facts import FactValue
    from cso_registry.domain.offices.records import Office
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.showing import Showing

FEWEST_ADMINISTRATORS = 2


def first_day_facts(office: Office, showing: Showing, reading: Reading) -> Mapping[str, FactValue]:
    """Return the facts of S-32."""
    identity = office.identity
    seen = dict(_seen(office, showing, reading))
    done = sum(seen.values())
    say = showing.program.texts.text
    return {
        "office": showing.office_name(),
        "office_code": "" if identity is None else identity.code,
        "made_on": showing.day(showing.today),
        "done": str(done),
        "all": str(len(seen)),
        "seen": [
            {"text": say(f"first_day.{name}", showing.language), "checked": there}
            for name, there in seen.items()
        ],
    }


def _seen(office: Office, showing: Showing, reading: Reading) -> Iterator[tuple[str, bool]]:
    """Yield what the registry itself knows to be done."""
    held = {
        purpose: office.key_in_use(purpose) for purpose in (KeyPurpose.SIGNING, KeyPurpose.SEALING)
    }
    neighbours, log = Neighbours(office, showing, reading), reading.exchange.log()
    streams = {replica for replica, _ in reading.exchange.segments.have()}
    yield "keys", all(held)
    yield "administrators", _administrators(showing, reading) >= FEWEST_ADMINISTRATORS
    yield "backup", reading.exchange.setting(LAST_BACKUP) is not None
    yield "proof", reading.exchange.setting(LAST_PROOF) is not None
    yield "joined", neighbours.trust is not None
    yield "kit", any(not neighbours.is_ours(one) for one in streams)
    yield "sent", any(line["what"] == "sent" for line in log)
    yield "answered", any(line.get("answers") for line in log if line["what"] == "received")


def _administrators(showing: Showing, reading: Reading) -> int:
    officers = (one for one in reading.records(Officer.type) if isinstance(one, Officer))
    return sum(
        any(right.role is Role.ADMINISTRATOR for right in one.rights_on(showing.today))
        for one in officers
        if showing.office is not None and one.scope == showing.office.scope
    )
