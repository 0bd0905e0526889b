"""Peak memory, each job alone in a process of its own, at two sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_spec.bench import certifying, importing, printing, proving
from build_spec.bench.apart import apart
from build_spec.bench.figures import Figure, peak_mib
from build_spec.bench.ground import FAST, Desk, found, program, registrations, scratch
from build_spec.bench.listing import DAY, KEY, SHOWN, kept_list
from cso_registry.storage.connection import open_reader
from cso_registry.storage.reading import OrganizationFilter, Reading

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Iterator, Mapping

    from build_spec.bench.sizes import Sizes

PART = "memory"
BYTES_A_ROW = 8
MIB = 1_048_576


def _nothing(_size: int) -> None:
    _ = program().means, program().texts


def _save(_size: int) -> None:
    with scratch() as folder:
        session = found(folder / "ours")
        desk = Desk(folder / "ours", session, FAST)
        for act in registrations(20):
            desk.save(act)
        desk.close()


def _open_list(size: int) -> array[int]:
    connection = open_reader(kept_list(size), KEY)
    reading = Reading(connection)
    keys = reading.organization_keys(OrganizationFilter(), DAY)
    reading.organizations(keys[:SHOWN], DAY)
    connection.close()
    return keys


def _search(size: int) -> None:
    connection = open_reader(kept_list(size), KEY)
    for text in ("ม", "มูล", "มูลนิธิ", "ป่า"):
        Reading(connection).search(text, DAY)
    connection.close()


ALONE: Mapping[str, Callable[[int], object]] = {
    "nothing": _nothing,
    "save": _save,
    "open": _open_list,
    "search": _search,
    "import": importing.import_once,
    "verify": proving.prove_once,
    "letters": printing.print_once,
    "certificates": certifying.print_once,
}


def alone(job: str, size: int) -> float:
    """Do one job in this process and return its peak, in MiB."""
    kept = ALONE[job](size)
    found_peak = peak_mib()
    del kept
    return found_peak


def _peak(job: str, size: int) -> float:
    return apart(__name__, alone, job, size)


def measure(sizes: Sizes) -> list[Figure]:
    """Return the peak of each job, and what an open list holds for each row."""
    small, large = sizes.lists
    base = _peak("nothing", 0)
    figures = [Figure(PART, "the program with its lists and texts", base, "MiB")]
    for name, job, size in (
        ("one save", "save", 1),
        (f"a search in {large:,}", "search", large),
        (f"an import of {sizes.held:,}", "import", sizes.held),
        (f"a proof of {sizes.held:,}", "verify", sizes.held),
        (f"{sizes.letters:,} letters in one document", "letters", sizes.letters),
        (f"{sizes.letters:,} certificates in one document", "certificates", sizes.letters),
    ):
        figures.append(Figure(PART, name, _peak(job, size), "MiB"))
    figures.extend(_list_figures(small, large))
    return figures


def _list_figures(small: int, large: int) -> Iterator[Figure]:
    peaks = {size: _peak("open", size) for size in (small, large)}
    for size, peak in peaks.items():
        yield Figure(PART, f"an open list of {size:,}", peak, "MiB")
    keys = _open_list(large)
    held = keys.itemsize * len(keys) / large
    yield Figure(PART, "held by an open list", held, "bytes a row", BYTES_A_ROW)
    # Between two short lists, whole pages tell less than what an open list is known to hold.
    grown = max(held, (peaks[large] - peaks[small]) * MIB / (large - small))
    note = f"peak at {large:,} less peak at {small:,}; growing an array asks for an eighth more"
    yield Figure(PART, "peak of opening a list", grown, "bytes a row", note=note)
