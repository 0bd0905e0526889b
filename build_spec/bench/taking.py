"""Takes bundles in, alone in this process, and says the most memory it held, in MiB."""

from __future__ import annotations

import sys
from pathlib import Path

from build_spec.bench.figures import peak_mib
from build_spec.bench.two_offices import taken

if __name__ == "__main__":
    registry, *bundles = map(Path, sys.argv[1:])
    taken(registry, bundles)
    print(peak_mib())
