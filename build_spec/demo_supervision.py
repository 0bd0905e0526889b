"""Supervision of the office of the agreements: dashboard, what is owed, who gets how much.

Two papers, a spreadsheet and a CSV file are left in the folder of the demo; the figures are
compared with the agreements that the demo made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from build_spec.demo_selection import HEAD, REFUSED

if TYPE_CHECKING:
    from build_spec.demo_selection import Office

AGENCY = "พมจ"


class SupervisionFailedError(Exception):
    """A figure is not what the agreements say."""


def run(office: Office) -> None:
    """Show what supervision tells of the agreements of an office."""
    listed = office.run("ทะเบียนข้อตกลง / all agreements", "", "list", "agreement")["rows"]
    dashboard = office.run(
        "ภาพรวม / dashboard", HEAD, "supervision", "--out", office.out / "supervision.xlsx"
    )
    standing = _chart(dashboard, "standing")
    if sum(bar["value"] for bar in standing["bars"]) != len(listed):
        raise SupervisionFailedError(standing)
    rows = office.run("หน่วยงานและสิ่งที่ค้าง / what agencies owe", HEAD, "compliance")["rows"]
    owed = office.run("หน่วยงานเดียว / one agency", HEAD, "compliance", AGENCY)
    own = {one["kind"] for one in owed["open"] if one["turn"] == "agency"}
    if len(rows) != 1 or (rows[0]["overdue"] > 0) != bool(own):
        raise SupervisionFailedError(rows)
    office.run("ภาคีและสิ่งที่ค้าง / what partners owe", HEAD, "compliance", "--partners")
    shared = office.run(
        "การกระจุกตัว / concentration", HEAD, "concentration", "--out", office.out / "shares.csv"
    )
    money = sum(bar["value"] for bar in _chart(shared, "partner")["bars"])
    if money != sum(bar["value"] for bar in _chart(shared, "sourcing")["bars"]):
        raise SupervisionFailedError(shared["charts"])
    office.run("เงินที่จ่าย / what was paid", HEAD, "concentration", "--paid")
    elsewhere = ("supervision", "--province", "10")
    office.run("ดูจังหวัดอื่นไม่ได้ / another province is refused", HEAD, *elsewhere, end=REFUSED)
    for code, words in (("D-32", ()), ("D-33", ()), ("D-32", ("--with", f"agency={AGENCY}"))):
        target = office.out / f"{code}{'-agency' if words else ''}.pdf"
        office.run(f"พิมพ์ {code} / print", HEAD, "print", code, *words, "--out", target)


def _chart(told: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the chart of a name."""
    found: dict[str, Any] = next(one for one in told["charts"] if one["chart"] == name)
    return found
