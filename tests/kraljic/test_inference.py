from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.errors import ProfileError
from playbook.kraljic.beliefs import form_beliefs
from playbook.kraljic.inference import (
    Confidence,
    infer_placement,
    probabilities_of,
    quadrant_probabilities,
)
from playbook.kraljic.matrix import Axis, Quadrant
from playbook.locales import Locale
from playbook.sources.profiles import load_profile
from tests.kraljic.laws import evidence, place
from tests.support import ROOT, make_profile, problems_of

EXAMPLES = {
    "car-lease-consultancy": Quadrant.ROUTINE,
    "car-lease-installer": Quadrant.LEVERAGE,
    "office-supplies": Quadrant.ROUTINE,
    "production-platform": Quadrant.STRATEGIC,
    "weighbridge-software": Quadrant.BOTTLENECK,
}


@given(evidence())
def test_probabilities_sum_to_one_for_any_answers(model, found):
    placement = place(found, model)
    chances = placement.probabilities.values()
    assert sum(chances) == pytest.approx(1, abs=1e-12)
    assert all(0 <= chance <= 1 for chance in chances)
    # To nine decimals; what is nearer than that counts as equal.
    assert placement.probabilities[placement.quadrant] == pytest.approx(max(chances), abs=1e-9)
    assert placement.second is not placement.quadrant
    assert placement.approach == model.approaches[placement.quadrant]


@given(evidence())
def test_the_same_evidence_gives_the_same_placement(model, found):
    assert place(found, model) == place(found, model)


@given(evidence())
def test_the_cheap_way_gives_the_same_probabilities(model, found):
    cheap = probabilities_of(form_beliefs(found, model), model)
    assert cheap == pytest.approx(dict(place(found, model).probabilities))


@given(evidence())
def test_what_is_missing_and_what_is_believed_make_up_the_bank(model, found):
    placement = place(found, model)
    assert set(placement.missing) | set(placement.beliefs) == set(model.missing)
    assert not set(placement.missing) & set(placement.beliefs)
    assert (placement.confidence is Confidence.UNKNOWN) == (not found)


def test_without_answers_every_quadrant_is_as_likely_and_it_says_so(model):
    placement = place([], model)
    assert list(placement.probabilities.values()) == pytest.approx([0.25] * 4)
    assert placement.confidence is Confidence.UNKNOWN
    assert placement.quadrant is Quadrant.ROUTINE
    assert set(placement.missing) == set(model.missing)
    assert placement.contributions == ()


@pytest.mark.parametrize(
    ("levels", "quadrant"),
    [
        ((1, 1), Quadrant.ROUTINE),
        ((5, 1), Quadrant.LEVERAGE),
        ((1, 5), Quadrant.BOTTLENECK),
        ((5, 5), Quadrant.STRATEGIC),
    ],
)
def test_answers_at_the_ends_lie_in_the_corners(model, bank, levels, quadrant):
    financial, supply = levels
    answers = {
        factor.id: financial if factor.axis is Axis.FINANCIAL_RISK else supply for factor in bank
    }
    # An outage counts where NEVI counts it, whichever axis asks for it.
    answers |= dict.fromkeys(model.axes[Axis.SUPPLY_RISK].weights, supply)
    placement = infer_placement(make_profile(answers=answers), bank, model)
    assert placement.quadrant is quadrant
    assert placement.confidence is Confidence.CLEAR


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_example_profiles_lie_where_they_say(bank, model, name, locale):
    profile = load_profile(ROOT / "content" / "profiles" / f"{name}.yaml", bank, locale)
    assert infer_placement(profile, bank, model).quadrant is EXAMPLES[name]


def test_every_example_profile_is_accounted_for():
    found = {path.stem for path in (ROOT / "content" / "profiles").glob("*.yaml")}
    assert found == set(EXAMPLES)


def test_a_human_overrules_the_model_and_changes_no_probability(bank, model):
    answers = dict.fromkeys(bank.ids, 5)
    plain = infer_placement(make_profile(answers=answers), bank, model)
    override = {"quadrant": "routine", "reason": "They said so."}
    chosen = infer_placement(make_profile(answers=answers, placement=override), bank, model)
    assert (chosen.quadrant, chosen.override_reason) == (Quadrant.ROUTINE, "They said so.")
    assert chosen.likeliest is Quadrant.STRATEGIC
    assert chosen.second is Quadrant.STRATEGIC
    assert chosen.approach == model.approaches[Quadrant.ROUTINE]
    assert chosen.probabilities == plain.probabilities


def test_an_impossible_answer_is_a_profile_error(bank, model):
    profile = make_profile(answers={"alternatives": "3 weeks"})
    with pytest.raises(ProfileError):
        infer_placement(profile, bank, model)
    (problem,) = problems_of(lambda: infer_placement(profile, bank, model))
    assert problem.code == "impossible-value"


@given(st.floats(0, 1), st.floats(0, 1))
def test_quadrants_follow_from_the_axes(financial, supply):
    chances = quadrant_probabilities(financial, supply)
    above = {
        axis: sum(p for quadrant, p in chances.items() if quadrant.is_high(axis)) for axis in Axis
    }
    assert above[Axis.FINANCIAL_RISK] == pytest.approx(financial)
    assert above[Axis.SUPPLY_RISK] == pytest.approx(supply)


def test_each_quadrant_has_its_approach_from_data(model):
    assert model.approaches == {
        Quadrant.STRATEGIC: "co-creation",
        Quadrant.LEVERAGE: "tco-partnership",
        Quadrant.BOTTLENECK: "tco-partnership",
        Quadrant.ROUTINE: "process-simplification",
    }


@pytest.mark.parametrize(
    ("top", "word"),
    [(0.85, "clear"), (0.84, "likely"), (0.65, "likely"), (0.64, "leaning"), (0.45, "leaning"), (0.44, "open")],
)  # fmt: skip
def test_confidence_has_firm_steps(top, word):
    from playbook.kraljic.inference import _confidence

    assert _confidence(top, has_answers=True).value == word
