"""Which office a computer belongs to, and what offices are called, as papers need it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.exchange.models import SignedSegment
from cso_registry.exchange.trust import read_trust
from cso_registry.storage.trust_table import PIN, SPELT

if TYPE_CHECKING:
    from cso_registry.domain.offices.records import Office
    from cso_registry.exchange.trust import Trust
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.showing import Showing


class Neighbours:
    """The offices of the roster in force here, and their computers."""

    def __init__(self, office: Office, showing: Showing, reading: Reading) -> None:
        self._reading = reading
        self._own = str(office.id)
        self._desks = {str(one.replica) for one in office.desks.values()}
        self.trust = _trust(reading)
        self._names = {self._own: showing.office_name()}
        for one in () if self.trust is None else self.trust.roster.offices.values():
            named = one.name_en or one.name_th if showing.language == "en" else one.name_th
            self._names.setdefault(one.office, named)

    def is_ours(self, replica: str) -> bool:
        """Return whether a computer belongs to this office."""
        return self.office_of(replica) == self._own

    def office_of(self, replica: str) -> str:
        """Return the identity of the office of a computer; empty when not known here."""
        if replica in self._desks:
            return self._own
        signed = self._reading.exchange.segments.signed_by(replica)
        return "" if signed is None else SignedSegment.read(signed).certificate.certificate.office

    def name(self, office: str) -> str:
        """Return what an office is called; the begin of its identity when not known here."""
        return self._names.get(office, office[:8])


def _trust(reading: Reading) -> Trust | None:
    spelt, pinned = reading.exchange.trust(SPELT), reading.exchange.trust(PIN)
    return None if spelt is None or pinned is None else read_trust(spelt, pinned)
