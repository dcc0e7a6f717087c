"""eSpeak NG, which reads a sentence aloud: robotic, but it needs no network and no voice of the browser."""

import ctypes
import wave
from array import array
from io import BytesIO

from espeakng_loader import get_data_path, get_library_path

# Its Arabic is not to be understood: our Arabic, like every newspaper's, is written without vowel signs.
VOICES = {"fr": "fr", "fr-falc": "fr", "de": "de", "en": "en", "tr": "tr", "uk": "uk"}
"""The name of the voice by locale."""

# From espeak-ng/speak_lib.h.
SYNCHRONOUS, DONT_EXIT, BY_CHARACTER, UTF8, OK = 2, 0x8000, 1, 1, 0
SAMPLES = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
SAMPLE_BYTES = 2


class VoiceMissing(Exception):
    """The synthesizer does not start or lacks a voice; the message is the voice's name."""


def read_aloud(text: str, voice: str) -> bytes:
    """The text as a WAV file: one channel, 16 bits, 11,025 samples a second. Not for two threads at once.

    Raises VoiceMissing.
    """
    try:
        library = ctypes.CDLL(get_library_path())
    except OSError as error:
        raise VoiceMissing(voice) from error
    rate = library.espeak_Initialize(SYNCHRONOUS, 0, get_data_path().encode(), DONT_EXIT)
    if rate <= 0 or library.espeak_SetVoiceByName(voice.encode()) != OK:
        raise VoiceMissing(voice)
    samples = synthesized(library, text.encode() + b"\0")
    library.espeak_Terminate()
    return wav(halved(samples), rate // 2)


def synthesized(library: ctypes.CDLL, text: bytes) -> "array[int]":
    """The samples of a text that ends with a zero."""
    samples = array("h")

    def keep(address: int | None, number: int, _events: int) -> int:
        if address and number > 0:
            samples.frombytes(ctypes.string_at(address, number * SAMPLE_BYTES))
        return OK

    kept = SAMPLES(keep)  # has to live as long as the library may call it
    library.espeak_SetSynthCallback(kept)
    library.espeak_Synth(text, ctypes.c_size_t(len(text)), 0, BY_CHARACTER, 0, UTF8, None, None)
    library.espeak_Synchronize()
    return samples


def halved(samples: "array[int]") -> "array[int]":
    """Every other sample, smoothed so that high tones do not come back as low ones: half the weight, still clear."""
    neighbours = zip(samples[::2], samples[1::2], samples[2::2], samples[3::2], strict=False)
    return array("h", [(a + 3 * b + 3 * c + d) // 8 for a, b, c, d in neighbours])


def wav(samples: "array[int]", rate: int) -> bytes:
    content = BytesIO()
    with wave.open(content, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(SAMPLE_BYTES)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
    return content.getvalue()
