"""Which signs a font can draw: the table `cmap` of its file, as the OpenType specification 1.9 describes it."""

from collections.abc import Iterator
from pathlib import Path
from struct import unpack_from

UNICODE = frozenset(((0, 3), (0, 4), (3, 1), (3, 10)))
"""The platforms and encodings of tables that say where each sign of Unicode is."""
BY_SEGMENTS, BY_GROUPS = 4, 12


def signs_of(path: Path) -> frozenset[str]:
    """Every sign for which the font has a drawing of its own."""
    font = path.read_bytes()
    return frozenset(chr(code) for table in tables(font) for code in codes(font, table))


def tables(font: bytes) -> Iterator[int]:
    """Where the tables of Unicode begin, in bytes from the start of the file."""
    count = unpack_from(">H", font, 4)[0]
    directory = (unpack_from(">4sIII", font, 12 + 16 * number) for number in range(count))
    start = next(offset for tag, _, offset, _ in directory if tag == b"cmap")
    for number in range(unpack_from(">H", font, start + 2)[0]):
        platform, encoding, offset = unpack_from(">HHI", font, start + 4 + 8 * number)
        if (platform, encoding) in UNICODE:
            yield start + offset


def codes(font: bytes, table: int) -> Iterator[int]:
    """The code points of one table; of the other formats, which no font of text has, none."""
    kind = unpack_from(">H", font, table)[0]
    if kind == BY_GROUPS:
        for number in range(unpack_from(">I", font, table + 12)[0]):
            first, last, _ = unpack_from(">III", font, table + 16 + 12 * number)
            yield from range(first, last + 1)
    elif kind == BY_SEGMENTS:
        yield from codes_of_segments(font, table)


def codes_of_segments(font: bytes, table: int) -> Iterator[int]:
    """The code points of segments, without those that lead to the box that stands for every unknown sign."""
    size = unpack_from(">H", font, table + 6)[0]
    last, first, delta, offset = (table + start + extra * size for start, extra in ((14, 0), (16, 1), (16, 2), (16, 3)))
    for place in range(0, size, 2):
        bounds = (unpack_from(">H", font, start + place)[0] for start in (first, last, delta, offset))
        begin, end, shift, skip = bounds
        for code in range(begin, min(end, 0xFFFE) + 1):
            found = unpack_from(">H", font, offset + place + skip + 2 * (code - begin))[0] if skip else code
            if found and (found + shift) % 0x10000:
                yield code
