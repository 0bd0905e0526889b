"""Two invented offices that trust the one on the pictures, so that its rooms are not empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.seal.passphrase import Cost
from cso_registry.seal.secret import Secret
from cso_registry.workspace.exchanging.exchange import Exchange
from cso_registry.workspace.exchanging.outgoing import Order
from cso_registry.workspace.exchanging.trusting import new_root_keys
from cso_registry.workspace.founding import Founding, found_registry
from cso_registry.workspace.keyfile import Keys, Locks
from cso_registry.workspace.opening import training_keys
from cso_registry.workspace.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from cso_registry.workspace.means import Program

SECRET = Secret.of_text("วลีผ่านสมมติ-2569")
CHEAP = Cost(memory_kib=8_192, passes=1, lanes=1)
PROVINCES = {"50": ("ชม", "เชียงใหม่", "Chiang Mai"), "40": ("ขก", "ขอนแก่น", "Khon Kaen")}


def befriend(folder: Path, scratch: Path, carried: Path, program: Program) -> None:
    """Join two invented provincial offices to a training registry; one has answered.

    Args:
        folder: The training registry, which is closed.
        scratch: Where the other registries are made.
        carried: Where one unread bundle is put.
        program: Of all of them.
    """
    with Workspace.opened(folder, training_keys(), program) as nation:
        trust = Exchange(nation).trust
        trust.found(new_root_keys(), nation.today, None)
    for province, (code, name_th, name_en) in PROVINCES.items():
        _join(folder, scratch / province, program, province, code, name_th, name_en)
    _answer(folder, scratch / "50", carried, program)


def _join(
    folder: Path, own: Path, program: Program, province: str, code: str, name_th: str, name_en: str
) -> None:
    found_registry(
        own,
        Founding(
            code=code,
            name_th=f"สำนักงานจังหวัด{name_th} (สมมติ)",
            name_en=f"{name_en} Office (invented)",
            province=province,
            given="ผู้ก่อตั้ง",
            family="สมมติ",
            title=None,
            position=None,
            secret=SECRET,
            is_training=True,
        ),
        Locks(passphrase=SECRET, cost=CHEAP),
        program,
    )
    kit = own.with_suffix(".kit")
    keys = Keys(passphrase=SECRET)
    with Workspace.opened(own, keys, program) as office:
        request, words = Exchange(office).trust.request(is_training=True)
        identity = str(Exchange(office).office.id)
    with Workspace.opened(folder, training_keys(), program) as nation:
        room = Exchange(nation)
        room.trust.admit(request, words, nation.today)
        room.write_kit(identity, kit)
    with Workspace.opened(own, keys, program) as office:
        room = Exchange(office)
        room.join(kit, room.kit_words(kit), lambda _done, _total: None)


def _answer(folder: Path, own: Path, carried: Path, program: Program) -> None:
    first = carried / "ชม-กลาง-1.csob"
    with Workspace.opened(own, Keys(passphrase=SECRET), program) as office:
        room = Exchange(office)
        nation_id = next(
            one.office
            for one in room.trust.trusted.roster.offices.values()
            if one.jurisdiction == "00"
        )
        room.export(Order(to=(nation_id,)), first)
        room.export(Order(to=(nation_id,), everything=True), carried / "ชม-กลาง-2.csob")
    with Workspace.opened(folder, training_keys(), program) as nation, first.open("rb") as source:
        Exchange(nation).take(source, lambda _done, _total: None)
    first.unlink()
