"""The lists of the room: every file about an end, and ends that are near with no notice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cso_registry.domain.notice.notices import Notice
from cso_registry.workspace.notice.notice_page import doubt_lines, near_lines
from ui.lists.kind import Column, ListKind
from ui.lists.kinds import ABOUT, BY_DAYS, BY_PROVINCE, EMPTY, PROVINCE
from ui.lists.statuses import Statuses
from ui.upkeep.watching import WatchColumn, WatchKind, day_or_nothing

if TYPE_CHECKING:
    from cso_registry.workspace.growth.watch_lists import WatchLine
    from ui.widgets.words import Words

NOTICED: Final = Statuses(
    Notice.type,
    (
        "opened", "heard", "decided", "not_served", "served", "late", "overridden",
        "withdrawn", "continued",
    ),
    {
        "opened": "accent", "heard": "soon", "decided": "soon", "not_served": "late",
        "served": "good", "late": "late", "overridden": "late",
    },
)  # fmt: skip
NOTICES: Final = ListKind(
    name="notices",
    record_type=Notice.type,
    columns=(
        Column("number", "ui.notices.code", lambda row, _: row.number or EMPTY, width=130),
        Column("title", "ui.notices.finding", lambda row, _: row.title, width=300),
        ABOUT,
        NOTICED.column(230),
        Column("until", "ui.notices.by", lambda row, words: words.day(row.until), width=140),
        PROVINCE,
    ),
    filters=(NOTICED.filter, BY_DAYS, BY_PROVINCE),
    empty="ui.notices.empty",
    descending=True,
)


def _left(line: WatchLine, words: Words) -> str:
    key = "notice.days_left" if line.count >= 0 else "notice.days_over"
    return words.program.texts.text(key, words.language, days=abs(line.count))


ITS_AGREEMENT: Final = (
    WatchColumn("ui.notices.agreement", lambda line, _: line.name, 300),
    WatchColumn("ui.notices.code", lambda line, _: line.number, 130),
)
ITS_PROVINCE: Final = WatchColumn(
    "list.province", lambda line, words: words.area(line.province), 140
)
NEAR: Final = WatchKind(
    name="near_ends",
    ask=near_lines,
    columns=(
        *ITS_AGREEMENT,
        WatchColumn("ui.notices.receive_by", day_or_nothing, 160),
        WatchColumn("list.status", _left, 420, is_badge=True),
        ITS_PROVINCE,
    ),
    paper="D-25",
    empty="ui.notices.none_near",
    acts=(("notice.open", "bell"),),
)
DOUBTED: Final = WatchKind(
    name="doubted_counts",
    ask=doubt_lines,
    columns=(
        *ITS_AGREEMENT,
        WatchColumn("ui.notices.stands", day_or_nothing, 210),
        WatchColumn("ui.notices.doubt", lambda line, _: line.words, 400, is_badge=True),
        ITS_PROVINCE,
    ),
    paper="D-25",
    empty="ui.notices.none_doubted",
    acts=(("notice.review_count", "scale"),),
)
