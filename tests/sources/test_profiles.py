from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.errors import Problem
from playbook.locales import Locale
from playbook.sources.profiles import SUFFIXES, languages_of, load_profile, parse_profile
from playbook.sources.structured import SourceDocument, decode_text, parse_structured
from tests.support import (
    MINIMAL,
    ROOT,
    make_bank,
    problems_if_any,
    problems_of,
    read_profile,
    write_tree,
)

INVALID = ROOT / "tests" / "invalid"
BANK = make_bank()


def line_of(problem: Problem) -> str:
    """Return a problem the way `expected.txt` names it, with all its words."""
    place = f"{problem.line}:{problem.column}" if problem.line else "-"
    return f"{place} {problem.code} {problem.message}. {problem.hint}"


def is_met(expected: str, actual: str) -> bool:
    place, code, piece = expected.split(" ", 2)
    return actual.startswith(f"{place} {code} ") and piece in actual


@pytest.mark.parametrize("folder", sorted(path.name for path in INVALID.iterdir()))
def test_every_mistake_is_told_with_its_place_and_remedy(folder, bank):
    (path,) = (INVALID / folder).glob("profile.*")
    problems = problems_of(lambda: load_profile(path, bank, name="shown"))
    expected = (INVALID / folder / "expected.txt").read_text().splitlines()
    actual = [line_of(problem) for problem in problems]
    assert len(actual) == len(expected), "\n".join(actual)
    for wanted, found in zip(expected, actual, strict=True):
        assert is_met(wanted, found), f"{wanted}\n{found}"
    for problem in problems:
        assert problem.file == "shown"
        assert problem.hint
        assert problem.hint[0].isupper()
        assert problem.hint.endswith((".", "?"))
        assert str(problem).isprintable()
        assert not problem.message.endswith(".")


def test_a_folder_is_no_profile(tmp_path, bank):
    (problem,) = problems_of(lambda: load_profile(tmp_path, bank))
    assert (problem.code, problem.file) == ("not-a-file", str(tmp_path))


def test_a_file_that_is_not_there_is_told(tmp_path, bank):
    (problem,) = problems_of(lambda: load_profile(tmp_path / "no.yaml", bank))
    assert problem.code == "not-found"


@pytest.mark.parametrize("name", sorted(p.name for p in (ROOT / "content/profiles").glob("*.yaml")))
@pytest.mark.parametrize("locale", Locale)
def test_every_example_is_sound_in_both_languages(name, locale, bank):
    path = ROOT / "content/profiles" / name
    assert load_profile(path, bank, locale).seller.name


SAME = {
    "profile.yaml": MINIMAL + "answers:\n  alternatives: 3 suppliers\n  approval: {level: 2}\n",
    "profile.json": (
        '{"format": 1, "seller": {"name": "Meridian Lease"}, "offering": {"name": "Car lease",'
        ' "summary": "Cars for the field service."},'
        ' "answers": {"alternatives": "3 suppliers", "approval": {"level": 2}}}'
    ),
    "profile.toml": (
        'format = 1\nseller.name = "Meridian Lease"\n[offering]\nname = "Car lease"\n'
        'summary = "Cars for the field service."\n'
        '[answers]\nalternatives = "3 suppliers"\napproval = {level = 2}\n'
    ),
}


def test_all_formats_say_the_same(tmp_path):
    write_tree(tmp_path, SAME)
    profiles = [load_profile(tmp_path / name, BANK) for name in SAME]
    assert profiles[0] == profiles[1] == profiles[2]
    assert all(name.endswith(SUFFIXES) for name in SAME)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_marks_and_line_ends_of_other_systems_make_no_difference(mark, end):
    assert read_profile(mark + MINIMAL.replace("\n", end).encode(), BANK) == read_profile(
        MINIMAL, BANK
    )


TRANSLATED = MINIMAL + "language: nl\naccount:\n  name: {en: City, nl: Stad}\n"


@pytest.mark.parametrize(
    ("locale", "name"), [(None, "Stad"), (Locale.NL, "Stad"), (Locale.EN, "City")]
)
def test_texts_are_taken_in_the_language_asked_for_or_its_own(locale, name):
    assert read_profile(TRANSLATED, BANK, locale=locale).account.name == name


def test_notes_and_list_entries_may_be_translated_too():
    text = MINIMAL + (
        "answers:\n  approval: {level: 2, note: {en: Yes, nl: Ja}}\n"
        "stakeholders:\n  - name: K\n    note: {en: Yes, nl: Ja}\n"
    )
    profile = read_profile(text, BANK, locale=Locale.NL)
    assert profile.answers["approval"][0].note == profile.stakeholders[0].note == "Ja"


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        (MINIMAL, (Locale.EN,)),
        (MINIMAL + "language: nl\n", (Locale.NL,)),
        (TRANSLATED, (Locale.NL, Locale.EN)),
        (MINIMAL + "language: de\n", (Locale.EN,)),
        ("- a\n", (Locale.EN,)),
    ],
)
def test_a_profile_tells_which_languages_it_can_be_printed_in(text, languages):
    assert languages_of(parse_structured(text, "p.yaml", ".yaml")) == languages


def test_problems_stand_in_the_order_of_the_file():
    text = MINIMAL + "answers:\n  approval: 9\nzzz: 1\naccount:\n  name: ''\n"
    lines = [problem.line for problem in problems_of(lambda: read_profile(text, BANK))]
    assert lines == [8, 9, 11]


def test_answers_are_weighed_even_when_something_else_is_wrong():
    text = MINIMAL + "language: de\nanswers:\n  alternatives: 3 weeks\n  nonsense: 1\n"
    problems = problems_of(lambda: read_profile(text, BANK))
    assert [problem.code for problem in problems] == [
        "impossible-value",
        "impossible-value",
        "unknown-factor",
    ]


def parse(text, suffix):
    return parse_profile(parse_structured(text, "p", suffix), BANK)


def is_helpful(problem):
    return bool(problem.hint) and str(problem).isprintable()


@given(st.text())
@pytest.mark.parametrize("suffix", [".yaml", ".json", ".toml"])
def test_any_text_is_a_profile_or_a_profile_error(suffix, text):
    assert all(map(is_helpful, problems_if_any(lambda: parse(text, suffix))))


@given(st.binary())
@pytest.mark.parametrize("suffix", [".yaml", ".json", ".toml"])
def test_any_bytes_are_a_profile_or_a_profile_error(suffix, raw):
    problems = problems_if_any(lambda: parse(decode_text(raw, "p"), suffix))
    assert all(map(is_helpful, problems))


MARKS = """
    & *a ! !< % @ | > - ? { } [ ] , # ' " ~ <<: .. … é € en: nl: \\ \\UFFFFFFFF \\ud83d
    99999999999999999999 --- ... \U0001f600
"""
FRAGMENTS = st.sampled_from(
    MARKS.split()
    + list("\t\n \u2028\x85\ufeff\u00a0\x1b\ud800\u202e")
    + [": ", "- ", "? ", " #1", "\n---\n"]
)


@given(st.lists(st.tuples(st.integers(0, 400), FRAGMENTS), min_size=1, max_size=4))
@pytest.mark.parametrize("name", sorted(SAME))
def test_any_damaged_profile_is_a_profile_or_has_problems_with_remedies(name, damage):
    text = SAME[name]
    for place, fragment in damage:
        at = place % (len(text) + 1)
        text = text[:at] + fragment + text[at:]
    assert all(map(is_helpful, problems_if_any(lambda: parse(text, Path(name).suffix))))


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates()
DATA = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["en", "nl", "name", "level", "value", "answers", "account", "approval"]
            )
            | st.text(max_size=3),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(DATA)
def test_any_data_is_a_profile_or_a_profile_error(data):
    problems = problems_if_any(lambda: parse_profile(SourceDocument("p", data), BANK))
    assert all(is_helpful(problem) and problem.line for problem in problems)


def test_a_list_that_is_too_long_is_counted_also_when_its_entries_are_wrong(bank):
    entries = "".join(f"  - {{name: {'x' * 90}}}\n" for _ in range(14))
    problems = problems_of(lambda: read_profile(f"{MINIMAL}stakeholders:\n{entries}", bank))
    assert [one.message for one in problems].count("stakeholders has 14 entries") == 1
    assert len(problems) == 15


def test_our_view_takes_levels_only(bank):
    text = f"{MINIMAL}our_view: {{growth: 6, ease: fine, fit: 3}}\n"
    hints = {one.hint for one in problems_of(lambda: read_profile(text, bank))}
    assert hints == {"Write a level from 1 to 5."}
