"""Images that somebody sends: checked by their content, and drawn anew, so that nothing else of the file is left.

Pillow decodes them in the intake process, within its limits. What is kept has no metadata, no place where it was
taken, and nothing that stood before or behind the image in its file.
"""

from __future__ import annotations

import struct
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from claims.refusals import Refusal
from claims.text_positions import TextPosition, read_positions

if TYPE_CHECKING:
    from PIL.Image import Image

MEGAPIXEL = 1_000_000
MAX_IMAGE_PIXELS = 40 * MEGAPIXEL
JPEG_QUALITY = 90

SIGNATURES = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF87a": "GIF", b"GIF89a": "GIF", b"RIFF": "WEBP"}
"""The first bytes of each format that is read."""
WRITTEN_FORMATS = {"JPEG": "JPEG", "WEBP": "WEBP"}
"""The format in which an image is drawn anew; of any other it is PNG."""
MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}
DECODING_ERRORS = (
    OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, ArithmeticError, RuntimeError, struct.error,
)  # fmt: skip
"""What Pillow raises for broken files, depending on where they are broken."""


class NotAnImage(Refusal):
    code, status = "not_an_image", 422
    title = _("This file is not an image that the desk can show. Send a PNG, JPEG, WebP or GIF.")


class ImageTooLarge(Refusal):
    code, status = "image_too_large", 422
    title = _("This image has too many pixels.")
    message = _("This image has %(megapixels)d million pixels. Send one with at most %(limit)d million.")


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file as it may be stored. An image, which is drawn anew, has a size in pixels; a PDF has none.

    A PDF has its `text`, empty if it cannot be read, and `positions` in it, the pages (`claims.text_positions`).
    """

    data: bytes
    media_type: str
    width: int = 0
    height: int = 0
    text: str = ""
    positions: tuple[TextPosition, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the file as plain JSON."""
        positions = [position.to_json() for position in self.positions]
        return {**asdict(replace(self, positions=())), "data": b64encode(self.data).decode(), "positions": positions}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> CheckedFile:
        """Return the file that `to_json` wrote."""
        return cls(**{**data, "data": b64decode(data["data"]), "positions": read_positions(data["positions"])})


def find_image_format(data: bytes) -> str | None:
    """Return the format that the first bytes of a file name, None if it is no image that is read."""
    return next((name for signature, name in SIGNATURES.items() if data.startswith(signature)), None)


def redraw_image(data: bytes, *, max_width: int, max_height: int, written_format: str = "") -> CheckedFile:
    """Return the first frame of an image, upright and within a size; in its own format if none is given.

    Raises `NotAnImage` and `ImageTooLarge`.
    """
    read_format = find_image_format(data)
    if read_format is None:
        raise NotAnImage
    try:
        image = _read_pixels(data, read_format, max_width, max_height)
    except DECODING_ERRORS as error:
        raise NotAnImage from error
    written_format = written_format or WRITTEN_FORMATS.get(read_format, "PNG")
    file = BytesIO()
    image.save(file, written_format, quality=JPEG_QUALITY)
    return CheckedFile(file.getvalue(), MEDIA_TYPES[written_format], image.width, image.height)


def _read_pixels(data: bytes, read_format: str, max_width: int, max_height: int) -> Image:
    """Return the pixels of an image alone."""
    from PIL import Image, ImageOps  # Pillow is loaded only in the process that needs it

    Image.MAX_IMAGE_PIXELS = None  # the size is checked here, before anything is decoded
    with Image.open(BytesIO(data), formats=[read_format]) as source:
        if (pixels := source.width * source.height) > MAX_IMAGE_PIXELS:
            raise ImageTooLarge(megapixels=pixels // MEGAPIXEL, limit=MAX_IMAGE_PIXELS // MEGAPIXEL)
        image = _to_common_mode(source)
    ImageOps.exif_transpose(image, in_place=True)
    image.thumbnail((max_width, max_height))
    return Image.frombytes(image.mode, image.size, image.tobytes())


def _to_common_mode(image: Image) -> Image:
    """Return an image in a mode that its format can be written in: shades of grey, colours, or colours with alpha."""
    if image.mode.startswith("I;16"):
        return image.point(lambda value: value / 256, "L")
    if image.mode in ("RGB", "L"):
        image.load()
        return image.copy()
    return image.convert("RGBA" if image.has_transparency_data else "RGB")
