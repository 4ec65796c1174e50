"""One picture becomes its files: the right pixels, and nothing of what the original hid."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import math
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageStat, TiffImagePlugin
from PIL.PngImagePlugin import PngInfo
from tests.images.jobs import download, job, saved
from tests.images.scenes import scene

from jambanken.images.derive import BrokenPictureError, Job, derive
from jambanken.images.inspect import inspect
from jambanken.images.recipe import Box, Format, Output, Profile, Use, Wish, outputs
from jambanken.images.values import PictureFile

MARK = b"HEMLIGT"
GPS, IMAGE_DESCRIPTION, ARTIST, ORIENTATION, SERIAL = 0x8825, 0x010E, 0x013B, 0x0112, 0xA431

#: What Pillow tells of a file that holds pixels, a packet and a profile, in one format or another.
TECHNICAL = {
    *("jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "resolution", "compression"),
    *("xmp", "XML:com.adobe.xmp", "icc_profile", "progressive", "progression"),
    *("loop", "background", "timestamp", "duration"),
}


def made(
    work: Job, wanted: Iterable[Output] | None = None, profile: Profile = Profile.DRAFT
) -> dict[Output, bytes]:
    """Return what the files of a job hold."""
    found: dict[Output, bytes] = {}
    chosen = work.outputs if wanted is None else wanted
    derive(work, chosen, profile, found.__setitem__)
    return found


def seen(content: bytes) -> Image.Image:
    """Return the pixels of a file."""
    with Image.open(io.BytesIO(content)) as image:
        return image.convert("RGB")


def unlikeness(one: Image.Image, other: Image.Image) -> float:
    """Return how unlike two pictures are: the root of the mean square of the differences, of 255."""
    found = ImageStat.Stat(ImageChops.difference(one, other))
    return math.sqrt(sum(found.sum2) / (one.width * one.height * 3))


def exif_with_secrets() -> Image.Exif:
    """Return what a telephone writes, and a thumbnail: place, serial number, name."""
    exif = Image.Exif()
    exif[IMAGE_DESCRIPTION] = exif[ARTIST] = MARK.decode()
    exif.get_ifd(GPS).update({1: "N", 2: (59.0, 20.0, 0.0), 29: MARK.decode()})
    exif.get_ifd(0x8769)[SERIAL] = MARK.decode()
    return exif


def with_thumbnail(exif: bytes) -> bytes:
    """Return EXIF with a JPEG behind it, where a camera puts the picture as it was before cropping."""
    small = io.BytesIO()
    Image.new("RGB", (8, 8)).save(small, "JPEG", comment=MARK)
    return exif + small.getvalue()


def hostile(folder: Path, format_: str) -> Path:
    """Save a picture with everything beside its pixels that its format can hold."""
    path = folder / f"a.{format_}"
    exif = exif_with_secrets()
    text = PngInfo()
    text.add_text("Comment", MARK.decode())
    text.add_text("Hidden", MARK.decode(), zip=True)
    text.add_itxt("XML:com.adobe.xmp", f"<x>{MARK.decode()}</x>")
    segment = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0c\x1c\x02\x50\0\x07" + MARK
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    for tag in (270, 305, 315, 33432):
        tags[tag] = MARK.decode()
    tags[700] = f"<x>{MARK.decode()}</x>".encode()
    xmp = f"<x>{MARK.decode()}</x>".encode()
    options: dict[str, dict[str, Any]] = {
        "jpg": {
            "exif": with_thumbnail(exif.tobytes()),
            "xmp": xmp,
            "comment": MARK,
            "extra": b"\xff\xed" + (len(segment) + 2).to_bytes(2, "big") + segment,
        },
        "png": {"exif": exif, "pnginfo": text},
        "webp": {"exif": exif, "xmp": xmp, "lossless": True},
        "avif": {"exif": exif, "xmp": xmp},
        "tif": {"tiffinfo": tags},
    }
    return saved(path, scene(5), **options[format_])


@pytest.mark.parametrize("format_", ["jpg", "png", "webp", "avif", "tif"])
def test_nothing_hidden_leaves(tmp_path: Path, format_: str) -> None:
    """Place, serial number, thumbnail, names and comments of the original are in no file made from it."""
    source = hostile(tmp_path, format_)
    data = source.read_bytes()
    assert MARK in data, "the original has them, or this test would say nothing"
    found = made(job(source))
    assert {output.format for output in found} == set(Format)
    for output, content in found.items():
        assert MARK not in content
        with Image.open(io.BytesIO(content)) as image:
            image.load()
            assert not image.info.keys() - TECHNICAL
            assert ("icc_profile" in image.info) == (output.use is Use.PRINT)
            assert not image.getexif().get_ifd(GPS)


@pytest.mark.skipif(not shutil.which("exiftool"), reason="exiftool is not installed")
def test_exiftool_finds_nothing_but_what_was_put_there(tmp_path: Path) -> None:
    """A program that knows far more hiding places than this test finds nothing in them."""
    for output, content in made(job(hostile(tmp_path, "jpg"))).items():
        (tmp_path / f"made-{output.name}.{output.format.value}").write_bytes(content)
    files = sorted(map(str, tmp_path.glob("made-*")))
    command = ["exiftool", "-s", "-a", "-G0", "-ee", "-GPS*", "-EXIF:all", "-IPTC:all"]
    groups = ["-MakerNotes:all", "-Photoshop:all", "-ThumbnailImage", "-PreviewImage", "-Comment"]
    told = subprocess.run([*command, *groups, *files], capture_output=True, text=True, check=True)
    fields = {line.split()[1] for line in told.stdout.splitlines() if line.startswith("[")}
    # A TIFF is made of EXIF's tags; these say how its pixels lie.
    assert not fields - {
        *("ImageWidth", "ImageHeight", "BitsPerSample", "Compression", "StripOffsets"),
        *("PhotometricInterpretation", "SamplesPerPixel", "RowsPerStrip", "StripByteCounts"),
        *("PlanarConfiguration", "Predictor", "SampleFormat", "XResolution", "YResolution"),
        "ResolutionUnit",
    }


def test_every_file_has_the_size_it_is_said_to_have(tmp_path: Path) -> None:
    """Pages give width and height before the picture is there; they must be right."""
    source = saved(tmp_path / "a.png", scene(6, (2300, 1500)))
    found = made(job(source, outputs(2300, 1500, Wish(flat=True))))
    assert len(found) > 10
    for output, content in found.items():
        assert seen(content).size == (output.width, output.height), output


@pytest.mark.parametrize("name", ["1x1", "16x9", "webb", "640", "320"])
def test_made_small_it_looks_like_the_picture(tmp_path: Path, name: str) -> None:
    """Neither halving nor making sizes from one another can be told from scaling the whole at once."""
    picture = scene(7, (5000, 3300))
    source = saved(tmp_path / "a.jpg", picture, quality=60)
    work = job(source, outputs(5000, 3300, Wish(focus=(0.3, 0.6))))
    wanted = [output for output in work.outputs if output.name == name]
    (output, content), *_ = made(work, wanted).items()
    box = output.box
    straight = picture.resize(
        (output.width, output.height),
        Image.Resampling.LANCZOS,
        box=(box.left, box.top, box.right, box.bottom),
    )
    assert unlikeness(seen(content), straight) < 4
    # The measure tells a crop that is some pixels off.
    assert unlikeness(ImageChops.offset(straight, output.width // 50), straight) > 8


def test_files_made_one_by_one_are_the_same(tmp_path: Path) -> None:
    """What a file holds does not depend on which other files were there already."""
    source = saved(tmp_path / "a.png", scene(8, (1500, 1300)))
    work = job(source, outputs(1500, 1300, Wish(flat=True)))
    at_once = made(work)
    for output in work.outputs:
        assert made(work, [output]) == {output: at_once[output]}


def test_transparency_is_white_but_for_print(tmp_path: Path) -> None:
    """JPEG knows no transparency, and on a dark page a drawing would lose its lines."""
    drawn = Image.new("RGBA", (480, 320), (0, 0, 0, 0))
    drawn.paste((0, 80, 160, 255), (100, 100, 200, 200))
    found = made(job(saved(tmp_path / "a.png", drawn)))
    for output, content in found.items():
        image = Image.open(io.BytesIO(content))
        assert image.mode == ("RGBA" if output.format is Format.PNG else "RGB")
        if image.mode == "RGB":
            corner = image.getpixel((2, 2))
            assert isinstance(corner, tuple)
            assert min(corner) > 250
        else:
            assert image.getpixel((2, 2)) == (255, 255, 255, 0)


def test_picture_lies_as_it_was_taken(tmp_path: Path) -> None:
    """A telephone held upright gives pictures that stand."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    source = saved(tmp_path / "a.jpg", scene(9), exif=exif, quality=95)
    work = job(source)
    assert (work.file.width, work.file.height) == (320, 480)
    standing = scene(9).transpose(Image.Transpose.ROTATE_270)
    for output, content in made(work).items():
        if output.box == work.whole:
            size = (output.width, output.height)
            assert unlikeness(seen(content), standing.resize(size)) < 8


@pytest.mark.parametrize("format_", ["jpg", "png", "webp", "tif"])
def test_half_a_picture_is_refused(tmp_path: Path, format_: str) -> None:
    """A file that was damaged since it was looked at is named; no grey half is published."""
    source = saved(tmp_path / f"a.{format_}", scene(10))
    work = job(source)
    source.write_bytes(source.read_bytes()[: source.stat().st_size // 2])
    told: list[Output] = []
    with pytest.raises(BrokenPictureError, match="ändrades") as caught:
        derive(work, work.outputs, Profile.DRAFT, lambda output, _: told.append(output))
    assert caught.value.path == source
    assert told == []
    # Nor where the sum was taken of the damaged file.
    file = dataclasses.replace(work.file, sha256=sum_of(source))
    with pytest.raises(BrokenPictureError):
        derive(dataclasses.replace(work, file=file), work.outputs, Profile.DRAFT, lambda *_: None)


def sum_of(path: Path) -> str:
    """Return a file's sum."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_another_picture_in_its_place_is_refused(tmp_path: Path) -> None:
    """A picture that was exchanged meanwhile may show what must not be shown."""
    source = saved(tmp_path / "a.png")
    work = job(source)
    saved(source, scene(11))
    with pytest.raises(BrokenPictureError, match="ändrades"):
        made(work)
    source.unlink()
    with pytest.raises(BrokenPictureError, match="finns inte"):
        made(work)


def test_file_that_no_codec_takes_is_named(tmp_path: Path) -> None:
    """A fault of a codec becomes one line that says which file could not be made."""
    long = saved(tmp_path / "a.png", Image.new("RGB", (17_000, 2)))
    too_long_for_webp = download(Format.WEBP, (17_000, 2))
    with pytest.raises(BrokenPictureError, match=r"webb\.webp"):
        made(job(long, (too_long_for_webp,)))


def test_memory_is_given_back_before_the_small_files(tmp_path: Path) -> None:
    """While the slow small files are made, the large picture no longer stands in memory."""
    source = saved(tmp_path / "a.jpg", scene(12, (4000, 2700)))
    work = job(source, outputs(4000, 2700, Wish()))
    held: dict[str, float] = {}
    now = [0.0]

    @contextmanager
    def room(times: float) -> Iterator[Callable[[float], None]]:
        now[0] = times
        yield lambda less: now.__setitem__(0, less)

    derive(
        work,
        work.outputs,
        Profile.DRAFT,
        lambda output, _: held.__setitem__(output.name, now[0]),
        room,
    )
    assert held.keys() == {output.name for output in work.outputs}
    # 9:16 is cut out of the whole height, and 4:5 of its half.
    assert all(held[name] > 1 for name in ("tryck", "9x16"))
    assert 0.5 < held["4x5"] < 1
    small = {held[name] for name in ("webb", "1280", "640", "320", "1x1", "16x9", "1200x630")}
    assert max(small) < 0.5


def test_inspected_size_is_what_is_made(tmp_path: Path) -> None:
    """What was said of the picture when it was looked at holds for its files."""
    source = saved(tmp_path / "a.png")
    found = inspect(source)
    assert isinstance(found, PictureFile)
    wrong = dataclasses.replace(found, width=found.width + 1)
    box = Box(0, 0, wrong.width, wrong.height)
    output = Output("webb", Use.WEB, Format.JPEG, 10, 10, box)
    with pytest.raises(BrokenPictureError, match="mått"):
        derive(Job(source, wrong, (output,), b""), [output], Profile.DRAFT, lambda *_: None)
