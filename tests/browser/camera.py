"""What a camera sees: QR codes on paper, clean and under eleven hard conditions, as pictures and as a video."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from io import BytesIO
from pathlib import Path
from random import Random

from PIL import Image, ImageFilter, ImageOps
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

WIDTH, HEIGHT = 640, 480
SIZE = 260  # pixels of a code that is held well
PAPER = 235  # how bright paper is for a camera, 0 to 255


def code(text: str, size: int = SIZE) -> Image.Image:
    """The code with its quiet zone, black on white."""
    drawing = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    drawing.add_data(text)
    rows = drawing.get_matrix()
    modules = bytes(0 if is_dark else 255 for row in rows for is_dark in row)
    return Image.frombytes("L", (len(rows), len(rows)), modules).resize((size, size), Image.Resampling.NEAREST)


def scene(text: str, size: int = SIZE, angle: float = 0) -> Image.Image:
    """The code in the middle of what the camera sees, turned by an angle in degrees."""
    paper = Image.new("L", (WIDTH, HEIGHT), PAPER)
    sheet = code(text, size).rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=PAPER)
    paper.paste(sheet, ((WIDTH - sheet.width) // 2, (HEIGHT - sheet.height) // 2))
    return paper


def perspective(text: str) -> Image.Image:
    """Held aslant."""
    away = (1.05, 0.22, -70.0, 0.04, 1.18, -40.0, 0.0002, 0.0005)
    return scene(text, 300).transform(
        (WIDTH, HEIGHT), Image.Transform.PERSPECTIVE, away, Image.Resampling.BICUBIC, fillcolor=PAPER
    )


def blurred(text: str, radius: float) -> Image.Image:
    return scene(text).filter(ImageFilter.GaussianBlur(radius))


def noisy(text: str) -> Image.Image:
    """A bad sensor in a dim room, always with the same noise."""
    grain = Image.frombytes("L", (WIDTH, HEIGHT), Random(text).randbytes(WIDTH * HEIGHT))
    return Image.blend(scene(text), grain, 0.4)


def dark(text: str) -> Image.Image:
    """Low contrast: black is 20, white 55 of 255."""
    return scene(text).point(lambda value: 20 + value * 35 // 255)


def glaring(text: str) -> Image.Image:
    """A lamp mirrored in the upper corner."""
    lamp = ImageOps.invert(Image.radial_gradient("L")).resize((WIDTH, HEIGHT)).point(lambda value: max(0, value - 60))
    mask = Image.new("L", (WIDTH, HEIGHT), 0)
    mask.paste(lamp, (-190, -150))
    return Image.composite(Image.new("L", (WIDTH, HEIGHT), 255), scene(text), mask)


HARD: Mapping[str, Callable[[str], Image.Image]] = {
    "clean": scene,
    "small": partial(scene, size=90),
    "turned": partial(scene, angle=35),
    "turned and small": partial(scene, size=110, angle=35),
    "aslant": perspective,
    "blurred by 2 px": partial(blurred, radius=2),
    "blurred by 3 px": partial(blurred, radius=3),
    "noisy": noisy,
    "dark": dark,
    "glaring": glaring,
    "inverted": lambda text: ImageOps.invert(scene(text)),
}
"""Eleven ways in which a code is hard to read, by name."""


def hard_pictures(texts: Mapping[str, str]) -> Iterator[tuple[str, str, bytes]]:
    """The scene, the text and the picture as PNG, for each scene and text."""
    for name, draw in HARD.items():
        for text in texts.values():
            yield name, text, png(draw(text))


def png(picture: Image.Image) -> bytes:
    file = BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def show(path: Path, *texts: str) -> None:
    """Hold these codes before the camera whose picture is this file: one after the other, a second each, and again."""
    with path.open("wb") as file:
        file.write(b"YUV4MPEG2 W%d H%d F5:1 Ip A1:1 C420jpeg\n" % (WIDTH, HEIGHT))
        for text in texts:
            frame = b"FRAME\n" + scene(text).tobytes() + b"\x80" * (WIDTH * HEIGHT // 2)
            file.write(frame * 5)
