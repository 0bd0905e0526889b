"""Codes are read from pictures at 150 dpi and above, however they are turned (C7).

The tally of every run is printed; 100 dpi is counted and told, and not promised.
"""

from __future__ import annotations

import dataclasses
import random
from functools import cache

import pytest
from PIL import Image

from cso_registry.documents.reading.pictures import MOST_PIXELS, read_picture
from cso_registry.domain.certification.code_payload import MOST_BYTES, pack_payload
from cso_registry.kernel.errors import InputError
from cso_registry.workspace.checking.presented import presented_file
from tests.certificates import distorted, made
from tests.certificates.sample_claims import SAMPLE

RESOLUTIONS = (100, 150, 200, 300)
TIMES = 4
FULL = dataclasses.replace(
    SAMPLE,
    name="มูลนิธิตัวอย่าง" * 6,
    capacities=tuple(f"ขอบเขตศักยภาพสมมุติที่ {number}" for number in range(12)),
)
"""Claims that fill the code to its largest size."""


@cache
def paper_pdf() -> tuple[bytes, str]:
    content = made.paper(FULL)
    assert len(pack_payload(FULL, b"k" * 8, b"t" * 20, made.TODAY)) > MOST_BYTES - 10
    return made.pdf(content), made.code_of(content)


@cache
def page(dots_per_inch: int) -> Image.Image:
    return distorted.page_at(paper_pdf()[0], dots_per_inch)


DISTORTIONS = {
    "clean": lambda picture, _: distorted.as_png(picture),
    "turned": lambda picture, chance: distorted.as_png(
        distorted.turned(picture, chance.uniform(0, 360))
    ),
    "blurred": lambda picture, _: distorted.as_png(distorted.blurred(picture, 0.8)),
    "jpeg 50": lambda picture, _: distorted.as_jpeg(picture),
    "scan": distorted.scanned,
    "photo": distorted.photographed,
}


@pytest.mark.parametrize("dots_per_inch", RESOLUTIONS)
@pytest.mark.parametrize("how", DISTORTIONS)
def test_all_are_read_at_150_and_above(how: str, dots_per_inch: int) -> None:
    chance = random.Random(f"{how}{dots_per_inch}")
    true = paper_pdf()[1]
    times = 1 if how in {"clean", "blurred", "jpeg 50"} else TIMES
    read = sum(
        read_picture(DISTORTIONS[how](page(dots_per_inch), chance)) == (true,) for _ in range(times)
    )
    print(f"{how:8} {dots_per_inch} dpi: {read} of {times}")
    if dots_per_inch >= 150:
        assert read == times


def test_a_photo_is_read_in_the_bounded_process() -> None:
    data = distorted.photographed(page(150), random.Random(1))
    (presented,) = presented_file(data, made.FONTS)
    assert presented.code == paper_pdf()[1]
    assert presented.text is None


def test_a_photo_without_a_code_says_what_to_do() -> None:
    with pytest.raises(InputError, match=r"check\.no_code"):
        presented_file(distorted.as_png(Image.new("L", (800, 600), 255)), made.FONTS)


def test_a_huge_picture_is_refused_unread() -> None:
    huge = distorted.as_png(Image.new("1", (20_000, MOST_PIXELS // 20_000 + 10)))
    assert len(huge) < 100_000
    with pytest.raises(InputError, match=r"reading\.picture_too_large"):
        presented_file(huge, made.FONTS)


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0rest", b"\x89PNG\r\n\x1a\n" + bytes(5000)],
)
def test_a_broken_picture_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(InputError, match=r"reading\.picture_unreadable"):
        presented_file(data, made.FONTS)
