"""Nothing of one account ever stands in the documents of another, whatever was built before."""

from __future__ import annotations

from itertools import permutations

import pytest

from playbook.build.job import render_target
from playbook.build.targets import Format, Kind, Target
from playbook.build.workshop import brief_account
from playbook.kraljic.matrix import Quadrant
from playbook.locales import Locale
from tests.support import make_profile

WORDS = {"one": "Eersteling", "two": "Tweedeling", "three": "Derdeling"}


def told(key, quadrant):
    """A profile whose every word names it."""
    word = WORDS[key]
    return make_profile(
        seller={"name": f"{word} Verkoop", "contact": f"{word} Contact"},
        offering={"name": f"{word} Aanbod"},
        account={"name": f"{word} Klant", "sector": "public" if key == "two" else "private"},
        answers={
            "outage_cost": {"level": 4, "note": word},
            "alternatives": {"level": 5, "said_by": word},
            "switching_time": "14 months",
        },
        placement={"quadrant": quadrant.value, "reason": f"{word} reason"},
    )


def made(key, quadrant, kind, workshop, form=Format.HTML):
    locale = Locale.NL if key == "one" else Locale.EN
    target = Target(key, kind, locale, form, f"{key}.{form}")
    return render_target(
        target, brief_account(told(key, quadrant), locale, workshop), workshop
    ).data


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("quadrant", list(Quadrant))
def test_a_document_is_the_same_whatever_was_built_before_it(workshop, quadrant, kind):
    seen = {key: set() for key in WORDS}
    for order in permutations(WORDS):
        for key in order:
            seen[key].add(made(key, quadrant, kind, workshop))
    for key, results in seen.items():
        (html,) = results
        text = html.decode()
        assert WORDS[key] in text
        assert not [word for other, word in WORDS.items() if other != key and word in text]


def test_the_printed_pages_are_the_same_too(workshop):
    alone = made("one", Quadrant.BOTTLENECK, Kind.BRIEF, workshop, Format.PDF)
    made("two", Quadrant.LEVERAGE, Kind.PLAYBOOK, workshop)
    assert made("one", Quadrant.BOTTLENECK, Kind.BRIEF, workshop, Format.PDF) == alone
