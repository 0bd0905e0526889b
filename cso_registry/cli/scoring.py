"""Commands of scoring: hand sheets in, sealed; open them all at once; look at the ranking."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError
from rich.table import Table

from cso_registry.cli.calls import find_call
from cso_registry.cli.context import Context
from cso_registry.cli.finding import find_record
from cso_registry.cli.given_files import content_of, json_object
from cso_registry.domain.offices.records import Officer
from cso_registry.domain.selection.calls import Call
from cso_registry.domain.selection.evaluators import last_declaration
from cso_registry.domain.selection.proposals import Proposal
from cso_registry.domain.selection.ranking import Moved, exact, shown
from cso_registry.domain.selection.score_sheets import OWN, ScoreSheet
from cso_registry.kernel.canonical import canonical_bytes
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import CallId, OfficerId, RecordId
from cso_registry.kernel.money import format_baht
from cso_registry.workspace.printing import Press
from cso_registry.workspace.selection.comparison import RANK, ComparedLine, comparison
from cso_registry.workspace.selection.opening_keys import opening_key, opening_key_by_recovery
from cso_registry.workspace.selection.result_letters import letters_due, write_letters
from cso_registry.workspace.selection.sealing import (
    hand_in,
    open_scores,
    proposals_of,
    unproved,
    unsealed,
)
from cso_registry.workspace.selection.standings import missing
from cso_registry.workspace.workspace import Workspace

UNPROVED, CANCELLED = 2, 130


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("score")(score)
    app.command("open-scores")(open_these_scores)
    app.command("ranking")(show_ranking)
    app.command("result-letters")(result_letters)


def score(
    typer_context: typer.Context,
    named: Annotated[str, typer.Argument(help="รหัสประกาศ / code or id of the call")],
    file: Annotated[Path, typer.Option(help="แฟ้มคะแนน JSON / JSON file of scores")],
    evaluator: Annotated[
        str | None, typer.Option(help="ผู้ประเมินบนกระดาษ / evaluator of the paper sheets")
    ] = None,
    typing: Annotated[int, typer.Option(help="พิมพ์ครั้งที่ 1 หรือ 2 / typing 1 or 2")] = OWN,
) -> None:
    """ส่งคะแนนที่ผนึก ไม่มีผู้ใดอ่านได้ก่อนเปิด / Hand in sealed scores; nobody reads them yet."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        session = context.signed_in(workspace)
        call = find_call(workspace, named)
        who = session.officer if evaluator is None else workspace.officer(evaluator).officer_id
        plain = json_object(content_of(file), str(file))
        sheets = _sheets(workspace, call, who, typing, plain)
        hand_in(workspace, call, sheets, session)
    count = len(sheets)
    context.tell(
        {"handed_in": count},
        lambda: context.out.print(context.say("score.handed_in", count=count)),
    )


def _sheets(
    workspace: Workspace, call: Call, who: OfficerId, typing: int, plain: dict[str, Any]
) -> list[ScoreSheet]:
    made = []
    for one in plain.get("sheets", ()):
        try:
            proposal = str(find_record(workspace, str(one.get("proposal"))).id)
            said = {
                "call": CallId(call.id),
                "evaluator": who,
                "typing": typing,
                **one,
                "proposal": proposal,
            }
            made.append(ScoreSheet.model_validate_json(canonical_bytes(said)))
        except ValidationError as fault:
            where = ".".join(str(part) for part in fault.errors()[0]["loc"])
            raise InputError("score.unreadable", what=where) from None
        except AttributeError:
            raise InputError("score.unreadable", what="sheets") from None
    if not made:
        raise InputError("score.unreadable", what="sheets")
    return made


def open_these_scores(
    typer_context: typer.Context,
    named: Annotated[str, typer.Argument(help="รหัสประกาศ / code or id of the call")],
    phrase: Annotated[
        Path | None, typer.Option(help="แฟ้มวลีเปิดคะแนน / file with the phrase")
    ] = None,
    recovery: Annotated[
        Path | None, typer.Option(help="กุญแจกู้คืน เมื่อวลีหาย / recovery key, if it is lost")
    ] = None,
    *,
    check: Annotated[
        bool, typer.Option("--check", help="ตรวจเท่านั้น ไม่เปิด / only check, open nothing")
    ] = False,
) -> int:
    """เปิดคะแนนพร้อมกันเมื่อทุกคนส่งครบ / Open all scores at once, when everybody is in."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        session = context.signed_in(workspace)
        call = find_call(workspace, named)
        way = None if recovery is None else context.keys(recovery).recovery
        if way is None:
            key = opening_key(workspace, call, context.new_secret(phrase))
        else:
            key = opening_key_by_recovery(workspace, call, way)
        if check:
            workspace.note_look(session, "checked sealed scores", RecordId(call.id))
            _, faults = unsealed(call, proposals_of(workspace, call), key)
            told = [
                {
                    "key": one.key,
                    "evaluator": _officer(workspace, one.evaluator),
                    "proposal": _code(workspace, one.proposal),
                }
                for one in faults
            ]
            context.tell({"faults": told}, lambda: _print_faults(context, told))
            return UNPROVED if told else 0
        competing = [one for one in proposals_of(workspace, call) if one.competes]
        total = len(competing) * len(call.evaluators_now)
        with context.progress(context.say("score.opening")) as report:
            count = open_scores(workspace, call, key, session, lambda done: report(done, total))
    context.tell(
        {"opened": count}, lambda: context.out.print(context.say("score.opened", count=count))
    )
    return 0


def _print_faults(context: Context, faults: list[dict[str, str]]) -> None:
    for one in faults:
        said = {"evaluator": one["evaluator"], "proposal": one["proposal"]}
        context.out.print(context.say(one["key"], **said))
    if not faults:
        context.out.print(context.say("score.all_fit"))


def show_ranking(
    typer_context: typer.Context,
    named: Annotated[str, typer.Argument(help="รหัสประกาศ / code or id of the call")],
    *,
    matrix: Annotated[
        bool, typer.Option("--matrix", help="ตารางเปรียบเทียบ / the comparison matrix")
    ] = False,
    area: Annotated[
        str, typer.Option(help="เฉพาะที่ทำงานในพื้นที่ (รหัส) / only those that work in an area")
    ] = "",
    by: Annotated[
        str, typer.Option(help="เรียงตาม: rank SC1 … budget width code / order by")
    ] = RANK,
) -> int:
    """ใครส่งแล้ว และหลังเปิด: อันดับ ช่วงต่าง ความไว / Who is in; then ranking and spread."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        call = find_call(workspace, named)
        proposals = proposals_of(workspace, call)
        wrong = unproved(call, proposals)
        told = _told(context, workspace, call, proposals)
        if call.score_openings:
            told |= _compared(workspace, call, proposals, area, by)
        told["unproved"] = [_code(workspace, one) for one in wrong]
    context.tell(told, lambda: _print(context, told, matrix=matrix))
    return UNPROVED if wrong or told["holds"] is False else 0


def result_letters(
    typer_context: typer.Context,
    named: Annotated[str, typer.Argument(help="รหัสประกาศ / code or id of the call")],
    out: Annotated[Path, typer.Option(help="โฟลเดอร์ของแฟ้ม PDF / folder of the PDF files")],
) -> int:
    """พิมพ์หนังสือแจ้งผลทุกรายที่ยังไม่ได้แจ้ง / Make every letter of result that is still due."""
    context: Context = typer_context.obj
    with context.opened() as workspace:
        session = context.signed_in(workspace)
        call = find_call(workspace, named)
        if call.decision is None:
            raise InputError("proposal.no_result")
        due = letters_due(workspace, proposals_of(workspace, call))
        out.mkdir(parents=True, exist_ok=True)
        press = Press(workspace, context.language)
        with context.progress(context.say("cli.printing")) as report:
            found = write_letters(workspace, context.language, session, due, out, report)
        refused = [
            {"proposal": _code(workspace, one.record), "why": press.sentence(one.error)}
            for outcome in found
            for one in outcome.refused
        ]
    told = {
        "letters": sum(one.papers for one in found),
        "files": [str(file) for one in found for file in one.files],
        "refused": refused,
    }
    context.tell(told, lambda: _print_letters(context, told))
    return CANCELLED if any(one.cancelled for one in found) else 0


def _print_letters(context: Context, told: dict[str, Any]) -> None:
    context.out.print(context.say("score.letters_made", count=told["letters"]))
    for file in told["files"]:
        context.out.print(file, markup=False)
    for one in told["refused"]:
        context.out.print(f"{one['proposal']}: {one['why']}", markup=False)


def _told(
    context: Context, workspace: Workspace, call: Call, proposals: list[Proposal]
) -> dict[str, Any]:
    waits = [
        {"evaluator": _officer(workspace, who), "count": count}
        for who, count in missing(call, proposals).items()
        if count
    ]
    return {
        "id": call.id,
        "sealed": not call.score_openings,
        "waits": waits,
        "conflicts": _conflicts(context, workspace, call),
        "declare": [_officer(workspace, who) for who in _undeclared(call, proposals)],
        "ranking": [],
        "moves": [],
        "holds": None,
    }


def _compared(
    workspace: Workspace, call: Call, proposals: list[Proposal], area: str, by: str
) -> dict[str, Any]:
    found = comparison(workspace, call, proposals)
    if by not in found.columns():
        raise InputError("score.unknown_column", known=", ".join(found.columns()))
    return {
        "ranking": [_ranked(workspace, one) for one in found.ordered(by, area)],
        "moves": [_moved(one) for one in found.standings.moves],
        "criteria": [one.criterion for one in found.criteria],
        "holds": found.standings.holds,
    }


def _undeclared(call: Call, proposals: list[Proposal]) -> list[str]:
    """Return who has yet to declare with all proposals known."""
    scored = [str(one.id) for one in proposals if one.competes]
    found = []
    for who in () if call.score_openings else call.evaluators_now:
        declared = last_declaration(call.declarations, who)
        if declared is None or not declared[1].covers(scored):
            found.append(str(who))
    return found


def _conflicts(context: Context, workspace: Workspace, call: Call) -> list[dict[str, str]]:
    told = []
    for who in call.evaluators_now:
        declared = last_declaration(call.declarations, who)
        if declared is None or not declared[1].conflicts or call.is_cleared(declared[0]):
            continue
        kinds = dict.fromkeys(one.shared.value for one in declared[1].found)
        words = [context.texts.value(f"shared.{kind}").say(context.language) for kind in kinds]
        told.append(
            {
                "evaluator": _officer(workspace, who),
                "key": declared[0],
                "what": ", ".join(words) or "–",
            }
        )
    return told


def _ranked(workspace: Workspace, line: ComparedLine) -> dict[str, Any]:
    one, apart = line.ranked, line.spread
    return {
        "rank": one.rank,
        "code": line.code,
        "name": line.applicant,
        "score": shown(one.total),
        "exact": exact(one.total),
        "tied": one.is_tied,
        "parted_by": one.parted_by,
        "outliers": [_officer(workspace, who) for who in apart.outliers],
        "means": {code: shown(mean) for code, mean in one.means.items()},
        "budget": format_baht(line.budget),
        "areas": list(line.areas),
        "lowest": shown(apart.lowest),
        "median": shown(apart.median),
        "highest": shown(apart.highest),
        "width": shown(apart.width),
        "steps": [
            {
                "evaluator": None
                if step.evaluator is None
                else _officer(workspace, step.evaluator),
                "terms": step.terms,
                "total": exact(step.total),
            }
            for step in line.steps
        ],
    }


def _moved(one: Moved) -> dict[str, str]:
    what = "first" if one.changes_first else "order" if one.changes_order else "yes"
    return {"criterion": one.criterion, "by": f"{one.by:+d}", "holds": what}


def _officer(workspace: Workspace, identity: str) -> str:
    found = workspace.read.record(RecordId(identity))
    return found.display_name if isinstance(found, Officer) else identity


def _code(workspace: Workspace, identity: str) -> str:
    found = workspace.read.record(RecordId(identity))
    return found.file.code if isinstance(found, Proposal) and found.file else identity


def _print(context: Context, told: dict[str, Any], *, matrix: bool) -> None:
    if told["sealed"]:
        context.out.print(context.say("score.sealed_still"))
    for one in told["waits"]:
        context.out.print(context.say("score.waits_for", **one))
    for one in told["conflicts"]:
        context.out.print(context.say("score.conflict", **one))
    for name in told["declare"]:
        context.out.print(context.say("score.declares_first", evaluator=name))
    if matrix and told["ranking"]:
        _print_matrix(context, told)
    elif told["ranking"]:
        _print_lines(context, told)
    for one in told["moves"]:
        what = context.texts.value(f"holds.{one['holds']}").say(context.language)
        context.out.print(
            context.say("score.moves", criterion=one["criterion"], by=one["by"], what=what)
        )
    _print_proof(context, told)


def _print_lines(context: Context, told: dict[str, Any]) -> None:
    for one in told["ranking"]:
        said = {name: one[name] for name in ("rank", "code", "name")}
        score_text = one["score"] if "/" not in one["exact"] else f"{one['score']} ({one['exact']})"
        context.out.print(context.say("score.line", score=score_text, **said))
        if one["outliers"]:
            names = ", ".join(one["outliers"])
            context.out.print(context.say("score.outlier", code=one["code"], names=names))


def _print_proof(context: Context, told: dict[str, Any]) -> None:
    if told["holds"] is not None:
        key = "score.ranking_holds" if told["holds"] else "score.ranking_differs"
        context.out.print(context.say(key))
    for one in told["unproved"]:
        context.out.print(context.say("score.not_proved", proposal=one))


def _print_matrix(context: Context, told: dict[str, Any]) -> None:
    table = Table(box=None, header_style="bold")
    names = ("rank", "code", "name")
    apart = ("score", "budget", "lowest", "median", "highest", "width")
    for name in (*names, *told["criteria"], *apart):
        heading = name if name in told["criteria"] else context.say(f"matrix.{name}")
        table.add_column(heading, justify="left" if name in names else "right")
    for one in told["ranking"]:
        means = (one["means"][code] for code in told["criteria"])
        rank = f"{one['rank']}{'=' if one['tied'] else ''}"
        table.add_row(rank, one["code"], one["name"], *means, *(one[name] for name in apart))
    context.out.print(table)
