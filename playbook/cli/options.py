"""What several commands' options mean: a language, a day. A wrong one is told as wrong usage, before anything is loaded."""

from __future__ import annotations

from datetime import date

import typer

LANGUAGES = ("en", "nl")


def check_language(lang: str | None) -> None:
    """Refuse a language that we do not speak; none at all means the profile's own."""
    if lang is not None and lang not in LANGUAGES:
        raise typer.BadParameter(
            f"“{lang}” is none of {', '.join(LANGUAGES)}.", param_hint="--lang"
        )


def read_day(text: str) -> date:
    """Read the day of `--date`."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter("write it as 2026-11-24.", param_hint="--date") from None
