"""The options of `playbook build` that are words from a list, read before anything is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import typer

from playbook.cli.options import check_language, read_day

KINDS = ("brief", "playbook", "leave-behind", "coffee-card")
"""The documents of one account."""
OVERVIEW = "portfolio"
"""The overview of all of them."""
FORMATS = ("html", "pdf")
THEMES = ("sober", "bold")
PACKS = (".pdf", ".zip")
"""What a pack may be, by its ending."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What was asked for."""

    kinds: tuple[str, ...]
    has_overview: bool
    formats: tuple[str, ...]
    lang: str | None
    theme: str | None
    today: date


def read_choices(
    kind: str, form: str, lang: str | None, theme: str | None, printed_on: str | None
) -> Choices:
    """Read the options that are words from a list, or refuse them as wrong usage."""
    kinds = _listed(kind, (*KINDS, OVERVIEW, "all"), "--kind")
    formats = _listed(form, FORMATS, "--format")
    check_language(lang)
    if theme not in (None, *THEMES):
        raise typer.BadParameter(f"“{theme}” is none of {', '.join(THEMES)}.", param_hint="--theme")
    today = read_day(printed_on) if printed_on else date.today()
    wanted = tuple(one for one in KINDS if "all" in kinds or one in kinds)
    return Choices(wanted, OVERVIEW in kinds, formats, lang, theme, today)


def check_pack(pack: Path | None, formats: tuple[str, ...]) -> None:
    """Refuse a pack that would be neither a PDF nor a ZIP, or whose pages are not asked for."""
    if pack is None:
        return
    if pack.suffix.lower() not in PACKS:
        raise typer.BadParameter(
            f"name a file that ends in {' or '.join(PACKS)}.", param_hint="--pack"
        )
    if pack.suffix.lower() == ".pdf" and "pdf" not in formats:
        raise typer.BadParameter("a PDF pack needs --format pdf.", param_hint="--pack")


def _listed(text: str, allowed: tuple[str, ...], option: str) -> tuple[str, ...]:
    """Read words with commas between them, each once, in the order given."""
    words = tuple(dict.fromkeys(one.strip().lower() for one in text.split(",")))
    for word in words:
        if word not in allowed:
            raise typer.BadParameter(
                f"“{word}” is none of {', '.join(allowed)}.", param_hint=option
            )
    return words
