"""What pydantic refuses, said in our words and at its place in the file."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from playbook.errors import Problem, RefusalError, quoted
from playbook.sources.source import Path_, SourceDocument

Explanation = tuple[str, str, str | None]
"""Code, message and hint of a problem."""

_FILL_IN = "Fill it in, or leave the key out."


def problems_in(
    error: ValidationError, source: SourceDocument, model: type[BaseModel], at: Path_ = ()
) -> list[Problem]:
    """Return everything *model* refused in the data of *source*, or in the part of it that stands under *at*."""
    problems = []
    for details in error.errors(include_url=False):
        path = path_in_file((*at, *details["loc"]), source.data)
        code, message, hint = _explain(details, path, model)
        problems.append(placed(code, path, message, hint, source))
    return problems


def placed(
    code: str, path: Path_, message: str, hint: str | None, source: SourceDocument
) -> Problem:
    """Return a problem at the place of *path*."""
    line, column = source.position(path) or (1, 1)
    return Problem(code, message, source.name, line, column, hint)


def in_file_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems from top to bottom."""
    return tuple(sorted(problems, key=lambda found: (found.line or 0, found.column or 0)))


def path_in_file(loc: Path_, data: Any) -> Path_:
    """Drop from pydantic's path what the file does not have: an answer may stand without its list and keys."""
    path: list[str | int] = []
    for part in loc:
        if isinstance(part, str) and part.startswith("("):
            continue  # pydantic's name for one of several forms
        if isinstance(data, dict) and isinstance(part, str):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int):
            data = data[part] if part < len(data) else None
        else:
            continue
        path.append(part)
    return tuple(path)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the hint for a word we do not know."""
    choices = list(known)
    close = difflib.get_close_matches(word.lower(), choices, n=1)
    if close:
        return f"Did you mean {close[0]}?"
    return f"Use one of: {', '.join(choices)}." if len(choices) > 1 else f"Write {choices[0]}."


def dotted(path: Path_) -> str:
    """Return a path the way people write it: `stakeholders[2].role`, counted from 1."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            shown = part if part.isprintable() and len(part) <= 60 else quoted(part)
            text += f".{shown}" if text else shown
    return text


def takes_text(model: type[BaseModel], path: Path_) -> bool:
    """Tell whether the format wants a text at *path*, so that it may be given per language."""
    while path and isinstance(path[-1], int):  # an entry of a list of texts
        path = path[:-1]
    parent = _model_at(model, path[:-1])
    name = path[-1] if path else None
    if parent is None or not isinstance(name, str) or name not in parent.model_fields:
        return False
    annotation = parent.model_fields[name].annotation
    return annotation is str or any(part is str for part in _parts(annotation))


def _model_at(model: type[BaseModel], path: Path_) -> type[BaseModel] | None:
    """Return the model whose keys stand at *path*."""
    found: type[BaseModel] | None = model
    for part in path:
        if isinstance(part, str) and found and part in found.model_fields:
            found = _model_in(found.model_fields[part].annotation)
        # else: an index, or a factor id, whose value is the model found one level up
    return found


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """Find the model inside `Annotated`, `tuple[...]`, `dict[...]` and `... | None`."""
    every = (annotation, *_parts(annotation))
    models = (part for part in every if isinstance(part, type) and issubclass(part, BaseModel))
    return next(models, None)


def _parts(annotation: Any) -> list[Any]:
    """Return everything an annotation is made of."""
    parts: list[Any] = []
    for part in get_args(annotation):
        parts += [part, *_parts(part)]
    return parts


def _explain(details: Any, path: Path_, model: type[BaseModel]) -> Explanation:
    kind, given, where = details["type"], details["input"], dotted(path) or "the file"
    if kind == "extra_forbidden":
        return _unknown_key(path, model)
    if kind == "missing":
        return "missing-key", f"{where} is missing", _add(path)
    if given is None or (kind.endswith("too_short") and details["ctx"]["min_length"] == 1):
        return "empty", f"{where} is empty", _FILL_IN
    if kind == "string_unicode":
        return "character", f"half a character stands in {quoted(given)}", "Type it again."
    if kind == "value_error":
        return _refused(where, details["ctx"]["error"])
    if kind.endswith("too_long"):
        return _too_long(where, given, details["ctx"])
    if kind in _CHOICES and not isinstance(given, dict | list):
        expected = details["ctx"]["expected"].replace(" or ", ", ").replace("'", "")
        hint = nearest(str(given), expected.split(", "))
        return "impossible-value", f"{where} cannot be {quoted(given)}", hint
    return _wrong_type(where, details, path, model)


_CHOICES = {"enum", "literal_error"}


def _add(path: Path_) -> str:
    parent = dotted(path[:-1])
    if isinstance(path[-1], int):
        return f"Add it to {parent}."
    return f"Add {path[-1]}: {f'under {parent}' if parent else 'at the top level'}."


def _unknown_key(path: Path_, model: type[BaseModel]) -> Explanation:
    key = str(path[-1])
    parent = _model_at(model, path[:-1])
    hint = nearest(key, parent.model_fields if parent else ())
    if "\u00a0" in key:
        hint = "Replace the no-break spaces before it by plain spaces."
    return "unknown-key", f"{dotted(path) or quoted(key)} is not a key we know", hint


def _refused(where: str, error: Exception) -> Explanation:
    """Join a message to its place: one that quotes what was typed needs a colon before it."""
    message = error.message if isinstance(error, RefusalError) else str(error)
    hint = error.hint if isinstance(error, RefusalError) else None
    joint = ": " if message.startswith("“") else " "
    return "impossible-value", f"{where}{joint}{message}", hint


def _too_long(where: str, given: Any, context: dict[str, Any]) -> Explanation:
    longest, length = context["max_length"], context.get("actual_length") or len(given)
    if isinstance(given, list):
        hint = f"Keep the {longest} that matter most."
        return "too-long", f"{where} has {length} entries", hint
    return "too-long", f"{where} has {length} characters", f"Keep it to {longest}."


_GROUP = ("a group of keys", "Write its keys on the lines below it, indented")
_LIST = ("a list", "Begin each entry on a line of its own with a dash and a space")
_TEXT = ("a text", "Write one text, or one per language under en: and nl:")
_WORD = ("one word", "Write one word")
_NUMBER = ("a number", "Write it with a decimal point")
_YES_NO = ("true or false", "Write true or false")
# By pydantic's kind of refusal: what should stand there, and how to write it.
_WANTED = {
    **dict.fromkeys(("model_type", "model_attributes_type", "dict_type"), _GROUP),
    "tuple_type": _LIST,
    "string_type": _TEXT,
    **dict.fromkeys(_CHOICES, _WORD),
    **dict.fromkeys(("float_type", "float_parsing", "finite_number"), _NUMBER),
    **dict.fromkeys(("bool_type", "bool_parsing"), _YES_NO),
}


def _wrong_type(where: str, details: Any, path: Path_, model: type[BaseModel]) -> Explanation:
    given = details["input"]
    found = _WANTED.get(details["type"])
    if found is None:
        said = details["msg"].removeprefix("Input ").removeprefix("String ")
        return "impossible-value", f"{where} {said}", "Correct it."
    wanted, hint = found
    if found is _GROUP and isinstance(given, str) and ":" in given:
        hint = "Put a space after each colon"
    elif details["type"] == "model_type" and (inner := _model_at(model, path)):
        hint = f"{hint}: {', '.join(inner.model_fields)}"
    elif found is _TEXT and not isinstance(given, dict | list):
        hint = "Put quotes around it"
    return "wrong-type", f"{where} should be {wanted}, not {_kind_of(given)}", f"{hint}."


def _kind_of(value: Any) -> str:
    if isinstance(value, dict):
        return "a group of keys"
    if isinstance(value, list):
        return "a list"
    return quoted(value)
