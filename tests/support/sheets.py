"""A small sheet of invented organisations, as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

HEADINGS = "ชื่อองค์กร,ประเภท,จังหวัด,อำเภอ,ตำบล,วันที่จดทะเบียน"
ROW = "มูลนิธิในแผ่นงานสมมติ,มูลนิธิ,เชียงใหม่,เมืองเชียงใหม่,ศรีภูมิ,1/2/2558"
BAD = "มูลนิธิ 🌳 สมมติ,มูลนิธิ,เชียงใหม่,เมืองเชียงใหม่,ศรีภูมิ,31/2/2558"


def one_row_sheet(folder: Path, *more: str) -> Path:
    """A CSV file with one good row and one that is refused."""
    path = folder / "sheet.csv"
    path.write_text("\n".join((HEADINGS, ROW, BAD, *more)), encoding="utf-8-sig")
    return path
