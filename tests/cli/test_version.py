"""The program says which version it is, with nothing open."""

from __future__ import annotations

from cso_registry.cli.main import outcome


def test_version_is_told_without_a_registry(capsys) -> None:
    assert outcome(["--version"]) == 0
    assert capsys.readouterr().out.startswith("cso-registry ")
