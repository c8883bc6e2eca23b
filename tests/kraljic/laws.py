"""Made-up evidence for the laws that any placement must keep."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from playbook.kraljic.evidence import Evidence
from playbook.kraljic.inference import place_evidence
from playbook.profile import Sure
from tests.support import make_profile

PROFILE = make_profile()
FACTORS = (
    "spend_share", "cost_share", "outage_cost", "quality_reach", "lifetime_cost", "board_goal",
    "alternatives", "switching_time", "switching_cost", "specification", "approval",
    "availability", "lock_in", "make_or_buy", "market_stability",
)  # fmt: skip


def place(evidence, model):
    return place_evidence(tuple(evidence), model, PROFILE)


@st.composite
def answers(draw, factor_id=None, ranges=True):
    """One answer to a factor."""
    low = draw(st.integers(1, 5))
    high = draw(st.integers(low, 5)) if ranges else low
    days = draw(st.none() | st.integers(0, 2000))
    return Evidence(
        factor_id or draw(st.sampled_from(FACTORS)),
        low,
        high,
        draw(st.sampled_from(list(Sure))),
        None,
        draw(st.booleans()),
        False,
        None if days is None else date(2022, 1, 1) + timedelta(days=days),
    )


@st.composite
def evidence(draw, least=0, several=True, ranges=True):
    """Answers to some of the factors, several to one where allowed."""
    chosen = draw(st.lists(st.sampled_from(FACTORS), min_size=least, unique=not several))
    return [draw(answers(factor_id, ranges)) for factor_id in chosen]
