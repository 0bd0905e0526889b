"""Public lists of keys that prove or hide nothing: low order, second spellings, no points (Q:R12)."""

from cso_registry.seal import recipient as recipient_module

PRIME = 2**255 - 19
SMALL_ORDER = [
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
]
SECOND_SPELLINGS = [
    "0100000000000000000000000000000000000000000000000000000000000080",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
]
NO_POINTS = [
    "0200000000000000000000000000000000000000000000000000000000000000",
    "d9ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "00" * 31,
    "00" * 33,
    "",
]
ORDER_EIGHT = (
    325606250916557431795983626356110631294008115727848805560023387167927233504,
    39382357235489614581723060781553021112529911719440698176882885853963445705823,
)
LOW_ORDER = [0, 1, *ORDER_EIGHT, PRIME - 1, PRIME, PRIME + 1]


def bech32(prefix: str, raw: bytes) -> str:
    """Spell 32 bytes as age spells a recipient."""
    alphabet = recipient_module._ALPHABET
    number, count = int.from_bytes(raw, "big") << 4, 52
    values = [number >> 5 * (count - 1 - index) & 31 for index in range(count)]
    expanded = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    check = recipient_module._checksum([*expanded, *values, 0, 0, 0, 0, 0, 0]) ^ 1
    values += [check >> 5 * (5 - index) & 31 for index in range(6)]
    return prefix + "1" + "".join(alphabet[value] for value in values)
