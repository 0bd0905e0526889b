"""A stand-in for SANE's `scanimage`: the words it takes and says, without a scanner."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PAGE = b"\x89PNG\r\n\x1a\n page\n"
_SCRIPT = r"""#!/bin/sh
device=
for word in "$@"; do
  case "$word" in
    -f) printf 'test:0\tNoname frontend-tester\n'; exit 0;;
    --device-name=*) device="${word#--device-name=}";;
    --output-file=*) file="${word#--output-file=}";;
  esac
done
case "$device" in
  gone*) echo "scanimage: open of device $device failed: Invalid argument" >&2; exit 1;;
  slow*) exec /bin/sleep 60;;
esac
printf '\211PNG\r\n\032\n page\n' > "$file"
"""


def stand_in(folder: Path) -> Path:
    """Write it into a folder and return it."""
    program = folder / "scanimage"
    program.write_text(_SCRIPT, encoding="utf-8")
    program.chmod(0o755)
    return program
