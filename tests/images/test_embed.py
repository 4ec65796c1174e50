"""What travels with a picture: its metadata, in every format, and nothing else."""

from __future__ import annotations

import dataclasses
import io
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms
from tests.images.jobs import ABOUT, download
from tests.images.scenes import scene

from jambanken.images.embed import LONGEST_PACKET, encode, packet
from jambanken.images.metadata import Metadata
from jambanken.images.recipe import Codec, Format, Profile
from jambanken.images.srgb import srgb

ALT = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}AltTextAccessibility"
LONG = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}ExtDescrAccessibility"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
SUBJECT = "{http://purl.org/dc/elements/1.1/}subject"
MARKED = "{http://ns.adobe.com/xap/1.0/rights/}Marked"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
START, END = b"<?xpacket begin=", b'<?xpacket end="r"?>'
#: What exiftool calls a field, and what it is to say.
FIELDS = {
    "XMP-dc:Title": ABOUT.title,
    "XMP-dc:Title-sv": ABOUT.title,
    "XMP-dc:Description": ABOUT.description,
    "XMP-dc:Creator": ABOUT.creator,
    "XMP-dc:Rights": ABOUT.copyright,
    "XMP-dc:Subject": list(ABOUT.keywords),
    "XMP-photoshop:Credit": ABOUT.credit,
    "XMP-photoshop:DateCreated": "2024:05:17",
    "XMP-iptcCore:AltTextAccessibility": ABOUT.alt,
    "XMP-iptcCore:AltTextAccessibility-sv": ABOUT.alt,
    "XMP-iptcCore:ExtDescrAccessibility": ABOUT.description,
    "XMP-iptcCore:ExtDescrAccessibility-sv": ABOUT.description,
    "XMP-iptcExt:DigitalSourceType": (
        "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"
    ),
    "XMP-xmpRights:Marked": True,
    "XMP-xmpRights:WebStatement": ABOUT.licence_url,
    "XMP-xmpRights:UsageTerms": f"{ABOUT.licence_name}, {ABOUT.licence_url}",
    "XMP-cc:License": ABOUT.licence_url,
    "XMP-plus:LicensorName": ABOUT.creator,
    "XMP-plus:LicensorURL": ABOUT.page_url,
}


def texts(xmp: bytes, name: str) -> list[str | None]:
    """Return the texts of a field's items, or its own."""
    tree = ET.fromstring(xmp[xmp.index(b"<x:xmpmeta") : xmp.rindex(b"<?xpacket")])  # noqa: S314  # our own
    fields = list(tree.iter(name))
    return [item.text for field in fields for item in field.iter() if len(item) == 0]


def in_file(content: bytes) -> bytes:
    """Return the packet as it stands in a file of any format, not compressed."""
    assert content.count(START) == 1
    return content[content.index(START) : content.index(END) + len(END)]


def encoded(format_: Format, xmp: bytes | None = None, profile: Profile = Profile.DRAFT) -> bytes:
    """Return a small picture as a file."""
    codec = download(format_).codec(profile)
    return encode(scene(2, (48, 32)), format_, codec, xmp)


@pytest.mark.parametrize("format_", Format)
def test_every_format_carries_the_packet(format_: Format) -> None:
    """The packet stands whole in the file, so any program can find it."""
    xmp = packet(ABOUT)
    assert in_file(encoded(format_, xmp)) == xmp


@pytest.mark.skipif(not shutil.which("exiftool"), reason="exiftool is not installed")
def test_exiftool_reads_every_field_from_every_format(tmp_path: Path) -> None:
    """The programs of those who take a picture away see who made it and how it may be used."""
    for format_ in Format:
        (tmp_path / f"a.{format_.value}").write_bytes(encoded(format_, packet(ABOUT)))
    files = sorted(str(path) for path in tmp_path.iterdir())
    # -b gives texts as they are; without it exiftool shows the ends of lines as dots.
    command = ["exiftool", "-j", "-b", "-G1", "-a", "-charset", "utf8", "-XMP:all", *files]
    told = subprocess.run(command, capture_output=True, check=True).stdout
    found: list[dict[str, Any]] = json.loads(told)
    assert len(found) == len(Format)
    for fields in found:
        assert {name: fields.get(name) for name in FIELDS} == FIELDS, fields["SourceFile"]


def test_packet_is_the_same_every_time() -> None:
    """The packet names files in the cache and is part of a site that can be made twice alike."""
    assert packet(ABOUT) == packet(dataclasses.replace(ABOUT))


@pytest.mark.parametrize("format_", Format)
@pytest.mark.parametrize("profile", Profile)
def test_file_is_the_same_every_time(format_: Format, profile: Profile) -> None:
    """Two machines that build the same bank publish the same bytes."""
    xmp = packet(ABOUT)
    assert encoded(format_, xmp, profile) == encoded(format_, xmp, profile)


def test_jpeg_is_the_same_on_every_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system has no files in memory, what would be written to one is the same."""
    xmp = packet(ABOUT)
    wanted = [Codec(92, 0, full_colour=True), Codec(75, 1), Codec(75, 2)]
    picture = scene(2, (900, 700))
    here = [encode(picture, Format.JPEG, codec, xmp, for_print=True) for codec in wanted]
    monkeypatch.delattr("os.memfd_create", raising=False)
    assert [encode(picture, Format.JPEG, codec, xmp, for_print=True) for codec in wanted] == here


LETTERS = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)


def metadata(fields: dict[str, Any]) -> Metadata:
    """Return metadata of its fields by name."""
    return Metadata(**fields)


@given(
    st.fixed_dictionaries(
        {
            field.name: st.lists(LETTERS).map(tuple) if field.name == "keywords" else LETTERS
            for field in dataclasses.fields(Metadata)
        }
    ).map(metadata)
)
def test_whatever_is_said_the_packet_is_sound(about: Metadata) -> None:
    """No text, with control characters, lone surrogates or markup, makes a packet that cannot be read."""
    xmp = packet(about)
    assert len(xmp) <= LONGEST_PACKET
    texts(xmp, TITLE)


def test_markup_stays_text() -> None:
    """A text cannot put fields into the packet or end it."""
    nasty = (
        '</rdf:li><dc:creator>X</dc:creator> ]]> <?xpacket end="r"?> &amp; "\'\x00\x0b\ud800\ufffe'
    )
    xmp = packet(dataclasses.replace(ABOUT, alt=nasty, keywords=(nasty,)))
    said = nasty.translate(dict.fromkeys(map(ord, "\x00\x0b\ud800\ufffe")))
    assert texts(xmp, ALT) == [said, said]
    assert texts(xmp, SUBJECT) == [said]
    assert texts(xmp, CREATOR) == [ABOUT.creator]
    assert xmp.count(END) == 1


def test_empty_fields_are_left_out() -> None:
    """A field without content says nothing rather than something empty."""
    empty: dict[str, Any] = {field.name: "" for field in dataclasses.fields(Metadata)}
    xmp = packet(metadata(empty | {"keywords": ()}))
    assert b"rdf:li" not in xmp
    assert b"cc:license" not in xmp
    assert b"DigitalSourceType" not in xmp
    assert b"WebStatement" not in xmp


def test_public_domain_is_not_marked_as_protected() -> None:
    """``Marked`` says whether anybody has rights to the picture (XMP specification, part 2)."""
    free = "https://creativecommons.org/publicdomain/zero/1.0/deed.sv"
    assert texts(packet(ABOUT), MARKED) == ["True"]
    assert texts(packet(dataclasses.replace(ABOUT, licence_url=free)), MARKED) == ["False"]


@pytest.mark.parametrize("letter", ["a", "å", "&", "😀", "<"])
def test_long_description_ends_at_a_word(letter: str) -> None:
    """A description too long for a JPEG is cut rather than refused, in JPEG and in all the others."""
    word = letter * 9
    about = dataclasses.replace(ABOUT, description=" ".join([word] * 10_000))
    xmp = packet(about)
    (said, again) = texts(xmp, LONG)
    assert said == again
    assert said is not None
    assert set(said.removesuffix("…").split(" ")) == {word}
    # Nothing worth mentioning of the room is left unused.
    assert LONGEST_PACKET - 400 < len(xmp) <= LONGEST_PACKET
    assert in_file(encoded(Format.JPEG, xmp)) == xmp


def test_ten_thousand_letters_fit() -> None:
    """A description as long as any editor will write comes through whole."""
    description = "Långsamt går åsnan över ängen. " * 323
    assert len(description) > 10_000
    xmp = packet(dataclasses.replace(ABOUT, description=description))
    assert texts(xmp, LONG) == [description.strip()] * 2


def test_thousands_of_keywords_leave_room_for_the_rest() -> None:
    """Keywords that do not fit are left out, whole ones, from the end."""
    words = tuple(f"ord{number}" for number in range(9_999))
    xmp = packet(dataclasses.replace(ABOUT, keywords=words))
    said = texts(xmp, SUBJECT)
    assert said == list(words[: len(said)])
    assert len(said) > 200
    assert texts(xmp, ALT) == [ABOUT.alt] * 2
    assert len(xmp) <= LONGEST_PACKET


@pytest.mark.parametrize("format_", Format)
def test_what_lies_beside_the_pixels_stays_behind(format_: Format) -> None:
    """Codecs write what they find in a picture; they must find nothing."""
    image = scene(3, (40, 30))
    secret = b"SECRET" * 20
    image.info |= {
        "comment": secret,
        "exif": b"Exif\0\0" + secret,
        "xmp": secret,
        "icc_profile": secret,
        "photoshop": {0x0404: secret},
        "XML:com.adobe.xmp": secret.decode(),
        "dpi": (299, 299),
        "transparency": (1, 2, 3),
    }
    clean = scene(3, (40, 30))
    codec = download(format_).codec(Profile.DRAFT)
    assert encode(image, format_, codec) == encode(clean, format_, codec)
    assert image.info["comment"] == secret, "the caller's picture is not touched"


@pytest.mark.parametrize("format_", Format)
def test_jpeg_whose_info_is_gone_has_nothing_else(format_: Format) -> None:
    """Such a picture is encoded as it stands, without a copy: its own object must hide nothing."""
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "SECRET"
    scene(3, (40, 30)).save(
        file, "JPEG", exif=exif, comment=b"SECRET", xmp=b"<SECRET/>", dpi=(99, 99)
    )
    image = Image.open(file)
    image.load()
    assert image.getexif()[0x010E] == "SECRET"
    clean = Image.new("RGB", image.size)
    clean.paste(image)
    image.info = {}
    codec = download(format_).codec(Profile.DRAFT)
    assert encode(image, format_, codec) == encode(clean, format_, codec)


@pytest.mark.parametrize(
    ("format_", "codec"),
    [
        (Format.PNG, Codec(100, 1)),
        (Format.TIFF, Codec(100, 0)),
    ],
)
def test_print_formats_keep_every_pixel(format_: Format, codec: Codec) -> None:
    """A drawing for print is exactly the one that was handed in."""
    image = scene(4, (61, 37))
    again = Image.open(io.BytesIO(encode(image, format_, codec, packet(ABOUT), for_print=True)))
    assert ImageChops.difference(image, again.convert("RGB")).getbbox() is None
    assert again.info["icc_profile"] == srgb()
    assert again.info["dpi"] == pytest.approx((300, 300), abs=0.1)


def test_profile_for_print_is_srgb() -> None:
    """Its colours are those of LittleCMS' own sRGB, within one step of 255, and its bytes never vary."""
    ours = ImageCms.ImageCmsProfile(io.BytesIO(srgb()))
    image = Image.merge(
        "RGB",
        [turned for turn in (0, 90, 180) for turned in [Image.linear_gradient("L").rotate(turn)]],
    )
    seen = ImageCms.profileToProfile(image, ours, ImageCms.createProfile("sRGB"))
    assert seen is not None
    extremes = ImageChops.difference(image, seen).getextrema()
    assert all(most <= 1 for _, most in extremes)  # type: ignore[misc]  # three bands, three pairs
