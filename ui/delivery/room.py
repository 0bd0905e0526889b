"""The room of delivery."""

from __future__ import annotations

from typing import Final

from ui.shell.room import Room

ROOM: Final = Room(
    name="delivery",
    icon="chart-bar",
    page="ui.delivery.page:DeliveryPage",
    help="delivery",
    records=(
        "progress_report",
        "problem",
        "complaint",
        "site_visit",
        "consultation",
        "indicator",
        "survey",
        "finding",
        "evaluation_committee",
        "commissioning_plan",
        "compliance_check",
    ),
    waiting="ui.delivery.counting:waiting",
    group="agreements",
    keys="Ctrl+Shift+1",
    tabs=(
        "progress_reports",
        "problems",
        "complaints",
        "site_visits",
        "consultations",
        "indicators",
        "surveys",
        "findings",
        "evaluation_committees",
        "commissioning_plans",
        "compliance_checks",
    ),
)
"""The page of the room: reports, problems, complaints and the rest, across all agreements."""
