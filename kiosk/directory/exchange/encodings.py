"""In which encoding a file is written, told from its bytes without holding it in memory."""

import codecs
import stat
from pathlib import Path
from typing import BinaryIO, NamedTuple

from kiosk.directory.exchange.rows import UnusableFile

MAX_BYTES = 100 * 1024 * 1024
CHUNK = 1024 * 1024
BYTE_ORDER_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
ARCHIVES = {
    b"PK\x03\x04": "zip", b"PK\x05\x06": "zip", b"PK\x07\x08": "zip", b"\x1f\x8b": "gzip", b"BZh": "bzip2",
    b"\xfd7zXZ\x00": "xz", b"7z\xbc\xaf\x27\x1c": "7z", b"Rar!": "rar", b"\x28\xb5\x2f\xfd": "zstd",
    b"\xd0\xcf\x11\xe0": "xls",
}  # fmt: skip
# Signs that no text holds; tabulation, ends of lines and the form feed are not among them.
CONTROLS = bytes(sorted(set(range(32)) - {9, 10, 11, 12, 13}))
UNDEFINED_IN_CP1252 = b"\x81\x8d\x8f\x90\x9d"


class Start(NamedTuple):
    """What the beginning of a file tells: its encoding and its first sign that is no space."""

    encoding: str
    sign: str


def start(path: Path) -> Start:
    """Raises UnusableFile: `not_found`, `unreadable`, `too_large`, `empty`, `archive`, `binary`, `truncated`."""
    try:
        with opened(path) as file:
            head = file.read(CHUNK)
            refuse_foreign(head)
            encoding = marked(head) or guessed(file, head)
    except OSError as error:
        code = "not_found" if isinstance(error, FileNotFoundError) else "unreadable"
        raise UnusableFile(code, file=path.name) from error
    text = head.decode(encoding, errors="ignore").lstrip("\ufeff \t\r\n")
    if not text:
        raise UnusableFile("empty", file=path.name)
    return Start(encoding, text[0])


def opened(path: Path) -> BinaryIO:
    """The file, if it is one and not too large: judged before a byte is read, and a pipe is never waited for."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise UnusableFile("unreadable", file=path.name)
    if status.st_size > MAX_BYTES:
        raise UnusableFile("too_large", what="file", limit=MAX_BYTES)
    return path.open("rb")


def refuse_foreign(head: bytes) -> None:
    archive = next((kind for magic, kind in ARCHIVES.items() if head.startswith(magic)), "")
    if archive:
        raise UnusableFile("archive", kind=archive)
    if head.startswith(b"%PDF") or (not marked(head) and has_controls(head)):
        raise UnusableFile("binary")


def has_controls(head: bytes) -> bool:
    """A zero byte, or one control sign in a hundred: a stray one comes from a word processor."""
    return b"\x00" in head or 100 * (len(head) - len(head.translate(None, CONTROLS))) > len(head)


def marked(head: bytes) -> str:
    return next((encoding for mark, encoding in BYTE_ORDER_MARKS.items() if head.startswith(mark)), "")


def guessed(file: BinaryIO, head: bytes) -> str:
    """UTF-8 if the whole file is, else CP1252 if it can be."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_ascii, is_possible, chunk = True, True, head
    try:
        while chunk:
            is_ascii = is_ascii and chunk[:-4].isascii()
            is_possible = is_possible and len(chunk) == len(chunk.translate(None, UNDEFINED_IN_CP1252 + b"\x00"))
            decoder.decode(chunk)
            chunk = file.read(CHUNK)
    except UnicodeDecodeError:
        return western(file, is_possible)
    if decoder.getstate()[0]:
        # The last letter of a UTF-8 text is cut through; after nothing but ASCII it is a letter of CP1252.
        return "cp1252" if is_ascii else cut()
    return "utf-8"


def western(file: BinaryIO, is_possible: bool) -> str:
    """CP1252, if the rest of the file, too, has none of the bytes that it leaves out."""
    while is_possible and (chunk := file.read(CHUNK)):
        is_possible = len(chunk) == len(chunk.translate(None, UNDEFINED_IN_CP1252 + b"\x00"))
    if not is_possible:
        raise UnusableFile("binary")
    return "cp1252"


def cut() -> str:
    raise UnusableFile("truncated")


def is_cut(error: UnicodeDecodeError) -> bool:
    """Whether a text ends in the middle of a letter."""
    return error.reason in ("unexpected end of data", "truncated data")
