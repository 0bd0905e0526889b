"""Invented claims; no such office, subject or number exists."""

from cso_registry.domain.certification.claims import Claims

SAMPLE = Claims(
    number="ตย/2570/00017",
    office="สำนักงานตัวอย่างเพื่อการทดสอบ",
    name="มูลนิธิตัวอย่างน้ำใสเพื่อผู้สูงอายุ (สมมุติ)",
    name_en="Invented Clear Water Foundation",
    register_number="ตย/2569/00123",
    subject_kind="องค์กรภาคประชาสังคม (นิติบุคคล)",
    address="เลขที่ 1 หมู่ 2 ตำบลตัวอย่าง อำเภอสมมุติ จังหวัดเชียงใหม่",
    capacities=("ดูแลผู้สูงอายุที่บ้าน", "อบรมอาสาสมัครในชุมชน"),
    missions=("การจัดบริการสาธารณะ", "การพัฒนาคุณภาพชีวิต"),
    areas=("จังหวัดเชียงใหม่", "จังหวัดลำพูน"),
    level="ระดับ 2",
    evidence="รายงานผลงาน 3 ปี และผลการตรวจเยี่ยม",
    decision="มติครั้งที่ 3/2569 วันที่ 2 พฤศจิกายน 2569",
    valid_from="21 พฤศจิกายน 2569",
    valid_until="20 พฤศจิกายน 2572",
    issued="21 พฤศจิกายน 2569",
    legal_basis=("ระเบียบสำนักนายกรัฐมนตรี (ตัวอย่าง)",),
    criteria="1",
    former="",
    signatories=(("นางสาวสมมุติ ตัวอย่าง", "ประธานกรรมการ"),),
    first_day="2026-11-21",
    last_day="2029-11-20",
    language="th",
)
