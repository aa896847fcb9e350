"""Images and PDFs that are evidence: read by their content, drawn anew, refused by name."""

import os
import signal
import subprocess
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageSequence

from claims.bounds import MAX_EVIDENCE_FILE_BYTES
from claims.intake.evidence_files import (
    MAX_HEIGHT_PIXELS,
    MAX_WIDTH_PIXELS,
    EvidenceFileTooLarge,
    NotAnEvidenceFile,
    read_evidence_file,
)
from claims.intake.images import ImageTooLarge, NotAnImage, redraw_image
from claims.intake.jobs import TooComplex
from claims.intake.limited_process import convert_evidence_file
from tests.sample_images import CAMERA, PDF, SCRIPT, make_bomb, make_image, make_photo


def open_image(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


@pytest.mark.parametrize(
    ("read_format", "media_type"),
    [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("WEBP", "image/webp"), ("GIF", "image/png")],
)
def test_an_image_is_drawn_anew(read_format: str, media_type: str) -> None:
    file = read_evidence_file(make_image(read_format))
    assert (file.media_type, file.width, file.height) == (media_type, 60, 40)
    pixels = open_image(file.data).convert("L")
    assert pixels.getpixel((5, 5)) == 255
    assert pixels.getpixel((55, 5)) == 0


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_an_image_keeps_its_shades_in_every_mode(mode: str) -> None:
    pixels = open_image(read_evidence_file(make_image(mode=mode)).data).convert("RGBA").convert("L")
    assert pixels.getpixel((5, 5)) > 200  # type: ignore[operator]
    assert pixels.getpixel((55, 5)) < 50  # type: ignore[operator]


def test_an_image_keeps_its_transparency() -> None:
    image = Image.new("RGBA", (4, 4), (255, 0, 0, 0))
    file = BytesIO()
    image.save(file, "PNG")
    assert open_image(read_evidence_file(file.getvalue()).data).getpixel((0, 0)) == (255, 0, 0, 0)


def test_a_photo_is_upright_and_says_nothing_of_camera_and_place() -> None:
    photo = make_photo()
    assert open_image(photo).getexif().get_ifd(0x8825)
    file = read_evidence_file(photo)
    kept = open_image(file.data)
    assert (file.width, file.height) == (40, 60)
    assert not kept.getexif()
    assert not {"exif", "icc_profile", "comment", "xmp"} & kept.info.keys()
    assert CAMERA.encode() not in file.data
    assert b"Ana Lima" not in file.data


@pytest.mark.parametrize("read_format", ["PNG", "JPEG", "WEBP", "GIF"])
def test_what_hides_behind_an_image_is_not_kept(read_format: str) -> None:
    file = read_evidence_file(make_image(read_format) + SCRIPT + b"PK\x03\x04" + PDF)
    assert SCRIPT not in file.data
    assert b"PK\x03\x04" not in file.data
    assert b"%PDF" not in file.data


def test_an_animation_keeps_its_first_frame() -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("white", "black")]
    file = BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    kept = open_image(read_evidence_file(file.getvalue()).data)
    assert len(list(ImageSequence.Iterator(kept))) == 1
    assert kept.getpixel((0, 0)) == (255, 255, 255)


def test_a_large_image_is_scaled_down_and_a_high_one_keeps_its_height() -> None:
    wide, high = make_image(size=(6_000, 300)), make_image(size=(300, 9_000))
    assert (read_evidence_file(wide).width, read_evidence_file(high).height) == (MAX_WIDTH_PIXELS, 9_000)
    assert MAX_HEIGHT_PIXELS > 9_000


def test_another_format_can_be_asked_for() -> None:
    image = redraw_image(make_image("JPEG"), max_width=20, max_height=20, written_format="PNG")
    assert (image.media_type, image.width, image.height) == ("image/png", 20, 13)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"words", SCRIPT, b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<html>" + make_image(), b"BM" + bytes(100), b"II*\0" + bytes(100), b"%!PS-Adobe-3.0 EPSF-3.0",
        b"%PDF-1.7\nno end", b"\n" + PDF, SCRIPT + PDF,
    ],
)  # fmt: skip
def test_what_is_neither_image_nor_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(NotAnEvidenceFile):
        read_evidence_file(data)


@pytest.mark.parametrize("read_format", ["PNG", "JPEG", "WEBP", "GIF"])
@pytest.mark.parametrize("broken", [lambda data: data[:40], lambda data: data[: len(data) // 2]])
def test_a_truncated_image_is_refused(read_format: str, broken: Callable[[bytes], bytes]) -> None:
    noise = Image.frombytes("RGB", (64, 64), bytes(range(256)) * 48)
    file = BytesIO()
    noise.save(file, read_format)
    with pytest.raises(NotAnImage):
        read_evidence_file(broken(file.getvalue()))


@pytest.mark.parametrize("start", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"RIFF"])
def test_the_first_bytes_alone_make_no_image(start: bytes) -> None:
    with pytest.raises(NotAnImage):
        read_evidence_file(start + SCRIPT * 10)


def test_a_hundred_megapixels_are_refused_before_they_are_decoded() -> None:
    with pytest.raises(ImageTooLarge) as refused:
        read_evidence_file(make_bomb(10_000, 10_000))
    assert refused.value.facts["megapixels"] == 100
    with pytest.raises(ImageTooLarge):
        read_evidence_file(make_bomb(2**31 - 1, 2**31 - 1))


def test_a_decompression_bomb_is_refused() -> None:
    with pytest.raises((NotAnImage, NotAnEvidenceFile)):
        read_evidence_file(make_bomb(5_000, 5_000))


def test_a_pdf_is_kept_as_it_is() -> None:
    assert (read_evidence_file(PDF).data, read_evidence_file(PDF).media_type) == (PDF, "application/pdf")


def test_a_file_of_more_than_ten_megabytes_is_refused() -> None:
    with pytest.raises(EvidenceFileTooLarge):
        convert_evidence_file(PDF + bytes(MAX_EVIDENCE_FILE_BYTES))


def test_a_file_arrives_from_its_process_unchanged() -> None:
    photo = make_photo()
    assert convert_evidence_file(photo) == read_evidence_file(photo)


def test_a_killed_process_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    popen = subprocess.Popen

    def killed(command: list[str], **options: Any) -> Any:
        process = popen(command, **options)
        os.kill(process.pid, signal.SIGKILL)
        return process

    monkeypatch.setattr(subprocess, "Popen", killed)
    with pytest.raises(TooComplex):
        convert_evidence_file(make_image())
