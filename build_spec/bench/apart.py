"""Work in a process of its own: what others left behind weighs on nobody.

Each is split off from a server that has loaded the modules and done nothing yet, so that
they are loaded once for all.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
R = TypeVar("R")


def apart(module: str, work: Callable[P, R], *args: P.args, **named: P.kwargs) -> R:
    """Do `work` in a process of its own and return its answer.

    Args:
        module: What the server loads; the first in a process decides.
        work: A function of a module, with what it is given.
        args: By place.
        named: By name.
    """
    context = get_context("forkserver")
    context.set_forkserver_preload([module])
    with ProcessPoolExecutor(1, mp_context=context, max_tasks_per_child=1) as pool:
        return pool.submit(work, *args, **named).result()
