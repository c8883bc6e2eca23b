from __future__ import annotations

import pytest

from playbook.errors import ContentError
from playbook.kraljic.matrix import Quadrant
from playbook.library.library import CITATION, Labels
from playbook.locales import Locale
from tests.support import BLOCK, make_library, problems_of

EN, NL = Locale.EN, Locale.NL
MONEY = (Quadrant.ROUTINE, "money")


def test_a_complete_library_has_no_problems(library):
    assert library.check_completeness() == []


def test_a_block_is_found_in_its_own_language_only(library):
    assert library.block(*MONEY, NL).locale is NL
    lacking = make_library({(*MONEY, NL): None})
    (problem,) = problems_of(lambda: lacking.block(*MONEY, NL))
    assert (problem.code, problem.file) == (
        "missing-block",
        "content/quadrants/routine/money.nl.md",
    )
    assert problem.hint


def found(texts):
    return [
        (problem.code, problem.file, problem.line)
        for problem in make_library(texts).check_completeness()
    ]


NL_FILE = "routine/money.nl.md"


@pytest.mark.parametrize(
    ("dutch", "expected"),
    [
        (None, ("missing-block", "content/quadrants/routine/money.nl.md", None)),
        (BLOCK.replace("## Second", "## Third\nLead.\n\n## Second"), ("language-drift", NL_FILE, None)),
        (BLOCK.replace("{sector=public}", "{sector=private}"), ("language-drift", NL_FILE, 11)),
        (BLOCK.replace("> 3 of 4\n", ""), ("language-drift", NL_FILE, 6)),
        (BLOCK.replace("study-2020", "study-2021"), ("unknown-source", NL_FILE, 4)),
        (BLOCK.replace("[source:study-2020]", "[source: study-2020]"), ("citation", NL_FILE, 4)),
        (BLOCK.replace("[source:study-2020]", "[Source:study-2020]"), ("citation", NL_FILE, 4)),
        (BLOCK.replace("[source:study-2020]", "[source:study-2020"), ("citation", NL_FILE, 4)),
    ],
)  # fmt: skip
def test_drift_between_the_languages_is_found_where_it_is(dutch, expected):
    assert found({(*MONEY, NL): dutch}) == [expected]


def test_a_difference_in_words_is_no_drift():
    assert found({(*MONEY, NL): BLOCK.replace("Lead.", "Kern.")}) == []


@pytest.mark.parametrize(
    ("english", "dutch", "codes"),
    [
        ({"a": "x"}, {"a": "y"}, []),
        ({"a": "x"}, {}, ["missing-label"]),
        ({}, {"a": "x"}, ["missing-label"]),
        ({"a": "{n} of {m}"}, {"a": "{m} van {n}"}, []),
        ({"a": "{n} of"}, {"a": "van {m}"}, ["language-drift"]),
        ({"a": "{n} of"}, {"a": "van"}, ["language-drift"]),
    ],
)
def test_labels_are_compared_by_key_and_placeholder(english, dutch, codes):
    problems = make_library(labels={EN: english, NL: dutch}).check_completeness()
    assert [problem.code for problem in problems] == codes
    assert all(problem.hint for problem in problems)


LABELS = Labels(EN, "labels/en.yaml", {"title": "For {account}, by {seller}", "plain": "Costs"})


def test_a_label_is_filled_in():
    assert LABELS("title", account="Acme", seller="Us") == "For Acme, by Us"
    assert LABELS("plain") == "Costs"
    assert LABELS("plain", unused=1) == "Costs"


def test_a_value_that_looks_like_a_placeholder_stays_as_it_is():
    assert LABELS("title", account="{seller}", seller="Us") == "For {seller}, by Us"


@pytest.mark.parametrize(
    ("key", "values", "code"),
    [("titel", {}, "missing-label"), ("title", {"account": "Acme"}, "label-placeholder")],
)
def test_a_label_that_cannot_be_filled_is_an_error(key, values, code):
    with pytest.raises(ContentError) as caught:
        LABELS(key, **values)
    (problem,) = caught.value.problems
    assert (problem.code, problem.file) == (code, "labels/en.yaml")
    assert problem.hint


def test_a_citation_names_its_source():
    assert CITATION.findall("so [source:a-1] and [source:b].") == ["a-1", "b"]
