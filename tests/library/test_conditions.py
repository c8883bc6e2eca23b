from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.errors import RefusalError
from playbook.library.conditions import FACETS, Condition, facets_of, split_condition
from tests.support import make_profile


@pytest.mark.parametrize(
    ("heading", "text", "allowed"),
    [
        ("Ask for parts", "Ask for parts", {}),
        ("  Ask {sector=public} ", "Ask", {"sector": {"public"}}),
        ("Ask {stage=tender|renewal kind=goods}", "Ask", {"stage": {"tender", "renewal"}, "kind": {"goods"}}),
        ("Ask {{ buyer }}", "Ask {{ buyer }}", {}),
        ("Ask {{ buyer }} {sector=public}", "Ask {{ buyer }}", {"sector": {"public"}}),
        ("Ask {% if public %}them{% endif %}", "Ask {% if public %}them{% endif %}", {}),
        ("Ask{sector=public}", "Ask", {"sector": {"public"}}),
    ],
)  # fmt: skip
def test_braces_behind_a_heading_are_its_condition(heading, text, allowed):
    found, condition = split_condition(heading)
    assert found == text
    assert condition.allowed == allowed


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("Ask {sectr=public}", "is no condition"),
        ("Ask {public}", "is no condition"),
        ("Ask {sector=publik}", "is no sector"),
        ("Ask {sector=}", "is no sector"),
        ("Ask {sector=public, stage=tender}", "is no sector"),
        ("Ask {stage=tender stage=renewal}", "stage stands twice"),
        ("Ask {}", "hold no condition"),
        ("Ask { }", "hold no condition"),
        ("Ask {sector=public} them", "before its end"),
        ("Ask {sector=public} {stage=tender}", "before its end"),
    ],
)
def test_conditions_that_would_be_lost_are_refused(heading, said):
    with pytest.raises(RefusalError, match=said) as caught:
        split_condition(heading)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("facets", "holds"),
    [
        ({"sector": "public", "stage": "tender"}, True),
        ({"sector": "public", "stage": "renewal"}, True),
        ({"sector": "private", "stage": "tender"}, False),
        ({"sector": "public", "stage": "negotiation"}, False),
        ({"sector": "public", "stage": None}, False),
        ({"sector": "public"}, False),
    ],
)
def test_all_facets_must_hold_and_one_value_is_enough(facets, holds):
    _, condition = split_condition("Ask {sector=public stage=tender|renewal}")
    assert condition.holds(facets) is holds


def test_no_condition_always_holds():
    assert Condition().holds({})


@pytest.mark.parametrize(
    ("parts", "facets"),
    [
        ({}, ("private", "orientation", "unknown", "unknown")),
        (
            {"account": {"name": "Acme", "sector": "public"}},
            ("public", "orientation", "unknown", "unknown"),
        ),
        (
            {"offering": {"kind": "goods", "stage": "tender", "situation": "new-build"}},
            ("private", "tender", "goods", "new-build"),
        ),
    ],
)
def test_a_profile_has_its_facets(parts, facets):
    found = facets_of(make_profile(**parts))
    assert tuple(found[facet] for facet in FACETS) == tuple(
        facets[("sector", "stage", "kind", "situation").index(facet)] for facet in FACETS
    )


CONDITIONS = st.dictionaries(st.sampled_from(sorted(FACETS)), st.none(), min_size=1).flatmap(
    lambda facets: st.fixed_dictionaries(
        {facet: st.sets(st.sampled_from(FACETS[facet]), min_size=1) for facet in facets}
    )
)


@given(CONDITIONS)
def test_every_written_condition_is_read_back(allowed):
    inside = " ".join(f"{facet}={'|'.join(sorted(values))}" for facet, values in allowed.items())
    assert split_condition(f"Ask {{{inside}}}") == ("Ask", Condition(allowed))


@given(st.text())
def test_any_heading_is_split_or_refused(text):
    try:
        heading, _ = split_condition(text)
    except RefusalError:
        return
    assert heading == heading.strip()
