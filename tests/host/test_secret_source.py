import os
import subprocess
import sys
import textwrap

import pytest

from cso_registry.host.secrets import SecretSource
from cso_registry.kernel.errors import KnownError
from cso_registry.seal.secret import Secret


def _environ():
    return {
        "CSO_REGISTRY_PASSPHRASE": "canary-pass",
        "CSO_REGISTRY_OFFICER_SECRET": "canary-officer",
        "PATH": "/bin",
    }


def test_environment_is_read_once_and_cleaned_and_nobody_is_asked():
    environ = _environ()
    source = SecretSource(environ, ask=lambda _: pytest.fail("nobody should be asked"))
    assert environ == {"PATH": "/bin"}
    assert source.has_passphrase
    assert source.passphrase("?") == Secret(b"canary-pass")
    assert source.officer_secret("?") == Secret(b"canary-officer")
    assert "canary" not in repr(vars(source))


def test_programs_started_later_do_not_inherit_the_secrets():
    program = textwrap.dedent(
        """
        import os, subprocess, sys
        from cso_registry.host.secrets import SecretSource
        SecretSource(os.environ)
        shown = "import os; print([n for n in os.environ if n.startswith('CSO_')])"
        subprocess.run([sys.executable, "-c", shown], check=True)
        """
    )
    environ = {**os.environ, **_environ(), "PYTHONPATH": os.pathsep.join(sys.path)}
    ended = subprocess.run(
        [sys.executable, "-c", program], env=environ, capture_output=True, text=True, check=True
    )
    assert ended.stdout.strip() == "[]"


def test_person_is_asked_when_the_environment_brings_nothing():
    asked = []
    source = SecretSource({}, ask=lambda question: asked.append(question) or "typed")
    assert not source.has_passphrase
    assert source.passphrase("รหัสผ่าน: ") == Secret(b"typed")
    assert source.officer_secret("รหัส: ") == Secret(b"typed")
    assert asked == ["รหัสผ่าน: ", "รหัส: "]


@pytest.mark.parametrize("ask", [None, lambda _: ""])
def test_nobody_there_or_nothing_typed_is_told(ask):
    source = SecretSource({"CSO_REGISTRY_PASSPHRASE": ""}, ask)
    with pytest.raises(KnownError, match=r"host.no_passphrase"):
        source.passphrase("?")
    with pytest.raises(KnownError, match=r"host.no_officer_secret"):
        source.officer_secret("?")


def test_end_of_input_is_told():
    def ended(_):
        raise EOFError

    with pytest.raises(KnownError, match=r"host.no_passphrase"):
        SecretSource({}, ended).passphrase("?")


def test_new_secret_is_typed_twice_alike():
    typed = iter(["ก๊", "ก๊", "one", "two"])
    source = SecretSource(_environ(), lambda _: next(typed))
    assert source.asked_twice("?", "again?") == Secret.of_text("ก๊")
    with pytest.raises(KnownError, match=r"host.secrets_differ"):
        source.asked_twice("?", "again?")
