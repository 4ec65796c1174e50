"""Whatever file anybody sends: one line in Swedish with what to do, quickly, and in little memory."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from tests.images import broken

from jambanken.images.colour import on_white, upright_srgb
from jambanken.images.inspect import inspect
from jambanken.images.opening import UnusableError, decode
from jambanken.images.structure import is_sound_exif, orientation
from jambanken.images.values import PictureFault, PictureFile

ROOT = Path(__file__).parent.parent.parent
CASES = ROOT / "tests" / "cases" / "pictures"
EXPECTED = dict(line.split(": ", 1) for line in (CASES / "bad.txt").read_text("utf-8").splitlines())
#: For all files one after another, with Python and Pillow themselves.
MOST_MEGABYTES = 500
LOOK = """
import re, sys
from pathlib import Path
from jambanken.images.inspect import inspect_all
found = inspect_all(sorted(Path(sys.argv[1]).iterdir()), {})
assert all(type(known.result).__name__ == "PictureFault" for known in found.values())
(peak,) = re.findall(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())
print(len(found), int(peak) // 1024)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with all of them."""
    made = tmp_path_factory.mktemp("broken")
    broken.make(made)
    return made


def test_table_and_files_agree(folder: Path) -> None:
    """Every file has its line, and every line its file."""
    assert set(EXPECTED) == {path.name for path in folder.iterdir()} | {"finns-inte.jpg"}


@pytest.mark.parametrize("name", EXPECTED)
def test_one_line_with_the_cure(name: str, folder: Path) -> None:
    """What is wrong, and what to do, letter for letter."""
    found = inspect(folder / name)
    assert isinstance(found, PictureFault)
    assert f"{found.message} {found.fix}" == EXPECTED[name]


@pytest.mark.skipif(sys.platform != "linux", reason="how much was used is asked of Linux")
def test_little_memory_and_no_word_beside(folder: Path) -> None:
    """All of them together in one process, several at a time: bounded, and nothing on the terminal."""
    done = subprocess.run(
        [sys.executable, "-c", LOOK, folder],
        cwd=ROOT / "hooks",
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    count, megabytes = map(int, done.stdout.split())
    assert count == len(EXPECTED) - 1
    assert megabytes < MOST_MEGABYTES
    assert not done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    """It is said why."""
    path = tmp_path / "bild.jpg"
    path.write_bytes(broken.saved("JPEG"))
    path.chmod(0)
    found = inspect(path)
    assert isinstance(found, PictureFault)
    assert found.message.startswith("filen går inte att läsa")


@pytest.mark.parametrize("name", ["a" * 300 + ".jpg", "bild\0.jpg", "under/mapp.jpg", "\udce5.jpg"])
def test_a_name_that_no_file_can_have(name: str, tmp_path: Path) -> None:
    """It is a file that is not there, or cannot be read, and no fault of the program."""
    assert isinstance(inspect(tmp_path / name), PictureFault)


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
@pytest.mark.parametrize("tail", [b"<script>alert(1)</script>", b"PK\3\4" + bytes(99)])
def test_what_hangs_on_behind_goes_nowhere(format_: str, tail: bytes) -> None:
    """A file that is a picture and something else at once is a picture: only pixels go on."""
    data = broken.saved(format_)
    ending = {"JPEG": "jpg", "TIFF": "tif"}.get(format_, format_.lower())
    shown = upright_srgb(decode(data + tail, f"bild.{ending}"))
    assert (
        on_white(shown).tobytes() == on_white(upright_srgb(decode(data, f"b.{ending}"))).tobytes()
    )
    for other in ("JPEG", "PNG", "WEBP", "AVIF", "TIFF"):
        again = io.BytesIO()
        shown.save(again, other)
        assert tail not in again.getvalue()


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_grey_alone_is_no_damage(mode: str, progressive: bool) -> None:
    """A whole picture may well be grey where a broken one would be."""
    grey: dict[str, int | tuple[int, ...]] = {"RGB": (128,) * 3, "L": 128, "CMYK": (127,) * 4}
    image = Image.new(mode, (300, 200), grey[mode])
    data = broken.saved("JPEG", image, progressive=progressive)
    assert decode(data, "bild.jpg").size == (300, 200)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.98])
@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_never_a_grey_half(mode: str, share: float) -> None:
    """A JPEG that was cut off and closed again is no whole picture, though Pillow takes it for one."""
    image = Image.effect_noise((200, 160), 90).convert(mode)
    data = broken.saved("JPEG", image, quality=90)
    start = data.index(b"\xff\xda") + 20
    cut = data[: start + int(share * (len(data) - start))] + b"\xff\xd9"
    with pytest.raises(UnusableError):
        decode(cut, "bild.jpg")


SOUND = {
    name: broken.saved(format_, Image.effect_noise((40, 30), 50).convert("RGB"), **options)
    for name, format_, options in (
        ("a.jpg", "JPEG", {"xmp": b"<a/>"}),
        ("b.jpg", "JPEG", {"progressive": True, "exif": Image.Exif()}),
        ("c.png", "PNG", {}),
        ("d.webp", "WEBP", {"exif": Image.Exif()}),
        ("e.avif", "AVIF", {}),
        ("f.tif", "TIFF", {"compression": "tiff_deflate"}),
    )
}


def seen(data: bytes, name: str) -> Image.Image | PictureFault:
    """Return what a visitor would see of a file."""
    try:
        return upright_srgb(decode(data, name))
    except UnusableError as unusable:
        return unusable.fault


@given(
    st.sampled_from(sorted(SOUND)),
    st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=6)), max_size=8),
    st.floats(0, 1) | st.just(1),
)
def test_any_damage_is_a_fault_or_none(
    name: str, wounds: list[tuple[float, bytes]], length: float
) -> None:
    """Bytes changed anywhere, and the rest cut off: a picture or a fault, and never an exception."""
    data = bytearray(SOUND[name])
    for share, content in wounds:
        at = int(share * len(data))
        data[at : at + len(content)] = content
    shown = seen(bytes(data[: int(length * len(data))]), name)
    assert shown.fix if isinstance(shown, PictureFault) else shown.mode in {"RGB", "RGBA"}


BEGINNINGS = (
    *(b"", b"\xff\xd8\xff", b"\xff\xd8\xff\xe1\0\x20Exif\0\0MM\0*", b"\x89PNG\r\n\x1a\n"),
    *(b"II*\0", b"MM\0*", b"II+\0", b"MM\0+\0\x08\0\0", b"RIFF\x20\0\0\0WEBP"),
    *(b"\0\0\0\x20ftypavif", b"\0\0\0\x20ftyp", b"<?xml ", b"BM", b"8BPS"),
)


@given(st.sampled_from(BEGINNINGS), st.binary(), st.sampled_from([*SOUND, "bild", "bild.", ".jpg"]))
def test_any_bytes_are_a_fault(beginning: bytes, rest: bytes, name: str) -> None:
    """Whatever comes after the first bytes of a picture, if there are any."""
    assert isinstance(seen(beginning + rest, name), PictureFault)


@given(st.sampled_from([b"", b"Exif\0\0", b"Exif\0\0MM\0*", b"II*\0\x08\0\0\0"]), st.binary())
def test_any_exif_lies_in_some_way(beginning: bytes, rest: bytes) -> None:
    """Broken or not: it has an Orientation, and is sound where it has another than the common one."""
    raw = beginning + rest
    assert is_sound_exif(raw) or orientation(raw) == 1


def test_all_of_them_are_sound(tmp_path: Path) -> None:
    """What the damage was done to had none."""
    for name, data in SOUND.items():
        (tmp_path / name).write_bytes(data)
        assert isinstance(inspect(tmp_path / name), PictureFile)
