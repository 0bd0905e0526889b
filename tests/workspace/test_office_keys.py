"""Keys of an office: made at founding, kept encrypted, renewed, and used to sign."""

from __future__ import annotations

from io import BytesIO

import pytest

from cso_registry.domain.offices.records import KeyPurpose
from cso_registry.kernel.errors import KnownError
from cso_registry.seal.age import decrypt_with, encrypt_to
from cso_registry.seal.secret import Secret
from cso_registry.seal.signing import is_signed
from cso_registry.storage import desk as at_desk
from cso_registry.storage.connection import DATABASE_NAME
from tests.support.desk import new_desk

WHY = "ครบกำหนดเปลี่ยนกุญแจ สมมติ"


@pytest.fixture
def opened(tmp_path):
    folder = tmp_path / "registry"
    with new_desk(folder) as desk:
        yield desk


def keys_of(desk):
    return [key for _, key in sorted(desk.workspace.office.keys.items())]


def private_half(desk, public):
    return at_desk.secret_key(desk.workspace._parts.connection, public)


def test_an_office_begins_with_a_key_for_each_purpose(opened):
    replica = opened.workspace.performer.home.replica
    found = {(key.purpose, key.replica) for key in keys_of(opened)}
    assert found == {
        (KeyPurpose.SIGNING, None),
        (KeyPurpose.SEALING, None),
        (KeyPurpose.REPLICA, replica),
    }
    assert all(private_half(opened, key.public) for key in keys_of(opened))


def test_what_the_office_signs_is_proved_by_its_public_key_alone(opened):
    signature = opened.workspace.signer().sign("test", "สมมติ".encode())
    assert (
        signature.public_key.hex() == opened.workspace.office.key_in_use(KeyPurpose.SIGNING).public
    )
    assert is_signed(signature.public_key, "test", "สมมติ".encode(), signature.value)
    assert not is_signed(signature.public_key, "test", "สมมต".encode(), signature.value)
    assert not is_signed(signature.public_key, "another", "สมมติ".encode(), signature.value)


def test_what_is_sealed_to_the_office_opens_with_its_own_key(opened):
    public = opened.workspace.office.key_in_use(KeyPurpose.SEALING).public
    sealed, plain = BytesIO(), BytesIO()
    encrypt_to([public], BytesIO(b"invented"), sealed)
    decrypt_with(Secret(private_half(opened, public)), BytesIO(sealed.getvalue()), plain)
    assert plain.getvalue() == b"invented"


def test_renewing_ends_the_old_keys_and_forgets_none(opened):
    before = keys_of(opened)
    opened.workspace.renew_keys(opened.session, WHY, compromised=True)
    office = opened.workspace.office
    ended = {ending.public: ending for ending in office.key_endings.values()}
    assert ended.keys() == {key.public for key in before}
    assert all(ending.compromised and ending.reason == WHY for ending in ended.values())
    signer = opened.workspace.signer()
    assert signer.public_key.hex() not in ended
    assert all(private_half(opened, key.public) for key in before)
    assert opened.workspace.verify().is_sound


def test_without_the_private_half_nothing_is_signed(opened):
    public = opened.workspace.office.key_in_use(KeyPurpose.SIGNING).public
    opened.workspace._parts.connection.execute("DELETE FROM secret_keys WHERE name = ?", (public,))
    with pytest.raises(KnownError) as told:
        opened.workspace.signer()
    assert told.value.key == "office.no_key"


def test_no_private_half_lies_in_a_file_or_in_the_journal(opened):
    connection = opened.workspace._parts.connection
    halves = [private_half(opened, key.public) for key in keys_of(opened)]
    bodies = connection.column("SELECT body FROM journal")
    files = [path.read_bytes() for path in opened.folder.rglob("*") if path.is_file()]
    assert (opened.folder / DATABASE_NAME).exists()
    for half in halves:
        for content in (*bodies, *files):
            assert half not in content
            assert half.hex().encode() not in content
