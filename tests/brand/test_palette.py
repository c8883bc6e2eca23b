from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.brand import (
    COLOURS,
    GROUNDS,
    LEAST_RATIO,
    check_contrast,
    complete_colours,
    contrast,
    nearest_passing,
    suggest_colour,
)

HOUSE = {
    "ink": "#1c2730", "soft": "#55636e", "line": "#c5ced3", "paper": "#ffffff", "note": "#fbfbf9",
    "desk": "#e9edef", "tint": "#eef2f3", "accent": "#0e5a6b", "accent-tint": "#dfecef",
    "warn": "#9c3a26", "warn-tint": "#f7ebe7",
}  # fmt: skip
READABLE = st.integers(0, 0xFFFFFF).map(lambda value: nearest_passing(f"#{value:06x}", ["#ffffff"]))


def test_without_a_brand_every_colour_is_the_houses():
    assert complete_colours(HOUSE, {}) == HOUSE
    assert set(HOUSE) == set(COLOURS)


def test_what_follows_from_a_given_colour_is_mixed_anew():
    colours = complete_colours(HOUSE, {"accent": "#7a1fa2"})
    changed = {name for name in COLOURS if colours[name] != HOUSE[name]}
    assert changed == {"accent", "tint", "accent-tint"}


def test_a_given_tint_is_kept():
    given_ = {"accent": "#7a1fa2", "tint": "#f0f0f0"}
    assert complete_colours(HOUSE, given_)["tint"] == "#f0f0f0"


@given(READABLE, READABLE, READABLE)
def test_colours_that_can_be_read_on_white_can_be_read_on_what_we_mix(ink, accent, warn):
    brand = {"ink": ink, "accent": accent, "warn": warn, "paper": "#ffffff"}
    assert check_contrast(complete_colours(HOUSE, brand)) == ()


def test_a_pair_that_fails_is_named_once():
    colours = complete_colours(HOUSE, {"accent": "#ffcc00"})
    assert [(pair.text, pair.ground) for pair in check_contrast(colours)] == [("accent", "paper")]


@pytest.mark.parametrize("name", [*GROUNDS, "paper", "tint", "warn-tint"])
def test_one_suggestion_mends_all_pairs_of_a_colour(name):
    bad = {name: "#9aa0a6" if name in GROUNDS else "#707070"}
    colours = complete_colours(HOUSE, bad)
    assert check_contrast(colours)
    suggested = suggest_colour(name, colours, bad)
    mended = complete_colours(HOUSE, {name: suggested})
    assert [pair for pair in check_contrast(mended) if name in (pair.text, pair.ground)] == []
    assert contrast(suggested, mended["ink"]) >= LEAST_RATIO or name in GROUNDS
