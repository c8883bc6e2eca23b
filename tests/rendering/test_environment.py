from __future__ import annotations

import pytest

from playbook.library.blocks import Passage
from playbook.rendering.environment import fill_passage, render_page
from tests.support import problems_of, write_tree

VARIABLES = {
    "offering": {"name": "Lease <b>", "category": None},
    "account": {"name": "Acme", "items": "a field"},
    "facts": {"approval": None, "alternatives": "3 suppliers"},
    "public": True,
    "numbers": [1, 2],
}


def fill(source, line=7):
    return fill_passage(Passage(source, "content/x.en.md", line), VARIABLES)


def refusal(source):
    (problem,) = problems_of(lambda: fill(source))
    assert (problem.code, problem.file) == ("template", "content/x.en.md")
    assert problem.hint
    return problem


def test_variables_are_filled_in_and_escaped():
    assert fill("For {{ account.name }}: {{ offering.name }}") == r"For Acme: Lease &lt;b\>"


def test_a_text_without_template_code_is_left_alone():
    assert fill("100% of * <b> _text_") == "100% of * <b> _text_"


def test_conditions_are_decided():
    source = "{% if facts.approval %}yes{% else %}no{% endif %} {% if public %}public{% endif %}"
    assert fill(source) == "no public"


def test_a_field_called_like_a_method_is_a_field():
    assert fill("{{ account.items }}") == "a field"


@pytest.mark.parametrize(
    "source",
    [
        "{{ nonsense }}",
        "{{ offering.nonsense }}",
        "{{ facts.nonsense }}",
        "{% if nonsense %}x{% endif %}",
        "{% if facts.nonsense %}x{% endif %}",
        "{{ offering.nonsense.more }}",
    ],
)
def test_an_unknown_variable_stops_with_its_place(source):
    assert refusal(source).line == 7


@pytest.mark.parametrize("source", ["{{ facts.approval }}", "{{ offering.category }}"])
def test_what_may_be_unknown_must_be_guarded(source):
    assert "guard it" in refusal(source).message


def test_the_line_inside_a_longer_text_is_named():
    assert refusal("One\nTwo {{ account.name }}\nThree {{ nonsense }}").line == 9
    assert refusal("One\n\nThree {% if %}").line == 9


@pytest.mark.parametrize(
    "source",
    [
        "{{ account }}",
        "{{ numbers }}",
        "{{ public }}",
        "{{ account.name * 1000000000 }}",
        "{{ 'x' * 1000000000 }}",
        "{{ 9 ** 999999999 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ account.name.upper() }}",
        "{{ '{0.__class__}'.format(account) }}",
        "{{ account.__class__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ numbers.append(3) }}",
        "{{ offering.name | safe }}",
        "{{ offering.name | attr('upper') }}",
        "{{ numbers | map('string') | list }}",
        "{{ lipsum() }}",
        "{% for one in range(1000000000) %}x{% endfor %}",
        "{% include 'other' %}",
        "{% import 'os' as os %}",
        "{{ 1 / 0 }}",
        "{{ account.name | int(base=99) | round('x') }}",
        "{{ numbers | sum(start='x') }}",
        "{{ self.__init__.__globals__ }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{{ unclosed",
        "{% if public %}never closed",
        "{% nonsense %}",
    ],
)
def test_whatever_a_text_tries_ends_as_a_problem_with_its_place(source):
    assert refusal(source).line == 7


ROOT_FILES = {
    "page.html": "<p>{{ name }}</p>\n{{ part | line }}\n",
    "broken.html": "line\n{% if %}",
    "unknown.html": "line\n\n{{ nonsense }}",
    "divides.html": "{{ 1 / 0 }}",
    "missing-part.html": "{% include 'parts/none.html' %}",
    "latin.html": b"caf\xe9",
}


@pytest.fixture
def roots(tmp_path):
    return (write_tree(tmp_path, ROOT_FILES),)


def page(roots, file, **context):
    return render_page(roots, file, context, {"line": lambda text: text.upper()})


def test_pages_escape_what_they_print(roots):
    html = page(roots, "page.html", name="<b> & \"'", part="x")
    assert html.splitlines()[0] == "<p>&lt;b&gt; &amp; &#34;&#39;</p>"
    assert "X" in html


def test_each_rendering_has_its_own_filters(roots):
    context = {"name": "n", "part": "x"}
    first = render_page(roots, "page.html", context, {"line": lambda _: "first"})
    second = render_page(roots, "page.html", context, {"line": lambda _: "second"})
    assert ("first" in first, "second" in second) == (True, True)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("broken.html", 2),
        ("unknown.html", 3),
        ("divides.html", 1),
        ("missing-part.html", None),
        ("none.html", None),
        ("latin.html", None),
    ],
)
def test_a_page_that_fails_is_named_with_its_line(roots, name, line):
    (problem,) = problems_of(lambda: page(roots, name))
    assert problem.code == "template"
    assert problem.line == line
    assert problem.file is not None
    assert problem.file.endswith(("parts/none.html", name))


def test_the_projects_own_page_wins(tmp_path):
    own = write_tree(tmp_path / "own", {"page.html": "own"})
    shipped = write_tree(tmp_path / "shipped", {"page.html": "shipped", "other.html": "shipped"})
    assert page((own, shipped), "page.html") == "own"
    assert page((own, shipped), "other.html") == "shipped"
