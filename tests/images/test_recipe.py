"""Which files are made from a picture."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jambanken.images.recipe import (
    CROPS,
    Box,
    Format,
    Output,
    Profile,
    Use,
    Wish,
    crop,
    fit,
    outputs,
)

SIDES = st.integers(1, 12_000)
SHARES = st.floats(0, 1)
FOCI = st.tuples(SHARES, SHARES)


def made(width: int, height: int, **wish: object) -> dict[str, Output]:
    """Return the outputs of a picture by name and format."""
    found = outputs(width, height, Wish(**wish))  # type: ignore[arg-type]  # the test names fields
    by_name = {f"{output.name}.{output.format.value}": output for output in found}
    assert len(by_name) == len(found)
    return by_name


@given(SIDES, SIDES, FOCI)
def test_nothing_is_scaled_up_or_stretched(
    width: int, height: int, focus: tuple[float, float]
) -> None:
    """No file shows more pixels than its part of the picture has, or other proportions."""
    for output in outputs(width, height, Wish(focus=focus)):
        box = output.box
        assert 0 <= box.left < box.right <= width
        assert 0 <= box.top < box.bottom <= height
        assert output.width <= box.width
        assert output.height <= box.height
        # Half a pixel at either end is all that rounding may move.
        assert abs(output.width * box.height - output.height * box.width) <= max(
            box.width, box.height
        )


@given(SIDES, SIDES, FOCI, st.sampled_from(sorted(CROPS)))
def test_crop_is_as_large_as_it_can_be_and_holds_the_focus(
    width: int, height: int, focus: tuple[float, float], name: str
) -> None:
    """A crop goes from edge to edge one way, and the main person's place is within it."""
    box = crop(width, height, *CROPS[name], focus)
    assert box.width == width or box.height == height
    assert box.left <= min(focus[0] * width, width - 0.5) <= box.right
    assert box.top <= min(focus[1] * height, height - 0.5) <= box.bottom


@pytest.mark.parametrize(
    ("focus", "box"),
    [
        ((0.5, 0.5), Box(400, 0, 2000, 1600)),
        ((0.0, 0.9), Box(0, 0, 1600, 1600)),
        ((1.0, 0.1), Box(800, 0, 2400, 1600)),
        ((0.6, 0.5), Box(640, 0, 2240, 1600)),
    ],
)
def test_square_stands_around_the_focus(focus: tuple[float, float], box: Box) -> None:
    """A square of a picture that lies follows the focus as far as the edges let it."""
    assert crop(2400, 1600, 1, 1, focus) == box


def test_what_a_drawing_gives() -> None:
    """A drawing of the bank's usual size gives every width, and lossless files for print."""
    found = made(2400, 1600, flat=True)
    assert {name: (output.width, output.height) for name, output in found.items()} == {
        "320.avif": (320, 213),
        "640.avif": (640, 427),
        "1280.avif": (1280, 853),
        "640.webp": (640, 427),
        "1280.webp": (1280, 853),
        "640.jpg": (640, 427),
        "webb.jpg": (1920, 1280),
        "webb.webp": (1920, 1280),
        "webb.avif": (1920, 1280),
        "tryck.png": (2400, 1600),
        "tryck.tif": (2400, 1600),
        "1x1.jpg": (1080, 1080),
        "4x5.jpg": (1080, 1350),
        "16x9.jpg": (1920, 1080),
        "1200x630.jpg": (1200, 630),
    }


def test_photo_is_printed_as_jpeg() -> None:
    """A photo as lossless file would be ten times as large and look the same."""
    found = [output for output in made(6000, 4000).values() if output.use is Use.PRINT]
    assert [(output.format, output.width) for output in found] == [(Format.JPEG, 6000)]
    codec = found[0].codec(Profile.DRAFT)
    assert codec == found[0].codec(Profile.PUBLISH)
    assert codec.quality >= 90
    assert codec.full_colour


def test_withheld_crop_is_not_made() -> None:
    """A crop that would harm the picture is left out when its editor says so."""
    withheld = frozenset({"9x16", "1x1"})
    names = {output.name for output in outputs(6000, 4000, Wish(withheld=withheld))}
    assert names >= {"4x5", "16x9", "1200x630"}
    assert not names & withheld


@pytest.mark.parametrize("size", [(1, 1), (1, 12_000), (319, 200), (640, 480), (1080, 1080)])
def test_small_picture_is_still_shown(size: tuple[int, int]) -> None:
    """However small it is, pages have something to show in each format, and it can be taken away."""
    found = made(*size)
    assert {"webb.jpg", "webb.webp", "webb.avif", "tryck.jpg"} <= set(found)
    assert (found["webb.jpg"].width, found["webb.jpg"].height) == fit(*size, 1920)


def test_only_downloads_carry_metadata() -> None:
    """What pages show is as small as it can be; what is taken away says whose it is."""
    for name, output in made(6000, 4000).items():
        assert output.is_download == (not name[0].isdigit() or "x" in name)


@pytest.mark.parametrize(("member", "said"), [(Format.JPEG, "jpeg"), (Format.TIFF, "tiff")])
def test_media_types(member: Format, said: str) -> None:
    """Markup names formats as IANA has registered them."""
    assert member.media_type == f"image/{said}"
    assert Format.AVIF.media_type == "image/avif"
