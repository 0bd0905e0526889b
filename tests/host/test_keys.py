"""The keyring: only trusted backends, read back, told plainly. Another test uses a real one."""

import base64
import importlib.util
import os
import shutil
import subprocess
import sys
import textwrap
import traceback

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import null
from keyring.errors import (
    InitError,
    KeyringError,
    KeyringLocked,
    NoKeyringError,
    PasswordDeleteError,
    PasswordSetError,
)

from cso_registry.host.keys import SystemKeyring, trusted_backend
from cso_registry.kernel.errors import KnownError
from cso_registry.seal.secret import Secret

CANARY = b"\x00canary-\xff" + bytes(22)
SECRET = Secret(CANARY)


def _backend(module="keyring.backends.SecretService", name="Keyring", **behaviour):
    """A backend kept in memory under the name of a real one."""

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        if (service, username) not in self.kept:
            raise PasswordDeleteError("none")
        del self.kept[service, username]

    parts = {
        "priority": 1,
        "get_password": get_password,
        "set_password": set_password,
        "delete_password": delete_password,
        **behaviour,
        "__module__": module,
        "__qualname__": name,
    }
    before = set(KeyringBackend._classes)
    kind = type(name, (KeyringBackend,), parts)
    KeyringBackend._classes = before
    made = kind()
    made.kept = {}
    return made


@pytest.fixture
def use():
    before = keyring.get_keyring()
    yield lambda backend: keyring.set_keyring(backend) or backend
    keyring.set_keyring(before)


def _raiser(error):
    def act(*_):
        raise error

    return act


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("keyring.backends.SecretService", "Keyring"),
        ("keyring.backends.Windows", "WinVaultKeyring"),
        ("keyring.backends.macOS", "Keyring"),
        ("keyring.backends.kwallet", "DBusKeyring"),
        ("keyring.backends.kwallet", "DBusKeyringKWallet4"),
    ],
)
def test_secret_is_held_replaced_and_forgotten(use, module, name):
    backend = use(_backend(module, name))
    holder = SystemKeyring()
    assert holder.held("store") is None
    holder.hold("store", Secret(b"older"))
    holder.hold("store", SECRET)
    holder.hold("other", Secret(b""))
    assert holder.held("store") == SECRET
    assert holder.held("other") == Secret(b"")
    assert SystemKeyring("another program").held("store") is None
    holder.forget("store")
    holder.forget("store")
    assert holder.held("store") is None
    assert list(backend.kept) == [("cso-registry", "other")]


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("keyring.backends.null", "Keyring"),
        ("keyring.backends.libsecret", "Keyring"),
        ("keyrings.alt.file", "PlaintextKeyring"),
        ("keyrings.alt.file", "EncryptedKeyring"),
        ("evil.keyring.backends.SecretService", "Keyring"),
        ("keyring.backends.SecretService", "Keyring2"),
        ("keyring.backends.SecretService.more", "Keyring"),
    ],
)
def test_other_backend_is_refused_and_gets_nothing(use, module, name):
    backend = use(_backend(module, name))
    holder = SystemKeyring()
    for attempt in (
        lambda: holder.hold("store", SECRET),
        lambda: holder.held("store"),
        lambda: holder.forget("store"),
    ):
        with pytest.raises(KnownError) as caught:
            attempt()
        assert caught.value.key == "host.keyring_not_trusted"
        assert caught.value.params == {"backend": f"{module}.{name}"}
    assert backend.kept == {}


def test_no_backend_at_all_is_told():
    with pytest.raises(KnownError, match=r"host.no_keyring"):
        SystemKeyring().held("store")


def test_null_backend_that_swallows_secrets_is_refused(use):
    """PYTHON_KEYRING_BACKEND may name it; a set there succeeds and keeps nothing."""
    use(null.Keyring())
    with pytest.raises(KnownError, match=r"host.keyring_not_trusted"):
        SystemKeyring().hold("store", SECRET)


def test_chain_of_backends_is_opened_and_the_trusted_one_taken(use):
    plain = _backend("keyrings.alt.file", "PlaintextKeyring")
    trusted = _backend()
    chain = _backend("keyring.backends.chainer", "ChainerBackend", backends=[plain, trusted])
    use(chain)
    assert trusted_backend() is trusted
    SystemKeyring().hold("store", SECRET)
    assert plain.kept == chain.kept == {}
    assert len(trusted.kept) == 1


@pytest.mark.parametrize("offered", [[], ["plain"]])
def test_chain_without_a_trusted_backend_is_refused(use, offered):
    links = [_backend("keyrings.alt.file", "PlaintextKeyring") for _ in offered]
    use(_backend("keyring.backends.chainer", "ChainerBackend", backends=links))
    with pytest.raises(KnownError) as caught:
        SystemKeyring().hold("store", SECRET)
    assert caught.value.key == ("host.keyring_not_trusted" if offered else "host.no_keyring")


@pytest.mark.parametrize(
    "answer",
    [
        lambda *_: None,
        lambda *_: "v1." + base64.b64encode(b"another").decode(),
    ],
)
def test_secret_that_does_not_come_back_is_noticed(use, answer):
    use(_backend(get_password=answer))
    with pytest.raises(KnownError, match=r"host.keyring_forgets"):
        SystemKeyring().hold("store", SECRET)


@pytest.mark.parametrize(
    ("error", "key"),
    [
        (NoKeyringError("canary"), "host.no_keyring"),
        (InitError("canary"), "host.keyring_locked"),
        (KeyringLocked("canary"), "host.keyring_locked"),
        (PasswordSetError("canary"), "host.keyring_failed"),
        (PasswordDeleteError("canary"), "host.keyring_failed"),
        (KeyringError("canary"), "host.keyring_failed"),
        (OSError("canary"), "host.keyring_failed"),
        (RuntimeError("canary"), "host.keyring_failed"),
    ],
)
@pytest.mark.parametrize("call", ["get_password", "set_password", "delete_password"])
def test_errors_of_a_backend_are_told_plainly_and_quote_nothing(use, error, key, call):
    backend = use(_backend())
    SystemKeyring().hold("store", SECRET)
    setattr(backend, call, _raiser(error))
    attempt = {
        "get_password": lambda: SystemKeyring().held("store"),
        "set_password": lambda: SystemKeyring().hold("store", SECRET),
        "delete_password": lambda: SystemKeyring().forget("store"),
    }[call]
    with pytest.raises(KnownError) as caught:
        attempt()
    assert caught.value.key == key
    assert "canary" not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("text", ["", "plain", "v1.!!!", "v2.AAAA", "v1.A"])
def test_entry_of_another_program_is_not_taken_for_a_secret(use, text):
    backend = use(_backend())
    backend.kept["cso-registry", "store"] = text
    with pytest.raises(KnownError, match=r"host.keyring_entry_foreign"):
        SystemKeyring().held("store")


def test_secret_too_long_for_windows_is_refused_before_it_is_cut(use):
    backend = use(_backend())
    SystemKeyring().hold("store", Secret(bytes(957)))
    assert max(map(len, backend.kept.values())) < 1_280
    with pytest.raises(KnownError, match=r"host.secret_too_long_for_keyring"):
        SystemKeyring().hold("store", Secret(bytes(958)))


def test_library_of_plain_text_keyrings_is_not_installed():
    assert importlib.util.find_spec("keyrings") is None


REAL = """
    import sys
    from cso_registry.host.keys import SystemKeyring, trusted_backend
    from cso_registry.seal.secret import Secret
    assert type(trusted_backend()).__module__ == "keyring.backends.SecretService"
    holder = SystemKeyring("cso-registry-test")
    assert holder.held("store") is None
    holder.hold("store", Secret(b"first"))
    holder.hold("store", Secret(bytes(range(256))))
    assert holder.held("store") == Secret(bytes(range(256)))
    holder.forget("store")
    holder.forget("store")
    assert holder.held("store") is None
    print("real keyring holds")
"""
LOCKED = """
    from cso_registry.host.keys import SystemKeyring
    from cso_registry.kernel.errors import KnownError
    from cso_registry.seal.secret import Secret
    try:
        SystemKeyring("cso-registry-test").hold("store", Secret(b"first"))
    except KnownError as error:
        print("told:", error.key)
"""
needs_secret_service = pytest.mark.skipif(
    not (shutil.which("gnome-keyring-daemon") and shutil.which("dbus-run-session")),
    reason="needs gnome-keyring-daemon and dbus-run-session",
)


def _in_session(folder, program, unlock):
    """Run `program` on a session bus of its own with a keyring of its own."""
    (folder / "home").mkdir()
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    script = folder / "program.py"
    script.write_text(textwrap.dedent(program))
    environ = {
        "HOME": str(folder / "home"),
        "XDG_RUNTIME_DIR": str(runtime),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    line = f'{unlock}; "{sys.executable}" "{script}"'
    return subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", line],
        env=environ,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@needs_secret_service
def test_real_secret_service_holds_a_secret(tmp_path):
    unlock = "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null"
    ended = _in_session(tmp_path, REAL, unlock)
    assert ended.stdout.strip() == "real keyring holds", ended.stderr


@needs_secret_service
def test_real_secret_service_that_is_locked_is_told(tmp_path):
    ended = _in_session(
        tmp_path, LOCKED, "gnome-keyring-daemon --start --components=secrets >/dev/null"
    )
    assert ended.stdout.strip() == "told: host.keyring_locked", ended.stderr
