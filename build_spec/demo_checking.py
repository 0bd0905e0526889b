"""A certificate is checked as an auditor would: file, photo, pasted and typed code."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image, ImageFilter

if TYPE_CHECKING:
    from pathlib import Path

    from build_spec.demo import Demo

DOTS_PER_INCH = 150
TURNED, BLUR, QUALITY = 23, 0.7, 50


def photograph(pdf: Path, out: Path) -> None:
    """Write the last page of a PDF as a telephone would take it: turned, blurred, JPEG 50."""
    document = pypdfium2.PdfDocument(pdf.read_bytes())
    picture: Image.Image = document[len(document) - 1].render(scale=DOTS_PER_INCH / 72).to_pil()
    document.close()
    turned = picture.convert("L").rotate(
        TURNED, Image.Resampling.BICUBIC, expand=True, fillcolor=235
    )
    kept = BytesIO()
    turned.filter(ImageFilter.GaussianBlur(BLUR)).save(kept, "JPEG", quality=QUALITY)
    out.write_bytes(kept.getvalue())


def run(demo: Demo, certificate: Path, short_code: str, status_list: Path, out: Path) -> None:
    """Check a certificate that is valid, in the registry and with the program alone.

    Args:
        demo: Runs the steps.
        certificate: Its PDF.
        short_code: The code that stands beside the square one.
        status_list: The signed list of the office.
        out: Folder of the papers.
    """
    sheet, photo = out / "keys.txt", out / "photo.jpg"
    demo.run("แผ่นกุญแจ S-08 / key sheet", "print", "S-08", "--out", str(out / "S-08.pdf"))
    demo.run("ส่งออกกุญแจ / keys for auditors", "keys", "export", "--out", str(sheet))
    photograph(certificate, photo)
    alone = ("--alone", "--keys", str(sheet), "--status-list", str(status_list))
    shown = {"แฟ้ม / file": certificate, "ภาพถ่าย / photo": photo, "รหัสสั้น / typed": short_code}
    for what, given in shown.items():
        demo.run(f"ตรวจหนังสือรับรอง {what}", "check-certificate", str(given), *alone)
    demo.run("ตรวจในทะเบียน / in the registry", "check-certificate", str(photo))
    wrong = short_code[:-1] + ("4" if short_code[-1] != "4" else "6")
    demo.run("รหัสพิมพ์ผิด / mistyped", "check-certificate", wrong, exit_code=2)


def refused(demo: Demo, certificate: Path, sheet: Path, status_list: Path) -> None:
    """Check a certificate that was suspended, revoked or replaced: it is refused.

    Args:
        demo: Runs the steps.
        certificate: Its PDF.
        sheet: The key sheet of the office.
        status_list: A list that was made after the order.
    """
    words = (str(certificate), "--alone", "--keys", str(sheet), "--status-list", str(status_list))
    demo.run("ฉบับที่ใช้ไม่ได้แล้ว / no longer valid", "check-certificate", *words, exit_code=2)
