"""Images for tests, and files that only pretend to be some."""

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import ExifTags, Image

GPS_PLACE = (52.0, 31.0, 12.0)
CAMERA = "Camera 4711"


def make_image(
    written_format: str = "PNG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **options: Any
) -> bytes:
    """Return an image whose left half is lighter than its right."""
    deep = mode == "I;16"
    image = Image.new(mode if deep else "RGB", size)
    image.paste(65_535 if deep else (255, 255, 255), (0, 0, size[0] // 2, size[1]))
    image = image if deep else image.convert(mode)
    file = BytesIO()
    image.save(file, written_format, **options)
    return file.getvalue()


def make_photo() -> bytes:
    """Return a JPEG that says where it was taken, and that it stands on its side."""
    exif = Image.Exif()
    exif[ExifTags.Base.Model] = CAMERA
    exif[ExifTags.Base.Orientation] = 6
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = GPS_PLACE
    return make_image("JPEG", exif=exif, comment=b"taken by Ana Lima")


def make_bomb(width: int, height: int) -> bytes:
    """Return a small PNG that says it has this size, with the pixels of a part of it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    pixels = zlib.compress(bytes(60_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
SCRIPT = b"<script>alert(document.domain)</script>"
