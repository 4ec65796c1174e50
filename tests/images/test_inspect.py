"""What is said of a sound picture is what a visitor sees, and what has not changed is not opened."""

from __future__ import annotations

import hashlib
import json
import os
import threading
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from tests.images import profiles
from tests.images.broken import saved, small_png
from tests.images.scenes import SIZE, scene

from jambanken.images import inspect as module
from jambanken.images.colour import on_white, upright_srgb
from jambanken.images.inspect import Known, dump, inspect, inspect_all, load
from jambanken.images.opening import UnusableError, read
from jambanken.images.phash import distance, phash
from jambanken.images.values import PictureFault, PictureFile

ENDINGS = {
    "JPEG": "jpg",
    "PNG": "png",
    "WEBP": "webp",
    "AVIF": "avif",
    "TIFF": "tiff",
    "MPO": "jpeg",
}
ORIENTATION = 0x0112
LONG_AGO = 1_700_000_000_000_000_000


def sound(path: Path) -> PictureFile:
    """Return what is found in a file that must be sound."""
    found = inspect(path)
    assert isinstance(found, PictureFile), found
    return found


def aged(path: Path, content: bytes) -> Path:
    """Write a file, and date it well back: the disk's clock has moved on since."""
    path.write_bytes(content)
    os.utime(path, ns=(LONG_AGO, LONG_AGO))
    return path


@pytest.mark.parametrize("format_", ENDINGS)
def test_every_format_that_is_taken(format_: str, tmp_path: Path) -> None:
    """Sum, size, colour and hash are those of the picture, whatever it is saved as."""
    path = tmp_path / f"bild.{ENDINGS[format_]}"
    path.write_bytes(saved(format_, scene(3)))
    found = sound(path)
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (found.width, found.height) == SIZE
    assert distance(found.phash, phash(scene(3))) <= 2
    mean = scene(3).resize((1, 1), Image.Resampling.BOX).tobytes()
    assert all(abs(a - b) <= 3 for a, b in zip(bytes.fromhex(found.colour[1:]), mean, strict=True))


def test_capital_endings(tmp_path: Path) -> None:
    """A camera's DSC_0001.JPG is a JPEG."""
    path = tmp_path / "DSC_0001.JPG"
    path.write_bytes(saved("JPEG"))
    assert sound(path).width == SIZE[0]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
@pytest.mark.parametrize("size", [(2100, 1500), (33, 900), (1, 1)])
def test_the_short_way_sees_the_same(mode: str, size: tuple[int, int], tmp_path: Path) -> None:
    """Colours are worked out on a small picture; they are those of the large one."""
    image = scene(5, size).convert("L") if mode == "I;16" else scene(5, size)
    if mode == "I;16":
        levels = b"".join(bytes((grey, grey)) for grey in image.tobytes())
        image = Image.frombytes("I;16", size, levels)
    else:
        image = image.convert(mode)
    path = tmp_path / "bild.tif"
    profile = profiles.rgb("ProPhoto") if mode in {"RGB", "RGBA"} else b""
    path.write_bytes(saved("TIFF", image, **({"icc_profile": profile} if profile else {})))
    found = sound(path)
    with Image.open(path) as opened:
        whole = on_white(upright_srgb(opened))
    assert distance(found.phash, phash(whole)) <= 2
    mean = whole.resize((1, 1), Image.Resampling.BOX).tobytes()
    assert all(abs(a - b) <= 3 for a, b in zip(bytes.fromhex(found.colour[1:]), mean, strict=True))


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_a_lying_picture_is_measured_upright(format_: str, tmp_path: Path) -> None:
    """Width is width as a visitor sees it."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    path = tmp_path / f"bild.{ENDINGS[format_]}"
    path.write_bytes(saved(format_, scene(2), exif=exif))
    found = sound(path)
    assert (found.width, found.height) == SIZE[::-1]
    turned = scene(2).transpose(Image.Transpose.ROTATE_270)
    assert distance(found.phash, phash(turned)) <= 2


def test_only_what_has_changed_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Time and size are the same: not opened. Only the time is another: not decoded."""
    files = [aged(tmp_path / f"{name}.jpg", saved("JPEG", scene(name))) for name in range(3)]
    known = inspect_all(files, {})
    assert known == {
        str(path): Known(LONG_AGO, path.stat().st_size, result.sha256, result)
        for path, result in ((path, sound(path)) for path in files)
    }
    opened: list[str] = []
    decoded: list[str] = []
    look = module._looked_at

    def noted_read(path: Path) -> bytes:
        opened.append(path.name)
        return read(path)

    def noted_look(data: bytes, sha256: str, name: str) -> PictureFile:
        decoded.append(name)
        return look(data, sha256, name)

    monkeypatch.setattr(module, "read", noted_read)
    monkeypatch.setattr(module, "_looked_at", noted_look)
    assert inspect_all(files, known) == known
    assert (opened, decoded) == ([], [])
    os.utime(files[0], ns=(LONG_AGO + 1, LONG_AGO + 1))
    aged(files[1], saved("JPEG", scene(9)))
    again = inspect_all(files, known)
    assert (sorted(opened), decoded) == (["0.jpg", "1.jpg"], ["1.jpg"])
    assert again[str(files[0])].result == known[str(files[0])].result
    assert again[str(files[1])].result == sound(files[1])


def test_a_file_that_is_gone_is_forgotten(tmp_path: Path) -> None:
    """What is known holds the files that were asked for and no others."""
    files = [aged(tmp_path / f"{name}.png", small_png()) for name in "ab"]
    known = inspect_all(files, {})
    files[0].unlink()
    assert set(inspect_all(files[1:], known)) == {str(files[1])}
    assert isinstance(inspect_all(files, known)[str(files[0])].result, PictureFault)


def test_a_file_that_could_not_be_read_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever gives us the right to read it changes neither its time nor its size."""
    path = aged(tmp_path / "bild.png", small_png())

    def refused(path: Path) -> bytes:
        raise UnusableError(PictureFault(f"{path.name} går inte att läsa.", "Kontrollera det."))

    with monkeypatch.context() as patched:
        patched.setattr(module, "read", refused)
        known = inspect_all([path], {})
    assert isinstance(known[str(path)].result, PictureFault)
    assert isinstance(inspect_all([path], known)[str(path)].result, PictureFile)


def test_a_file_that_was_just_written_is_looked_at_again(tmp_path: Path) -> None:
    """It may be written to once more without its time or size telling."""
    path = tmp_path / "bild.png"
    path.write_bytes(small_png())
    known = inspect_all([path], {})
    assert known[str(path)].mtime_ns == 0
    before = path.stat()
    os.utime(path, ns=(time.time_ns(), time.time_ns()))
    black, white = (saved("PNG", Image.new("1", (2, 2), colour)) for colour in (0, 1))
    assert len(black) == len(white)
    path.write_bytes(black)
    known = inspect_all([path], known)
    path.write_bytes(white)
    os.utime(path, ns=(before.st_mtime_ns, before.st_mtime_ns))
    assert inspect_all([path], known)[str(path)].result == inspect(path)


faults = st.builds(PictureFault, st.text(), st.text())
digits = st.text("0123456789abcdef", min_size=64, max_size=64)
paths = st.text() | st.binary(max_size=9).map(os.fsdecode)
whole_numbers = st.integers(0, 2**63)


@st.composite
def knowledge(draw: st.DrawFn) -> Known:
    """Return what may be known of a file."""
    sha256 = draw(digits)
    size, mtime = draw(whole_numbers), draw(whole_numbers)
    if draw(st.booleans()):
        return Known(mtime, size, sha256, draw(faults))
    pixels = st.integers(1, 65_500)
    picture = PictureFile(sha256, sha256[:16], draw(pixels), draw(pixels), f"#{sha256[:6]}")
    return Known(mtime, size, sha256, picture)


@given(st.dictionaries(paths, knowledge(), max_size=4))
def test_what_is_known_can_be_kept(known: dict[str, Known]) -> None:
    """It comes back as it was, with names in any encoding."""
    assert load(dump(known)) == known


@given(st.none() | st.binary() | st.recursive(st.none() | st.text() | st.integers(), st.lists))
def test_a_damaged_blob_is_no_knowledge(blob: object) -> None:
    """Bytes that are no JSON, JSON that is nothing we wrote, and entries of another shape."""
    assert load(blob if isinstance(blob, bytes | None) else json.dumps(blob).encode()) == {}
    if not isinstance(blob, bytes):
        made_by = json.loads(dump({}))[0]
        assert load(json.dumps([made_by, {"a.jpg": blob}]).encode()) == {}
        assert load(json.dumps([made_by, blob]).encode()) == {}


def test_another_version_knows_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another Pillow may see another picture."""
    blob = dump(inspect_all([aged(tmp_path / "a.png", small_png())], {}))
    assert load(blob)
    monkeypatch.setattr(module, "_MADE_BY", "another")
    assert load(blob) == {}


def test_warnings_are_left_as_they_were(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Several threads look at once; Pillow's warnings are heard by none, everybody else's by all."""
    path = tmp_path / "bild.png"
    path.write_bytes(saved("PNG", Image.new("P", (800, 600)), transparency=b"\0" * 9))
    before = list(warnings.filters)
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(inspect, [path] * 16))
    assert len(set(results)) == 1
    assert isinstance(results[0], PictureFile)
    assert list(warnings.filters) == before
    assert capfd.readouterr() == ("", "")
    with pytest.warns(UserWarning, match="hörs"):
        warnings.warn("hörs", UserWarning, stacklevel=1)


def test_no_thread_is_left_behind(tmp_path: Path) -> None:
    """A build forks afterwards, which is only safe where no thread runs."""
    files = [aged(tmp_path / f"{name}.png", small_png()) for name in range(9)]
    before = threading.active_count()
    inspect_all(files, {})
    assert threading.active_count() == before
