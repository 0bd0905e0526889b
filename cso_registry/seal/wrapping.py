"""A random data key, locked so that only one passphrase or recovery key opens it.

What the locked form says about itself (registry, purpose, cost, salt) is proved
together with the key: moved to another registry or given another purpose it does
not open.
"""

from __future__ import annotations

from io import BytesIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from cso_registry.kernel.errors import KnownError
from cso_registry.seal.age import decrypt_with, encrypt_to
from cso_registry.seal.passphrase import SALT_BYTES, STANDARD_COST, Cost, derive_key
from cso_registry.seal.secret import Randomness, Secret, system_randomness
from cso_registry.seal.wrapped import (
    Binding,
    PassphraseWrapped,
    RecoveryWrapped,
    WrappedKey,
    decoded,
    encoded,
)

NONCE_BYTES = 12


def wrap_with_passphrase(
    secret: Secret,
    passphrase: Secret,
    binding: Binding,
    *,
    cost: Cost = STANDARD_COST,
    randomness: Randomness = system_randomness,
) -> PassphraseWrapped:
    """Return `secret` locked with `passphrase` at `cost`."""
    salt = randomness(SALT_BYTES)
    open_form = PassphraseWrapped(
        registry=binding.registry,
        purpose=binding.purpose,
        nonce=encoded(randomness(NONCE_BYTES)),
        salt=encoded(salt),
        cost=cost,
        sealed="",
    )
    key = derive_key(passphrase, salt, cost)
    return open_form.model_copy(update={"sealed": _lock(open_form, secret, key)})


def unwrap_with_passphrase(
    wrapped: PassphraseWrapped,
    passphrase: Secret,
    binding: Binding,
) -> Secret:
    """Return the secret in `wrapped`.

    Raises:
        KnownError: `seal.wrong_passphrase`; a damaged form cannot be told from a
            mistyped passphrase.
    """
    _require_binding(wrapped, binding)
    key = derive_key(passphrase, decoded(wrapped.salt), wrapped.cost)
    return _unlock(wrapped, key)


def wrap_for_recovery(secret: Secret, recipient: str, binding: Binding) -> RecoveryWrapped:
    """Return `secret` locked so that only the identity of `recipient` opens it.

    Raises:
        KnownError: `seal.bad_recipient`.
    """
    open_form = RecoveryWrapped(
        registry=binding.registry,
        purpose=binding.purpose,
        recipient=recipient,
        sealed="",
    )
    sealed = BytesIO()
    content = _length_first(open_form.authenticated()) + secret.reveal()
    encrypt_to([recipient], BytesIO(content), sealed)
    return open_form.model_copy(update={"sealed": encoded(sealed.getvalue())})


def unwrap_with_recovery(wrapped: RecoveryWrapped, identity: Secret, binding: Binding) -> Secret:
    """Return the secret in `wrapped`, opened by the private recovery key.

    Raises:
        KnownError: `seal.not_for_this_key`, for another identity, binding or any
            changed bit; `seal.bad_identity`, when `identity` is no age identity.
    """
    _require_binding(wrapped, binding)
    opened = BytesIO()
    decrypt_with(identity, BytesIO(decoded(wrapped.sealed)), opened)
    start = _length_first(wrapped.authenticated())
    if not opened.getvalue().startswith(start):
        raise KnownError("seal.not_for_this_key")
    return Secret(opened.getvalue()[len(start) :])


def _require_binding(wrapped: WrappedKey, binding: Binding) -> None:
    if wrapped.binding != binding:
        raise KnownError("seal.key_of_another_registry")


def _lock(form: PassphraseWrapped, secret: Secret, key: Secret) -> str:
    cipher = AESGCM(key.reveal())
    return encoded(cipher.encrypt(decoded(form.nonce), secret.reveal(), form.authenticated()))


def _unlock(form: PassphraseWrapped, key: Secret) -> Secret:
    nonce, sealed = decoded(form.nonce), decoded(form.sealed)
    if len(nonce) != NONCE_BYTES:
        raise KnownError("seal.damaged_key")
    try:
        return Secret(AESGCM(key.reveal()).decrypt(nonce, sealed, form.authenticated()))
    except InvalidTag:
        raise KnownError("seal.wrong_passphrase") from None


def _length_first(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data
