"""Watches a program and all its children for any attempt to reach a network.

Every ``socket`` call is seen, also one that fails. Sockets within this computer (the
screen, the system keyring) are of other families and are allowed. A ring of ``io_uring``
could open sockets without that call, so making one is reported as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.reliability.system_calls import parsed, run_traced

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

OUTSIDE = (
    "AF_INET",
    "AF_PACKET",
    "AF_VSOCK",
    "AF_BLUETOOTH",
    "AF_TIPC",
)  # AF_INET stands for AF_INET6 too
WATCHED = "trace=socket,io_uring_setup,execve"


def attempts(command: Sequence[str], trace: Path, limit: float = 600.0) -> list[str]:
    """Runs a command and returns its calls that could reach a network, in order.

    Raises:
        RuntimeError: if the command fails: a flow that stopped early proves nothing.
    """
    code, said = run_traced(("--seccomp-bpf", "-s", "0", "-e", WATCHED), command, trace, limit)
    if code != 0:
        raise RuntimeError(f"the flow ended with {code}: {said}")
    with trace.open(encoding="ascii", errors="replace") as lines:
        calls = list(parsed(lines))
    if not any(call.name == "execve" for call in calls):
        raise RuntimeError("the trace is empty: nothing was watched")
    return [
        f"{call.name}({call.arguments})"
        for call in calls
        if call.name == "io_uring_setup"
        or (call.name == "socket" and call.arguments.startswith(OUTSIDE))
    ]
