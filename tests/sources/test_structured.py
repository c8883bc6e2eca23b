from __future__ import annotations

import json
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.sources.source import MAX_DEPTH
from playbook.sources.structured import (
    MAX_BYTES,
    decode_text,
    parse_structured,
)
from tests.support import problems_if_any, problems_of


def data_of(text, suffix=".yaml"):
    return parse_structured(text, "f", suffix).data


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("NO", "NO"),
        ("off", "off"),
        ("3.10", "3.10"),
        ("01234", "01234"),
        ("22:30:00", "22:30:00"),
        ("1_000", "1_000"),
        ("2026-12-04", "2026-12-04"),
        ("true", "true"),
        ("''", ""),
        ('"~"', "~"),
        ("~", None),
        ("", None),
        ("null", None),
        ("'null'", "null"),
        ("a#b", "a#b"),
        (">-\n  two\n  lines", "two lines"),
        ("|\n  two\n  lines", "two\nlines\n"),
        ("[a, b]", ["a", "b"]),
        ("{b: c}", {"b": "c"}),
        ("[]", []),
    ],
)
def test_yaml_scalars_stay_as_typed(typed, value):
    assert data_of(f"a: {typed}\n") == {"a": value}


@pytest.mark.parametrize(
    "text",
    [
        "# at the start\na: b\n",
        "a: b # behind a value\n",
        "a: b  #  behind a value\n",
        "a: b ## loudly\n",
        "a: b #\n",
        "a: b\n#at the start of a line\n",
        "a: b\n  #indented on its own line\n",
        'a: "b" #behind a quoted text\n',
        "a:\n  #before a group\n  b\n",
    ],
)
def test_comments_are_no_part_of_the_data(text):
    assert data_of(text) == {"a": "b"}


@pytest.mark.parametrize(
    ("text", "place", "lost"),
    [
        ("a: Acme #1\n", (1, 9), "#1"),
        ("a: Acme ##1 and more\n", (1, 9), "##1 and more"),
        ("a: #1\n", (1, 4), "#1"),
        ("a:  #1\nb: c\n", (1, 5), "#1"),
        ("- Acme #1\n", (1, 8), "#1"),
        ("a:\n  - b: Acme #1\n", (2, 13), "#1"),
        ("a: Acme\n  Group #1\n", (2, 9), "#1"),
        ("a: [b, c #1\n  ]\n", (1, 10), "#1"),
    ],
)
def test_a_hash_that_cuts_a_text_short_is_refused(text, place, lost):
    (problem,) = problems_of(lambda: data_of(text))
    assert (problem.code, (problem.line, problem.column)) == ("cut-short", place)
    assert f"“{lost}”" in problem.message
    assert "quotes" in problem.hint


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        (".yaml", 'a:\n  b: "#1"\n  c:\n    - d\n    - e: 1\n'),
        (".json", '{"a":\n  {"b": "#1",\n  "c": [\n    "d",\n    {"e": 1}]}}\n'),
        (".toml", '[a]\n  b = "#1"\n[[a.c]]\nx = 1\n[[a.c]]\n    e = "1"\n'),
    ],
)
def test_every_key_and_item_knows_its_place(suffix, text):
    document = parse_structured(text, "f", suffix)
    lines = text.split("\n")
    assert document.positions
    for path, (line, column) in document.positions.items():
        if path and isinstance(path[-1], str):
            assert path[-1] in lines[line - 1][column - 1 :]
    assert document.position(("a", "b")) == ((2, 3) if suffix != ".json" else (2, 4))


def test_what_has_no_place_stands_where_its_parent_does():
    document = parse_structured("a:\n  b: c\n", "f", ".yaml")
    assert document.position(("a", "b", "x", 3)) == (2, 3)
    assert document.position(("z",)) == (1, 1)


@pytest.mark.parametrize(
    ("text", "path", "place"),
    [
        ('a.b = 1\n"c d"."e" = 2\n', ("c d", "e"), (2, 1)),
        ("\na.b = 1\n", ("a",), (2, 1)),
        ('[a]\nb = """\nc = 1\n[x]\n"""\nc = 2\n', ("a", "c"), (6, 1)),
        ("[[a]]\n[[a]]\n  b = 1\n", ("a", 1, "b"), (3, 3)),
        ("[[a]]\n[a.b]\nc = 1\n[[a]]\n[a.b]\nc = 1\n", ("a", 1, "b", "c"), (6, 1)),
        ("a = {b = 1}\n", ("a", "b"), (1, 1)),
        ("# c\n\n[ a ] # d\nb = 1\n", ("a",), (3, 1)),
        ("a = '''x''' # [b]\n[c]\nd = 1\n", ("c", "d"), (3, 1)),
    ],
)
def test_toml_keys_are_found_by_their_look(text, path, place):
    assert parse_structured(text, "f", ".toml").position(path) == place


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        (".json", "[" * 5000),
        (".json", "[" * 500 + "]" * 500),
        (".json", '{"a":' * 500 + "1" + "}" * 500),
        (".yaml", "[" * 5000),
        (".yaml", "".join(f"{' ' * depth}a:\n" for depth in range(200))),
        (".toml", ".".join("a" * 5000) + " = 1\n"),
        (".toml", "a = " + "[" * 5000),
    ],
)
def test_deep_data_is_refused_and_not_followed(suffix, text):
    (problem,) = problems_of(lambda: data_of(text, suffix))
    assert problem.code == "too-deep"


def test_data_as_deep_as_allowed_is_read():
    assert data_of("[" * MAX_DEPTH + "1" + "]" * MAX_DEPTH)
    assert data_of("[" * MAX_DEPTH + "1" + "]" * MAX_DEPTH, ".json")
    assert data_of("a = " + "[" * (MAX_DEPTH - 1) + "1" + "]" * (MAX_DEPTH - 1), ".toml")


BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}]\n" for n in range(9)
)


def test_anchors_and_aliases_are_refused_each_once():
    problems = problems_of(lambda: data_of(BOMB))
    assert [problem.code for problem in problems] == ["special-start"] * 19
    assert len({(problem.line, problem.column) for problem in problems}) == 19


def test_an_anchor_used_twice_is_no_python_warning():
    assert len(problems_of(lambda: data_of("a: &x 1\nb: &x 2\n"))) == 2


@pytest.mark.parametrize("text", ['a: "\\UFFFFFFFF"', 'a: "\\U00110000"', "%YAML 1." + "9" * 5000])
def test_numbers_that_are_no_character_are_a_syntax_error(text):
    (problem,) = problems_of(lambda: data_of(text + "\n"))
    assert problem.code == "syntax"
    assert problem.hint


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('"\\ud83d\\ude00"', "😀"),
        ('"a\\/b"', "a/b"),
        ('"null"', "null"),
        ("null", None),
        ("true", True),
        ("1.50", "1.50"),
        ("-1e5", "-1e5"),
        ("[]", []),
        ("{}", {}),
        ('"a\u2028b"', "a\u2028b"),
        ('"[{]},: \\" \\\\"', '[{]},: " \\'),
    ],
)
def test_json_is_read_as_json(text, value):
    assert data_of(f'{{"a"\n:{text}}}', ".json") == {"a": value}


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_json_has_no_value_for_what_is_no_number(word):
    (problem,) = problems_of(lambda: data_of(f'{{"a": "{word}",\n "b": {word}}}', ".json"))
    assert (problem.code, problem.line, problem.column) == ("syntax", 2, 7)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers().map(str)
    | st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"])),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.text(st.characters(categories=["L", "N", "P", "S"])), inner, max_size=3
        )
    ),
    max_leaves=10,
)


@given(JSON, st.sampled_from([None, 1]), st.booleans())
def test_whatever_json_writes_is_read_back(data, indent, is_ascii):
    written = json.dumps(data, indent=indent, ensure_ascii=is_ascii)
    if "\ufeff" not in written:
        assert data_of(written, ".json") == data


@given(st.text())
def test_the_toml_reader_agrees_with_the_library(text):
    try:
        expected = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError):
        return
    problems = problems_if_any(lambda: data_of(text, ".toml"))
    assert {problem.code for problem in problems} <= {"character", "too-deep"}
    assert problems or data_of(text, ".toml") == expected


@pytest.mark.parametrize(
    ("suffix", "text"), [(".yaml", "a: b"), (".json", '{"a": "b"}'), (".toml", "a = 'b'")]
)
def test_a_mark_before_the_text_is_no_part_of_it(suffix, text):
    assert data_of(f"\ufeff{text}\n", suffix) == {"a": "b"}


def test_an_unknown_ending_is_read_as_yaml():
    assert data_of("a: b\n", ".txt") == {"a": "b"}


@pytest.mark.parametrize(
    ("raw", "code", "place"),
    [
        (b"", "empty", (None, None)),
        (b" \n\t\n", "empty", (None, None)),
        (b"\xef\xbb\xbf", "empty", (None, None)),
        (b"a: b\0", "not-text", (None, None)),
        (b"x" * (MAX_BYTES + 1), "too-large", (None, None)),
        ("a: b".encode("utf-16"), "not-utf8", (1, 1)),
        ("a: b".encode("utf-16-be"), "not-text", (None, None)),
        (b"a: b\nc: Caf\xe9\n", "not-utf8", (2, 7)),
        ("é: é".encode() + b"\xff", "not-utf8", (1, 5)),
        (b"\xef\xbb\xbfa: \xff", "not-utf8", (1, 4)),
        (b"a: \xc3", "not-utf8", (1, 4)),
    ],
)
def test_bytes_that_are_no_text_are_refused_at_their_place(raw, code, place):
    (problem,) = problems_of(lambda: decode_text(raw, "f"))
    assert (problem.code, (problem.line, problem.column)) == (code, place)
    assert problem.hint


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_text_survives_being_stored(text):
    if text.strip() and "\0" not in text and not text.startswith("\ufeff"):
        assert decode_text(text.encode(), "f") == text
