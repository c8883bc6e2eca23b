from __future__ import annotations

import colorsys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.brand import LEAST_RATIO, contrast, luminance, mixed, nearest_passing

COLOUR = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")
GROUND = st.sampled_from(["#ffffff", "#fff8e7", "#eef2f3", "#f7ebe7"])


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),  # the best-known near miss
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
        ("#0e5a6b", "#ffffff", 7.80),
    ],
)
def test_ratios_are_those_that_other_checkers_give(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


def test_luminance_runs_from_black_to_white():
    assert (luminance("#000000"), luminance("#ffffff")) == (0, pytest.approx(1))


def test_a_mix_lies_between_its_colours():
    assert mixed("#000000", "#ffffff", 0) == "#ffffff"
    assert mixed("#000000", "#ffffff", 1) == "#000000"
    assert mixed("#ff0000", "#ffffff", 0.2) == "#ffcccc"


@given(COLOUR, GROUND)
def test_the_nearest_colour_passes_as_it_is_written(colour, ground):
    found = nearest_passing(colour, [ground])
    assert found is not None
    assert contrast(found, ground) >= LEAST_RATIO


@given(COLOUR, GROUND)
def test_a_colour_that_passes_is_left_alone(colour, ground):
    if contrast(colour, ground) >= LEAST_RATIO:
        assert nearest_passing(colour, [ground]) == colour


@given(COLOUR)
def test_the_hue_is_kept(colour):
    def hue_and_chroma(text):
        parts = [int(text[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        return colorsys.rgb_to_hls(*parts)[0], max(parts) - min(parts)

    found = nearest_passing(colour, ["#ffffff"])
    (before, strong), (after, still) = hue_and_chroma(colour), hue_and_chroma(found)
    if strong > 0.3 and still > 0.3:
        assert min(abs(before - after), 1 - abs(before - after)) < 0.02


@given(COLOUR)
def test_nothing_lighter_of_that_hue_would_pass(colour):
    """On white the nearest colour that passes is the lightest one: it passes hardly."""
    if contrast(colour, "#ffffff") < LEAST_RATIO:
        found = nearest_passing(colour, ["#ffffff"])
        assert contrast(found, "#ffffff") < LEAST_RATIO * 1.04


def test_where_nothing_passes_nothing_is_promised():
    assert nearest_passing("#808080", ["#ffffff", "#777777", "#000000"]) is None
