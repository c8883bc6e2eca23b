"""What stands inside a self-contained page besides its words: its script, and the policy that allows exactly what it holds."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=8)
def page_script(roots: tuple[Path, ...], name: str) -> str:
    """Return a script of `templates/scripts/` by its name without ending; the first root that has it wins."""
    paths = (root / "scripts" / f"{name}.js" for root in roots)
    return next(path for path in paths if path.is_file()).read_text(encoding="utf-8")


def security_policy(css: str, script: str = "") -> str:
    """Return the Content-Security-Policy of a page that holds one style element and at most one script element.

    Nothing else may run, load, be sent or be styled, not even by a `style` attribute: whatever a name or a text smuggled
    in would stay dead. The two texts are known by their hash, so they must stand between their tags to the letter.

    Args:
        css: the text of the style element.
        script: the text of the script element; without one no script may run.
    """
    allowed_script = _hash(script) if script else "'none'"
    rules = [
        "default-src 'none'",
        f"script-src {allowed_script}",
        f"style-src {_hash(css)}",
        "img-src data:",
        "font-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return "; ".join(rules)


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
    return f"'sha256-{digest}'"
