from __future__ import annotations

import pytest

from playbook.errors import ContentError
from playbook.locales import Locale
from playbook.quantities import Unit
from playbook.sources.project import find_project
from playbook.sources.questions import load_bank
from tests.support import problems_of, write_tree

TEXT = """\
factors:
  - id: share
    axis: financial_risk
    sources: [kraljic-1983]
    scale:
      unit: percent
      bounds: [0.05, 0.2, 1, 5]
      base: purchasing_volume
      maximum: 100
    en: &
    nl: &
  - id: suppliers
    axis: supply_risk
    sources: [kraljic-1983]
    scale:
      unit: suppliers
      bounds: [8, 4, 3, 2]
      rising: false
    en: &
    nl: &
""".replace(
    "&",
    "{name: N, question: Q?, anchors: [a, b, c, d, e], low: l, high: h, "
    "ask_buyer: b, ask_colleague: c}",
)


def load(tmp_path, text):
    write_tree(tmp_path, {"playbook.toml": "# ours\n", "content/questions.yaml": text})
    return load_bank(find_project(tmp_path))


def test_a_bank_is_read_with_its_scales_and_words(tmp_path):
    share, suppliers = load(tmp_path, TEXT)
    assert (share.id, share.scale.base, share.scale.maximum) == ("share", "purchasing_volume", 100)
    assert (share.scale.bounds, share.scale.is_rising) == ((0.05, 0.2, 1, 5), True)
    assert (suppliers.scale.unit, suppliers.scale.is_rising) == (Unit.SUPPLIERS, False)
    assert share.texts[Locale.NL].anchors == ("a", "b", "c", "d", "e")


def test_the_shipped_bank_has_both_languages_everywhere(bank):
    assert len(bank.ids) == len(set(bank.ids)) >= 10
    for factor in bank:
        for locale in Locale:
            assert len(set(factor.texts[locale].anchors)) == 5, (factor.id, locale)


@pytest.mark.parametrize(
    ("old", "new", "place", "code", "said"),
    [
        ("  - id: suppliers", "  - id: share", (12, 5), "repeated-id", "share is asked twice"),
        ("id: share", "id: Share", (2, 5), "impossible-value", "factors[1].id"),
        ("axis: supply_risk", "axis: suply_risk", (13, 5), "impossible-value", "suply_risk"),
        ("unit: percent", "unit: percents", (6, 7), "impossible-value", "percents"),
        ("[8, 4, 3, 2]", "[8, 4, 3]", (17, 7), "missing-key", "bounds[4] is missing"),
        ("[8, 4, 3, 2]", "[8, 4, three, 2]", (17, 22), "wrong-type", "should be a number, not “three”"),
        ("[8, 4, 3, 2]", "[2, 3, 4, 8]", (15, 5), "impossible-value", "bounds that do not fall"),
        ("[0.05, 0.2, 1, 5]", "[0.05, 1, 0.2, 5]", (5, 5), "impossible-value", "bounds that do not rise"),
        ("[0.05, 0.2, 1, 5]", "[0.05, 1, 1, 5]", (5, 5), "impossible-value", "bounds that do not rise"),
        ("[0.05, 0.2, 1, 5]", "[0.05, 1, nan, 5]", (7, 25), "wrong-type", "should be a number"),
        ("rising: false", "rising: maybe", (18, 7), "wrong-type", "should be true or false"),
        ("base: purchasing_volume", "base: volume", (8, 7), "impossible-value", "“volume”"),
        ("maximum: 100", "maximum: 0", (9, 7), "impossible-value", "greater than 0"),
        ("maximum: 100", "maximun: 100", (9, 7), "unknown-key", "maximun"),
        ("sources: [kraljic-1983]", "sources: []", (4, 5), "empty", "sources is empty"),
    ],
)  # fmt: skip
def test_mistakes_in_a_bank_are_told_with_place_and_remedy(tmp_path, old, new, place, code, said):
    index = TEXT.rindex(old) if "suppl" in old or "[8" in old or "false" in old else TEXT.index(old)
    text = TEXT[:index] + new + TEXT[index + len(old) :]
    (problem,) = problems_of(lambda: load(tmp_path, text))
    assert (problem.code, (problem.line, problem.column)) == (code, place), str(problem)
    assert said in problem.message
    assert problem.hint
    assert "input" not in problem.message.lower()


def test_all_mistakes_are_told_at_once(tmp_path):
    text = TEXT.replace("axis: supply_risk", "axis: x").replace("unit: percent", "unit: y")
    assert len(problems_of(lambda: load(tmp_path, text))) == 2


@pytest.mark.parametrize(
    "text", ["- a\n", "a\n", "", "factors:\n\t- a\n", "factors: []\n", "# none\n"]
)
def test_what_is_no_bank_at_all_is_a_content_error(tmp_path, text):
    with pytest.raises(ContentError) as caught:
        load(tmp_path, text)
    (problem,) = caught.value.problems
    assert problem.hint
    assert problem.file.endswith("questions.yaml")
