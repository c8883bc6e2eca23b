"""The pages still look as they did when somebody looked at them. `make pictures` draws them anew; look before committing."""

from __future__ import annotations

import os
import shutil

import pytest
from PIL import Image, ImageChops, ImageFilter

from tests.golden import FOLDER, PAGES, draw

LARGEST_MEAN = 1.5
"""Of 255, over the whole page: what another version of the rasteriser may change."""
LARGEST_SHARE = 0.004
"""Of the page that may look different once blurred: about two words of running text."""
CLEARLY = 40
"""Of 255: a difference that the eye sees."""


def differences(drawn, kept):
    """Return the mean difference, and the share of the page that clearly differs."""
    blurred = [image.convert("L").filter(ImageFilter.GaussianBlur(2)) for image in (drawn, kept)]
    counts = ImageChops.difference(*blurred).histogram()
    total = sum(counts)
    mean = sum(value * count for value, count in enumerate(counts)) / total
    return mean, sum(counts[CLEARLY:]) / total


@pytest.fixture(scope="module", autouse=True)
def rasteriser():
    if shutil.which("pdftoppm") is None:
        if os.environ.get("PLAYBOOK_REQUIRE_TOOLS"):
            pytest.fail("pdftoppm is missing: `make tools` installs it where it may")
        pytest.skip("pdftoppm is not installed: `make tools` installs it where it may")


@pytest.mark.parametrize("golden", PAGES, ids=lambda one: one.name)
def test_a_page_looks_as_it_did(golden, workshop):
    with Image.open(FOLDER / f"{golden.name}.png") as file:
        kept = file.convert("RGB")
    drawn = draw(golden, workshop)
    assert drawn.size == kept.size
    mean, share = differences(drawn, kept)
    assert mean <= LARGEST_MEAN
    assert share <= LARGEST_SHARE


def test_every_picture_is_of_a_page_that_is_drawn():
    assert {path.stem for path in FOLDER.glob("*.png")} == {one.name for one in PAGES}


def test_a_missing_heading_would_be_seen():
    with Image.open(FOLDER / f"{PAGES[0].name}.png") as file:
        kept = file.convert("RGB")
    without = kept.copy()
    without.paste("white", (0, 0, kept.width, 60))
    _, share = differences(without, kept)
    assert share > LARGEST_SHARE
