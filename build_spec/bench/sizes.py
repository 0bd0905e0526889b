"""How much is measured: the full setting, and a quick one that shows that it works."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many rows and how many runs.

    Attributes:
        name: `full` or `quick`.
        saved_beside: Subjects in the registry before the saves are measured.
        saves: Single saves of each kind.
        lists: Sizes of the lists that are opened and searched.
        reads: Runs of each read.
        imported: Rows of the imported sheet.
        imports: Runs of the import.
        proved: Sizes of the registries that are proved.
        letters: Letters in one document.
        prints: Runs of printing.
        contract: Pages of one long contract.
        held: Rows imported and proved when the peak of memory is measured.
        exchanged: Entries that one office hands to another.
        exchanges: Runs of that.
        bundles: Large bundles that are taken in one run.
        bundle_bytes: About how large each is.
        beside: Sizes of the registries beside which a small difference is exchanged.
        differing: Changes of that difference.
        differences: Runs of it.
        starts: Starts of the desktop.
        competing: Proposals to one call.
        running: Live agreements beside those whose notice is due, few and many.
        agreements: Agreements beside which the dashboard is opened, and ten times as many.
    """

    name: str
    saved_beside: int
    saves: int
    lists: tuple[int, int]
    reads: int
    imported: int
    imports: int
    proved: tuple[int, ...]
    letters: int
    prints: int
    contract: int
    held: int
    exchanged: int
    exchanges: int
    bundles: int
    bundle_bytes: int
    beside: tuple[int, ...]
    differing: int
    differences: int
    starts: int
    competing: int
    running: tuple[int, int]
    agreements: int


FULL = Sizes(
    name="full",
    saved_beside=5_000,
    saves=400,
    lists=(100_000, 1_000_000),
    reads=31,
    imported=100_000,
    imports=3,
    proved=(10_000, 50_000, 100_000),
    letters=1_000,
    prints=3,
    contract=60,
    held=20_000,
    exchanged=100_000,
    exchanges=1,
    bundles=25,
    bundle_bytes=18_000_000,
    beside=(10_000, 100_000, 1_000_000),
    differing=100,
    differences=7,
    starts=9,
    competing=500,
    running=(1_000, 10_000),
    agreements=1_000,
)
QUICK = Sizes(
    name="quick",
    saved_beside=50,
    saves=20,
    lists=(300, 1_200),
    reads=5,
    imported=120,
    imports=1,
    proved=(50, 100, 200),
    letters=6,
    prints=2,
    contract=3,
    held=100,
    exchanged=100,
    exchanges=1,
    bundles=2,
    bundle_bytes=200_000,
    beside=(40, 120),
    differing=20,
    differences=1,
    starts=1,
    competing=8,
    running=(80, 160),
    agreements=120,
)
