"""QR codes as SVG, and the pair of pictures that lets one check, without reading, that a code led to the right page."""

from functools import lru_cache
from hashlib import sha256

from markupsafe import Markup
from qrcode.constants import ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.main import QRCode

PICTURES = ("sailboat", "tree-deciduous", "cat", "fish", "key", "star", "umbrella", "bike", "bell", "apple", "flower",
            "house", "snowflake", "anchor", "carrot", "rabbit")  # fmt: skip
LEVELS = {"M": ERROR_CORRECT_M, "Q": ERROR_CORRECT_Q}


# Choosing the best of eight masks is most of the work of a page about one place.
@lru_cache(maxsize=256)
def qr_code(text: str, label: str, level: str = "Q") -> str:
    """The code as inline SVG, with the quiet zone of four modules; upper case and level M keep it small."""
    size, path = drawn(text, level)
    # What is put into a template of markup is escaped: the label may hold a title that somebody has typed.
    drawing = Markup('<svg class="qr" role="img" aria-label="{}" viewBox="0 0 {} {}"><path d="{}"/></svg>')
    return drawing.format(label, size, size, path)


def qr_picture(text: str, level: str = "Q") -> str:
    """The same as an SVG file of its own, for papers."""
    size, path = drawn(text, level)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path d="{path}"/></svg>'


def drawn(text: str, level: str) -> tuple[int, str]:
    """How many modules the code is wide, and the dark ones as a path of SVG."""
    code = QRCode(error_correction=LEVELS[level], border=4)
    code.add_data(text)
    rows = code.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
    return len(rows), path


def picture_pair(secret: str) -> tuple[str, str]:
    """Two different pictures out of sixteen, always the same for the same text: 240 pairs."""
    digest = sha256(secret.encode()).digest()
    first = digest[0] % len(PICTURES)
    second = (first + 1 + digest[1] % (len(PICTURES) - 1)) % len(PICTURES)
    return PICTURES[first], PICTURES[second]
