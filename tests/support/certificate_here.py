"""A certificate signed by the key of a test's own registry; every word of it is invented."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cso_registry.workspace.certificate_codes import Coding, coded_certificate
from cso_registry.workspace.workspace import Workspace
from tests.certificates import made
from tests.certificates.sample_claims import SAMPLE
from tests.support.desk import KEYS, delivered

if TYPE_CHECKING:
    from pathlib import Path

    from cso_registry.documents.content import PaperContent


def certificate_here(folder: Path) -> PaperContent:
    """A certificate of the sample claims, in force from today, signed by this office."""
    with Workspace.opened(folder, KEYS, delivered()) as workspace:
        claims = replace(SAMPLE, first_day=workspace.today.isoformat(), last_day="2099-12-31")
        open_content = made.composed(claims)
        coding = Coding(made.fonts(), workspace.signer, workspace.today)
        return coded_certificate(open_content, claims, coding)


def certificate_file(folder: Path, out: Path) -> Path:
    """The same as a PDF file."""
    out.write_bytes(made.pdf(certificate_here(folder)))
    return out
