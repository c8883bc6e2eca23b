"""Style sheets put together: on paper with fonts named by file, on screen with everything inside."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_FONT_URL = re.compile(r'url\("(fonts/[^"]+)"\)')


@dataclass(frozen=True, slots=True)
class Sheets:
    """The style sheets of a kind of document, by name under `templates/styles/`."""

    both: tuple[str, ...]
    """For paper and screen."""
    paper: tuple[str, ...]
    screen: tuple[str, ...]


INTERNAL = Sheets(("tokens", "base"), ("print", "brief"), ("screen",))
LEAVE_BEHIND = Sheets(("tokens", "leave-behind"), (), ("leave-behind-screen",))
"""Of its own, so that not even the name of a class tells the buyer what else we print."""


@lru_cache(maxsize=8)
def paper_css(roots: tuple[Path, ...], sheets: Sheets = INTERNAL) -> str:
    """Return the style sheet for the PDF engine; fonts are named by file."""
    css = "\n".join(_style(roots, name) for name in (*sheets.both, *sheets.paper))

    def absolute(match: re.Match[str]) -> str:
        return f'url("{_find(roots, match[1]).as_uri()}")'

    return _resolve_variables(_FONT_URL.sub(absolute, css))


@lru_cache(maxsize=8)
def page_css(roots: tuple[Path, ...], sheets: Sheets = INTERNAL) -> str:
    """Return the style sheet inside an HTML page, which also prints well; fonts are inside it."""
    css = "\n".join(_style(roots, name) for name in (*sheets.both, *sheets.screen))
    if sheets.paper:
        paper = "\n".join(_style(roots, name) for name in sheets.paper)
        css += f"\n@media print {{\n{paper}\n}}\n"

    def embedded(match: re.Match[str]) -> str:
        data = base64.b64encode(_find(roots, match[1]).read_bytes()).decode("ascii")
        return f'url("data:font/woff2;base64,{data}")'

    return _FONT_URL.sub(embedded, css)


def _style(roots: tuple[Path, ...], name: str) -> str:
    return _find(roots, f"styles/{name}.css").read_text(encoding="utf-8")


def _find(roots: tuple[Path, ...], name: str) -> Path:
    """Return the file of the first root that has it; the bundled root has them all."""
    return next(root / name for root in roots if (root / name).is_file())


def _resolve_variables(css: str) -> str:
    """Write each `var(--name)` out: paper needs no cascade of variables, and the PDF engine is quicker without."""
    values = dict(re.findall(r"(--[a-z-]+):\s*([^;]+);", css))
    return re.sub(r"var\((--[a-z-]+)\)", lambda match: values[match[1]], css)
