"""A process that issues certificates and prints them as one batch, until it is ended.

Each line it prints says what it does, how much of it is done, and its memory in MB.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from cso_registry.kernel.ids import BatchId, OfficerId, RecordId
from cso_registry.workspace.certification.issuing import CertificateIssuer, IssueOrder
from cso_registry.workspace.performing import Session
from cso_registry.workspace.print_batch import PrintBatch
from cso_registry.workspace.printing import Press
from tests.support.desk import open_desk
from tests.support.registry import SetClock

ISSUED, PRINTED = "issued", "printed"


def say(what: str, done: int) -> None:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(what, done, memory, flush=True)


def main(folder: str, head: str, granted: str, out: str, batch: str = "") -> None:
    """Go on from wherever an earlier process stopped.

    Args:
        folder: The registry.
        head: Who issues and prints.
        granted: File of the ids of certificates, one a line.
        out: File of the batch.
        batch: The print batch; empty to issue only.
    """
    session = Session(OfficerId(head))
    records = [RecordId(line) for line in Path(granted).read_text().split()]
    with open_desk(Path(folder), SetClock()) as desk:
        if batch:
            printing = PrintBatch(desk.workspace, Press(desk.workspace, "th"), session)
            printing.go_on(BatchId(batch), Path(out), lambda done, _: say(PRINTED, done))
            return
        issuer = CertificateIssuer(desk.workspace, "th", IssueOrder())
        issuer.issue_batch(records, session, lambda done: say(ISSUED, done))


if __name__ == "__main__":
    main(*sys.argv[1:])
