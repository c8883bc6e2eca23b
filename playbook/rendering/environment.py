"""The two Jinja environments: one for the texts in `content/`, one for the pages in `templates/`.

Content is written by many hands, so it runs in the immutable sandbox and sees plain data only; values in it are escaped
for Markdown. Pages are ours, run with autoescape, and see the document.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import (
    ChainableUndefined,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
    UndefinedError,
    pass_context,
)
from jinja2 import TemplateError as JinjaError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from playbook.errors import ContentError, Problem, TemplateError
from playbook.library.blocks import Passage
from playbook.rendering.markdown import escape_markdown

# Filters that run long on small input, reach into objects, or would let a text print raw HTML.
_WITHHELD_FILTERS = (
    "safe", "attr", "map", "xmlattr", "urlize", "format", "center", "indent", "batch", "slice", "random", "pprint",
)  # fmt: skip
# What a text or page can raise when it is wrong: Jinja's own errors, and Python's from inside an expression.
_FAULTS = (
    JinjaError, TypeError, ValueError, LookupError, AttributeError, ArithmeticError, RecursionError,
)  # fmt: skip
_WITHHELD_GLOBALS = ("lipsum", "cycler", "joiner", "namespace", "range", "dict")


class _ContentEnvironment(ImmutableSandboxedEnvironment):
    """Plain data in, text out: no arithmetic beyond numbers, no methods on texts."""

    intercepted_binops = frozenset(["*", "**", "%"])

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002
        """Refuse the operators that grow a small text into a large one."""
        raise SecurityError(f"{operator} is not available in content")

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Read keys before methods: `{{ account.items }}` is a field, never a function."""
        if isinstance(obj, Mapping):
            if attribute in obj:
                return obj[attribute]
            return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Allow no method of a text: `format` and its kin are ways out of a sandbox."""
        return not isinstance(obj, str) and super().is_safe_attribute(obj, attr, value)


def _finalize(value: Any) -> str:
    """Escape what a variable gives; a value nobody knows must be guarded, never printed as None."""
    if value is None:
        raise UndefinedError("a value here is not known for every profile; guard it with {% if %}")
    if isinstance(value, StrictUndefined | ChainableUndefined):
        str(value)  # raises with the variable's name
    if isinstance(value, bool | Mapping | list | tuple):
        raise UndefinedError(
            "this variable is a group of values or a yes-no; print one of its texts"
        )
    return escape_markdown(value)


@lru_cache(maxsize=1)
def content_environment() -> Environment:
    """Return the environment in which the texts of `content/` are filled in."""
    environment = _ContentEnvironment(
        undefined=StrictUndefined, finalize=_finalize, autoescape=False, bytecode_cache=None
    )
    for name in _WITHHELD_FILTERS:
        environment.filters.pop(name)
    for name in _WITHHELD_GLOBALS:
        environment.globals.pop(name)
    return environment


@lru_cache(maxsize=4096)
def _compiled(source: str) -> Template:
    return content_environment().from_string(source)


def fill_passage(passage: Passage, variables: Mapping[str, Any]) -> str:
    """Return a passage's Markdown with its variables filled in and its conditions decided.

    Raises:
        ContentError: on a syntax error or an unknown or unknowable variable, with file and line.
    """
    if "{" not in passage.source:
        return passage.source
    try:
        return _compiled(passage.source).render(variables)
    except TemplateSyntaxError as error:
        raise _content_error(passage, error.lineno, error.message or "cannot be parsed") from None
    except _FAULTS as error:
        raise _content_error(passage, _template_line(error), str(error)) from None


def _content_error(passage: Passage, line: int, message: str) -> ContentError:
    column = None
    problem = Problem(
        "template",
        f"has a variable or condition that does not work: {message.rstrip('.')}",
        passage.file,
        passage.line + line - 1,
        column,
        "The variables are listed in content/README.md.",
    )
    return ContentError((problem,))


def _template_line(error: BaseException) -> int:
    """Return the line inside the template on which *error* arose; Jinja keeps it in the traceback only."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == "<template>"]
    return next((line for line in reversed(lines) if line), 1)


FILTERS = (
    "line", "text", "day", "short_day", "month", "probability", "lower_first", "halves", "conflict",
)  # fmt: skip
"""What a page may pipe a value through; each document brings its own."""

_in_force: ContextVar[Mapping[str, Callable[..., Any]]] = ContextVar("filters in force")


def _filter(name: str) -> Callable[..., Any]:
    """Return a filter that asks, each time it is used, for that of the document at hand.

    Pages and their macros are compiled once and kept for all documents. A filter bound to one document would stay in the
    kept macros and print that account's words on the pages of another.
    """

    @pass_context  # keeps Jinja from working constants out once and for all
    def filtered(_: Any, *arguments: Any, **named: Any) -> Any:
        found = _in_force.get().get(name)
        if found is None:
            raise TemplateRuntimeError(f"this document has no filter {name}")
        return found(*arguments, **named)

    return filtered


@lru_cache(maxsize=8)
def page_environment(roots: tuple[Path, ...]) -> Environment:
    """Return the environment in which the pages of `templates/` are filled in; the first root that has a file wins."""
    environment = Environment(
        loader=FileSystemLoader([str(root) for root in roots]),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {name: _filter(name) for name in FILTERS}
    return environment


def render_page(
    roots: tuple[Path, ...],
    name: str,
    context: Mapping[str, Any],
    filters: Mapping[str, Callable[..., Any]],
) -> str:
    """Fill in one page template.

    Raises:
        TemplateError: when the template is missing or fails, with its name and line.
    """
    environment = page_environment(roots)
    in_force = _in_force.set(filters)
    try:
        return environment.get_template(name).render(context)
    except TemplateNotFound as error:
        raise _page_error(f"templates/{error.name}", None, "does not exist") from None
    except TemplateSyntaxError as error:
        raise _page_error(
            f"templates/{error.name}", error.lineno, f"cannot be parsed: {error.message}"
        ) from None
    except _FAULTS as error:
        frames = traceback.extract_tb(error.__traceback__)
        pages = [frame for frame in frames if frame.filename.endswith(".html")]
        file, line = (
            (pages[-1].filename, pages[-1].lineno) if pages else (f"templates/{name}", None)
        )
        raise _page_error(file, line, f"does not work: {error}") from error
    finally:
        _in_force.reset(in_force)


def _page_error(file: str, line: int | None, message: str) -> TemplateError:
    problem = Problem(
        "template",
        message.rstrip("."),
        file,
        line,
        1 if line else None,
        "Compare it with the bundled template.",
    )
    return TemplateError((problem,))
