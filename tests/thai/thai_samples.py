"""Invented Thai names and texts for the property tests."""

from hypothesis import strategies as st

SYLLABLES = tuple(
    """
    กา แก้ว ใจ ดี น้ำ ใส กัญ ญา รัตน์ วงศ์ สุ วรรณ ศรี ไพ บูลย์ เพ็ญ ฤทธิ์ พร ชัย เกียรติ ทอง คำ อำ นวย
    เดช โชติ เล็ก ใหญ่ ภูมิ พัฒน์ ฤดี เสาร์ เฉลิม โอ ภาส ก็ ปี่ ฐิติ ณ ฎี ธรรม เอื้อ เมือง เมื่อ แม่ แม้ ผู้
    ชุม ชน บ้าน หนอง สมา คม มูล นิธิ เด็ก และ สตรี ข้าว ก๋วย โต๊ะ เพื่อ ที่ ซื่อ สัตย์ พันธุ์ ฝั่ง ถิ่น
    """.split()  # noqa: SIM905 - words are read more easily than quotation marks
)
OTHER_PIECES = ("ฯ", "ๆ", "12", "๓๔", "A", "b", "Aid", "No", ".", "-", "(", ")", "+", "฿")

THAI_MARKS = "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e"

names = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=8).map("".join)
mixed_names = st.lists(
    st.tuples(st.sampled_from([*SYLLABLES * 3, *OTHER_PIECES]), st.sampled_from(["", "", "", " "])),
    min_size=1,
    max_size=8,
).map(lambda pieces: "".join(a + b for a, b in pieces).strip())

hostile_texts = st.text(
    st.one_of(
        st.sampled_from("กขนปฤฦเแใะาำๅๆฯ๑ " + THAI_MARKS * 2),
        st.sampled_from(
            "aeZ\u0301\u0323\u0327\u0344\u093c\u20dd\u3099\u0958\u1100\u1161\u11a8\u212b\u0130ß\ufb2c"
            "\u200b\u200d\u202e\ufeff\u00ad\u00a0\u3000\u2028\t\n\r\x00\x1f\x85\ud800\udfff\uf70a\uf711\ufe0f\uffff😀ａ"
        ),
        st.characters(),
    ),
    max_size=30,
)
