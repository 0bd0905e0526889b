"""Officers sign in at their desk with a secret of their own (design, section 5)."""

from __future__ import annotations

from base64 import b32encode
from typing import TYPE_CHECKING

from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.seal.passphrase import (
    STANDARD_COST,
    Cost,
    check_verifier,
    make_verifier,
    require_strong,
)
from cso_registry.seal.secret import Secret, system_randomness
from cso_registry.storage import desk
from cso_registry.workspace.performing import Session

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.offices.records import Officer
    from cso_registry.kernel.ids import OfficerId
    from cso_registry.seal.secret import Randomness
    from cso_registry.storage.connection import Connection
    from cso_registry.storage.store import Store
    from cso_registry.workspace.performing import Clock

FREE_TRIES = 4
FIRST_WAIT_MS = 30_000
LONGEST_WAIT_MS = 3_600_000
DOUBLINGS = 8


class SignIn:
    """Checks officers' secrets against the verifiers of this desk."""

    def __init__(self, connection: Connection, store: Store, clock: Clock) -> None:
        self._connection = connection
        self._store = store
        self._clock = clock

    def enter(self, officer: OfficerId, secret: Secret, *, is_first: bool = False) -> Session:
        """Return a session of `officer`.

        After four wrong tries each further one waits, twice as long every time.

        Args:
            officer: Who signs in.
            secret: What they typed.
            is_first: Whether somebody else gave this secret: then nothing is open to it.

        Raises:
            KnownError: `sign_in.wrong_secret`, `sign_in.wait`, `sign_in.no_secret_here`,
                `sign_in.first_secret`.
        """
        self._check(officer, secret)
        if is_first:
            raise KnownError("sign_in.first_secret")
        return Session(officer)

    def _check(self, officer: OfficerId, secret: Secret) -> None:
        known = desk.verifier(self._connection, officer)
        if known is None:
            raise KnownError("sign_in.no_secret_here")
        made, failures, last_failure = known
        now = self._clock.now_ms()
        if failures and now < last_failure:
            # A clock set back neither opens the door nor locks it for longer than the wait.
            last_failure = now
            self._store.run(lambda connection: desk.wait_from(connection, officer, now_ms=now))
        wait = waiting_ms(failures, last_failure, now)
        if wait > 0:
            raise KnownError("sign_in.wait", seconds=-(-wait // 1000))
        is_right = check_verifier(secret, made)
        self._store.run(
            lambda connection: desk.note_try(connection, officer, right=is_right, now_ms=now)
        )
        if not is_right:
            raise KnownError("sign_in.wrong_secret")


def waiting_ms(failures: int, last_failure_ms: int, now_ms: int) -> int:
    """Return how many milliseconds the next try must wait."""
    if failures < FREE_TRIES:
        return 0
    wait = LONGEST_WAIT_MS
    if failures - FREE_TRIES < DOUBLINGS:
        wait = min(FIRST_WAIT_MS << (failures - FREE_TRIES), LONGEST_WAIT_MS)
    return max(0, wait - max(0, now_ms - last_failure_ms))


def new_verifier(secret: Secret, officer: Officer | None, cost: Cost = STANDARD_COST) -> str:
    """Return the verifier of a new secret.

    Raises:
        InputError: When it is easily guessed, such as the officer's own name.
    """
    person = None if officer is None else officer.person
    unlike = (
        () if person is None else (person.given, person.family, f"{person.given}{person.family}")
    )
    require_strong(secret, unlike=unlike)
    return make_verifier(secret, cost=cost)


def first_secret(randomness: Randomness = system_randomness) -> Secret:
    """Return a first secret to be told once: sixteen letters and digits in groups of four.

    It has 80 bits; the alphabet leaves out what is easily misread.
    """
    letters = b32encode(randomness(10)).decode().lower()
    return Secret.of_text("-".join(letters[at : at + 4] for at in range(0, 16, 4)))


def find_officer(officers: Iterable[Officer], named: str) -> Officer:
    """Return the officer whose id, or whole or partial name, is `named`.

    An empty name means the only officer there is.

    Raises:
        InputError: `sign_in.unknown_officer` or `sign_in.several_officers`.
    """
    known = list(officers)
    by_id = [one for one in known if one.id == named]
    matching = by_id or [one for one in known if named in one.display_name]
    if not matching:
        raise InputError("sign_in.unknown_officer", named=named)
    if len(matching) > 1:
        raise InputError("sign_in.several_officers", named=named, count=len(matching))
    return matching[0]
