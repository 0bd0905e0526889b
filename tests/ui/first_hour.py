"""The first hour of a new clerk: from an empty computer to a printed certificate, by keys alone.

Every step is one that a page of the manual names. Names and papers are invented.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

PEOPLE = {
    "กมล": "tonkla-rim-huai-2569",
    "บุญมี": "rua-lam-lek-sam-lam",
    "ชูใจ": "dao-nuea-phu-khao-hin",
}
HEAD, SCREENER, SECOND = PEOPLE
WORDS, LOCKED = "maenam-phukhao-thale", "tulek-chan-song-99"
OFFICER, CHECKER, SECRETARY = "เจ้าหน้าที่", "ผู้ตรวจทาน", "เลขานุการคณะกรรมการ"
ORDER = "1/2569"
SUBJECT = "ชุมชนริมน่าน (สมมติ)"
COMMITTEE = "คณะกรรมการจังหวัดพิษณุโลก (สมมติ)"


class FirstHour:
    """Plays the tasks in the order in which they follow each other."""

    def __init__(self, typist):
        self.at = typist
        self.first_secrets = {}
        here = datetime.now(UTC) + timedelta(hours=7)
        self.today = f"{here.day}/{here.month}/{here.year + 543}"

    def found(self):
        """Found an office with its keys (help: start)."""
        at = self.at
        at.until(page="StartPage", active=True)
        at.keys("Return")
        at.until(page="office")
        at.type("สำนักงานจังหวัดพิษณุโลก (สมมติ)")
        at.fill("จังหวัด", "พิษณุโลก")
        at.fill("รหัสสำนักงาน", "พล")
        at.keys("Return")
        at.until(page="officer")
        at.fill("ชื่อ", HEAD)
        at.fill("นามสกุล", "สมมติ")
        at.fill("รหัสลับของท่าน", PEOPLE[HEAD])
        at.fill("รหัสลับอีกครั้ง", PEOPLE[HEAD])
        at.keys("Return")
        at.until(page="key")
        at.fill("รหัสผ่านของทะเบียน", WORDS)
        at.fill("รหัสผ่านอีกครั้ง", WORDS)
        at.fill("รหัสผ่านของแฟ้มกุญแจกู้คืน", LOCKED)
        at.fill("รหัสผ่านของแฟ้มกุญแจกู้คืนอีกครั้ง", LOCKED)
        at.keys("Return")
        at.until(page="backup")
        at.keys("Return")
        at.until(page="summary")
        at.keys("Return")
        at.until(inside=True, room="today")

    def appoint(self):
        """Appoint an officer who also keeps the minutes, and a checker (help: officers)."""
        self.look_for("เจ้าหน้าที่และสิทธิ")
        self.at.until(focus="แต่งตั้งเจ้าหน้าที่")
        self._appoint(SCREENER, OFFICER)
        self.act("ให้สิทธิ")
        self.at.type(SECRETARY)
        self.at.fill("คำสั่งที่", ORDER)
        self.save()
        self._appoint(SECOND, CHECKER)
        self.change_to(SECOND)
        self.change_to(SCREENER)

    def register(self):
        """Register a community from its paper form D-01 (help: register)."""
        at = self.at
        at.keys("ctrl+2")
        at.until(room="organizations")
        at.keys("ctrl+n")
        at.until(form="รับจดทะเบียน", focus="ประเภท")
        at.type("ชุมชน")
        at.fill("ชื่อภาษาไทย", SUBJECT)
        at.fill("พื้นที่", "อรัญญิก พิษณุโลก")
        at.fill("วัตถุประสงค์หลัก", "สิ่งแวด")
        at.press("เพิ่มกรรมการและผู้แทน")
        at.type("ผู้แทน")
        at.fill("ชื่อ", "บุญเรือน")
        at.go_to("ได้รับมอบอำนาจ")
        at.keys("space")
        at.press("เพิ่มพื้นที่การให้บริการ")
        at.type("พิษณุโลก")
        at.keys("Down", "Return")
        at.fill("วันที่รับจดทะเบียน", self.today)
        at.fill("คำสั่งที่", ORDER)
        at.fill("คำสั่งลงวันที่", self.today)
        self.save()
        at.until(title=lambda title: SUBJECT in title)

    def screen(self):
        """Screen it; two review (help: screening)."""
        at = self.at
        self.act("เปิดเรื่องคัดกรองคุณสมบัติ")
        at.type(self.today)
        at.fill("ผู้คัดกรอง", SCREENER)
        at.fill("ผู้ตรวจทาน", SECOND)
        self.save()
        self.case()
        self._review()

    def send_back(self):
        """Send the incomplete application back, and print the letter (help: screening)."""
        self.act("ส่งกลับให้แก้ไข")
        self.save()
        self.print_paper()

    def accept(self):
        """Take the corrected file, review it again and accept it (help: screening)."""
        at = self.at
        self.change_to(SCREENER)
        self.case()
        self.act("รับแฟ้มที่แก้ไขแล้ว")
        at.type(self.today)
        self.save()
        self._review()
        self.act("ให้ผ่านการคัดกรอง")
        at.fill("เหตุผล", "ส่งเอกสารครบภายในเดือนหน้า (สมมติ)")
        at.go_to("เพิ่มข้อยกเว้นรายเกณฑ์")
        at.fill("เหตุผล", "มติที่ประชุมสำนักงาน (สมมติ)")
        self.save()

    def set_up_committee(self):
        """Set up the committee of the province by order (help: committees)."""
        at = self.at
        at.keys("ctrl+8")
        at.until(room="committee")
        at.go_to("คณะกรรมการ")
        at.keys("Right")
        at.until(where=lambda where: where.endswith("›  คณะกรรมการ"))
        at.keys("ctrl+n")
        at.until(form="ตั้งคณะกรรมการ", focus="ประเภทคณะกรรมการ")
        at.type("ระดับจังหวัด")
        at.fill("ชื่อภาษาไทย", COMMITTEE)
        at.fill("วันที่มีผล", self.today)
        at.fill("คำสั่งที่", ORDER)
        at.fill("คำสั่งลงวันที่", self.today)
        at.go_to("ฐานกฎหมาย")
        at.keys("Down")
        self.save()
        at.until(title=lambda title: COMMITTEE in title)

    def certify(self):
        """Assess, check, decide and issue a certificate (help: certificates, committees)."""
        self._assess()
        self.certificate(SECOND)
        self.act("ตรวจทานผลประเมินศักยภาพ")
        self.at.keys("space")
        self.save()
        self.change_to(SCREENER)
        self._take_over_resolution()
        self._open_certificate()
        self.act("บันทึกมติคณะกรรมการเรื่องรับรองศักยภาพ")
        self.at.until(focus="รับรอง")
        self.at.keys("space")
        self.save()
        self.certificate(HEAD)
        self.look_for("ออกหนังสือรับรองศักยภาพ")
        self.at.until(told=lambda told: "พล" in told)

    def print_certificate(self):
        """Print the certificate (help: certificates)."""
        self.print_paper()

    def print_paper(self):
        """Issue the paper that is offered first, and print it as the dialog offers."""
        at = self.at
        at.keys("ctrl+p")
        at.until(focus="เอกสาร")
        at.go_to("ออกเอกสาร")
        at.keys("Return")
        at.until(focus="พิมพ์")
        at.keys("Return")
        at.until(dialog="QPrintDialog")
        at.keys("Return")
        at.until(dialog="", job="กำลังพิมพ์เอกสาร", is_busy=False)

    def change_to(self, given):
        """Let another officer sign in; the first time with a secret of their own."""
        at = self.at
        at.keys("ctrl+shift+l")
        at.until(page="SignInPage", focus="เจ้าหน้าที่")
        at.type(given)
        first = self.first_secrets.pop(given, None)
        at.fill("รหัสลับของท่าน", first or PEOPLE[given])
        at.keys("Return")
        if first:
            at.until(page="NewSecretPage")
            at.type(PEOPLE[given])
            at.step("Tab")
            at.type(PEOPLE[given])
            at.keys("Return")
        at.until(inside=True)

    def case(self):
        """Open the newest case of the room of screening."""
        at = self.at
        at.keys("ctrl+3")
        at.until(room="screening", rows=bool)
        at.keys("Down", "Return")
        at.until(title=lambda title: SUBJECT in title)

    def certificate(self, given):
        """Let another officer open the newest certificate."""
        self.change_to(given)
        self._open_certificate()

    def _open_certificate(self):
        at = self.at
        at.keys("ctrl+4")
        at.until(room="certification", rows=bool)
        at.keys("Down", "Return")
        at.until(title=lambda title: SUBJECT in title)

    def look_for(self, words):
        """Find something by Ctrl+K and do it."""
        at = self.at
        at.keys("ctrl+k")
        at.until(palette=True)
        at.type(words)
        at.until(found=lambda found: bool(found) and found[0].startswith(words), why="")
        at.keys("Return")
        at.until(palette=False)

    def act(self, words):
        """Open the form of an act on the record in front."""
        self.look_for(words)
        self.at.until(form=words)

    def save(self):
        """Save a form by Ctrl+S, and see that it is gone."""
        self.at.keys("ctrl+s")
        self.at.until(form="")

    def _appoint(self, given, role):
        at = self.at
        at.keys("ctrl+n")
        at.until(form="แต่งตั้งเจ้าหน้าที่", focus="คำนำหน้าชื่อ")
        at.fill("ชื่อ", given)
        at.fill("นามสกุล", "สมมติ")
        at.fill("บทบาท", role)
        at.fill("คำสั่งที่", ORDER)
        at.keys("ctrl+s")
        at.until(secret=bool)
        self.first_secrets[given] = at.state["secret"]
        at.keys("Return")
        at.until(secret="")

    def _review(self):
        """Declare, answer and close both reviews; the screener has the case open."""
        self._declare()
        self._answer(3)
        self.act("เสนอผลการคัดกรอง")
        self.at.type("ส่งกลับ")
        self.save()
        self.change_to(SECOND)
        self.case()
        self._declare()
        self._answer(2)
        self.act("ตรวจทานผลการคัดกรอง")
        self.at.keys("space")
        self.save()
        self.change_to(HEAD)
        self.case()
        self._declare()

    def _declare(self):
        self.act("แจ้งการมีส่วนได้เสีย")
        self.save()

    def _answer(self, count):
        """Pass so many criteria, those that wait for the one who is signed in."""
        at = self.at
        self.act("บันทึกผลตามเกณฑ์")
        for one in range(count):
            if one:
                at.go_to("เกณฑ์")
            at.go_to("ผ่านการตรวจทาน")
            at.keys("space")
            at.fill("หลักฐาน", "รายงานกิจกรรม (สมมติ)")
            at.fill("วันที่ของหลักฐาน", self.today)
        self.save()

    def _assess(self):
        at = self.at
        at.keys("ctrl+4")
        at.until(room="certification")
        at.keys("ctrl+n")
        at.until(form="ประเมินศักยภาพ", focus="ผู้จดทะเบียน")
        self._find(SUBJECT)
        at.go_to("การคัดกรองคุณสมบัติที่ผ่าน")
        self._find(SUBJECT)
        at.fill("ระดับ", "แทนหน่วยงาน")
        at.fill("สรุปหลักฐาน", "มีผลงานต่อเนื่อง (สมมติ)")
        at.fill("เกณฑ์ที่ใช้", "ฉบับที่ 1 (สมมติ)")
        at.press("เพิ่มความสามารถ")
        at.type("ฟื้นฟูป่าต้นน้ำ (สมมติ)")
        at.press("เพิ่มหลักฐาน")
        at.type("รายงานผลงาน (สมมติ)")
        at.step("Tab")
        at.type(self.today)
        at.go_to("ภารกิจที่เหมาะสม")
        at.step("Return")
        at.type("สิ่งแวดล้อม")
        at.keys("Return", "Escape")
        at.until(popup=False)
        at.press("เพิ่มพื้นที่ที่รับรอง")
        at.type("พิษณุโลก")
        at.keys("Down", "Return")
        self.save()

    def _take_over_resolution(self):
        """Take the minutes of a meeting over from paper, and what it resolved on the case."""
        at = self.at
        self.look_for(COMMITTEE)
        at.until(title=lambda title: COMMITTEE in title)
        self.act("รับโอนการประชุมจากเอกสาร")
        at.fill("วันประชุม", self.today)
        at.fill("ที่เก็บเอกสาร", "แฟ้มรายงานการประชุม (สมมติ)")
        self.save()
        at.until(title=lambda title: ORDER in title)
        self.act("รับโอนมติจากเอกสาร")
        at.fill("ชื่อเรื่อง", "การรับรองศักยภาพ (สมมติ)")
        at.fill("ข้อความมติ", "เห็นชอบให้รับรอง (สมมติ)")
        at.fill("เรื่องที่มติตัดสิน", SUBJECT)
        at.until(popup=True)
        # The subject itself stands first, its certificate second.
        at.keys("Down", "Down", "Return")
        at.until(popup=False)
        self.save()

    def _find(self, words):
        """Type into a field that names a record, and take the first that is found."""
        at = self.at
        at.type(words)
        at.until(popup=True)
        at.keys("Down", "Return")
        at.until(popup=False)
