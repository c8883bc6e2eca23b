"""What the YAML parser says, in the words of somebody who does not know YAML, at the place where the mistake was made."""

from __future__ import annotations

import re

from ruamel.yaml.error import MarkedYAMLError

from playbook.errors import Problem, quoted

_ALIGN = "Align it with the keys it belongs to, with spaces."
_QUOTE = "Put quotes around the whole text."

# What the parser says; what that means; remedy; whether the mistake was made where the parser began to read.
_MEANINGS: tuple[tuple[str, str, str, bool], ...] = (
    ("found character '\\t'", "a tab stands here", "Indent with spaces instead.", False),
    ("found unexpected end of stream", "a quote is opened here and never closed", "Close it.", True),
    ("found unexpected document separator", "a quote is opened here and never closed", "Close it.", True),
    ("found unknown escape character", "a \\ means something else between double quotes", "Use single quotes.", False),
    ("expected escape sequence", "a \\ means something else between double quotes", "Use single quotes.", False),
    ("could not find expected ':'", "a key without a colon, or a text without quotes", "Write key: value.", True),
    ("sequence entries are not allowed", "a list cannot begin behind its key", "Begin it on the next line.", False),
    ("mapping keys are not allowed", "a text cannot start with ?", _QUOTE, False),
    ("expected alphabetic or numeric", "a text cannot start with & or *", _QUOTE, True),
    ("expected URI", "a text cannot start with !", _QUOTE, True),
    ("undefined tag handle", "a text cannot start with !", _QUOTE, False),
    ("expected indentation indicator", "a text cannot start with > or |", _QUOTE, True),
    ("directive", "a line cannot start with %", "Remove it, or put quotes around the whole text.", True),
    ("incompatible YAML document", "a line cannot start with %", "Remove it.", False),
    ("while parsing a tag", "a text cannot start with !", _QUOTE, True),
    ("while scanning an tag", "a text cannot start with !", _QUOTE, True),
    ("expected chomping or indentation", "a text cannot start with > or |", _QUOTE, True),
    ("expected a comment or a line break", "a text cannot start with > or |", _QUOTE, True),
    ("but found '<scalar>'", "more text follows where the value had ended", "Quote the whole text; write '' for a quote inside '...'.", False),
    ("expected <block end>", "the indentation fits none of the lines above", _ALIGN, False),
    ("expected ',' or ']'", "a [ is opened here and not closed", "Close it with ], with commas between.", True),
    ("expected ',' or '}'", "a { is opened here and not closed", "Close it with }, with commas between.", True),
    ("expected the node content", "a value should stand here", "Put quotes around a text of such signs.", False),
    ("expected '<document start>'", "something follows after the end", "Remove it.", False),
)  # fmt: skip


def explain_fault(error: MarkedYAMLError, text: str, name: str) -> Problem:
    """Return the problem behind a syntax error."""
    said = f"{error.context or ''}: {error.problem or ''}"
    lines = text.splitlines()
    mark = error.problem_mark or error.context_mark
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    message, hint, at_start = _meaning(said, line, mark.column if mark else 0)
    if at_start and error.context_mark:
        mark = error.context_mark
    row, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
    return Problem("syntax", message, name, row, column, hint)


def _meaning(said: str, line: str, column: int) -> tuple[str, str, bool]:
    if "mapping values are not allowed" in said:
        return _colon(line, column)
    if "cannot start any token" in said and not line[column : column + 1].isspace():
        return f"a text cannot start with {line[column : column + 1]}", _QUOTE, False
    for words, message, hint, at_start in _MEANINGS:
        if words in said:
            return message, hint, at_start
    problem = said.rpartition(": ")[2].splitlines() or ["cannot be read"]
    return (
        f"is not valid YAML: {problem[0]}",
        "Check indentation, quotes and the space after each colon.",
        False,
    )


def _colon(line: str, column: int) -> tuple[str, str, bool]:
    """Tell a colon inside a text from a line that stands too far to the right."""
    key = re.match(r"\s*(?:- +)*([^:#]*):\s", line[:column])
    if key:
        return (
            f"a second colon follows in the text of {quoted(key[1])}",
            "Put quotes around a text that holds a colon.",
            False,
        )
    return "the line stands deeper than the one above, which has a value already", _ALIGN, False
