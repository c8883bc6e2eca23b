"""What several tests need: small trees of files, small profiles, a small question bank and library, built by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from playbook.errors import Problem, ProblemsError
from playbook.kraljic.factors import Factor, FactorText, QuestionBank, Scale
from playbook.kraljic.matrix import Axis, Quadrant
from playbook.library.blocks import TOPICS, parse_block
from playbook.library.library import ContentLibrary, Labels, Source
from playbook.locales import Locale
from playbook.profile import OfferingProfile
from playbook.quantities import Unit
from playbook.sources.profiles import parse_profile
from playbook.sources.structured import decode_text, parse_structured

ROOT = Path(__file__).resolve().parent.parent

MINIMAL = """\
format: 1
seller:
  name: Meridian Lease
offering:
  name: Car lease
  summary: Cars for the field service.
"""


def write_tree(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files under *root* by their relative path, and return *root*."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def problems_of(call: Callable[[], object]) -> tuple[Problem, ...]:
    """Return the problems that *call* raises; it must raise some."""
    with pytest.raises(ProblemsError) as caught:
        call()
    return caught.value.problems


def problems_if_any(call: Callable[[], object]) -> tuple[Problem, ...]:
    """Return the problems that *call* raises, or none where it succeeds; any other exception passes."""
    try:
        call()
    except ProblemsError as error:
        return error.problems
    return ()


def read_profile(
    text: str | bytes, bank: QuestionBank, suffix: str = ".yaml", locale: Locale | None = None
) -> OfferingProfile:
    """Return the profile in *text* the way a file of that suffix is read."""
    name = f"profile{suffix}"
    decoded = decode_text(text.encode() if isinstance(text, str) else text, name)
    return parse_profile(parse_structured(decoded, name, suffix), bank, locale)


def make_profile(**parts: Any) -> OfferingProfile:
    """Return a profile with *parts* over the least there must be; groups are merged, not replaced."""
    data: dict[str, Any] = {
        "format": 1,
        "seller": {"name": "Meridian Lease"},
        "offering": {"name": "Car lease", "summary": "Cars."},
    }
    for key, value in parts.items():
        data[key] = {**data.get(key, {}), **value} if isinstance(value, dict) else value
    return OfferingProfile.model_validate(data)


def make_factor(factor_id: str, axis: Axis, scale: Scale | None = None) -> Factor:
    """Return a factor whose words are its own id."""
    text = FactorText(
        factor_id, f"{factor_id}?", ("1", "2", "3", "4", "5"), "low", "high", "buyer?", "colleague?"
    )
    return Factor(factor_id, axis, dict.fromkeys(Locale, text), ("source",), scale)


RISING = Scale(Unit.PERCENT, (1, 2, 3, 4), is_rising=True)
FALLING = Scale(Unit.SUPPLIERS, (8, 4, 3, 2), is_rising=False)


def make_bank() -> QuestionBank:
    """Return a bank with one factor of each sort: share of volume, share of value, count, duration, plain."""
    volume = Scale(Unit.PERCENT, (1, 2, 3, 4), True, "purchasing_volume", 100)
    value = Scale(Unit.PERCENT, (0, 1, 10, 100), True, "yearly_value")
    duration = Scale(Unit.DURATION, (7, 31, 92, 366), True)
    return QuestionBank(
        (
            make_factor("spend_share", Axis.FINANCIAL_RISK, volume),
            make_factor("outage_cost", Axis.FINANCIAL_RISK, value),
            make_factor("alternatives", Axis.SUPPLY_RISK, FALLING),
            make_factor("switching_time", Axis.SUPPLY_RISK, duration),
            make_factor("approval", Axis.SUPPLY_RISK),
        )
    )


BLOCK = """\
---
title: About it
---
What it is. [source:study-2020]

## First
Lead.

> 3 of 4

## Second {sector=public}
Lead.
"""


def make_library(
    texts: Mapping[tuple[Quadrant, str, Locale], str | None] | None = None,
    labels: Mapping[Locale, Mapping[str, str]] | None = None,
) -> ContentLibrary:
    """Return a complete library of equal blocks; *texts* replaces some, or with None leaves them out."""
    blocks = {}
    for quadrant in Quadrant:
        for topic in TOPICS:
            for locale in Locale:
                text = (texts or {}).get((quadrant, topic, locale), BLOCK)
                file = f"{quadrant.value}/{topic}.{locale.value}.md"
                if text is None:
                    continue
                block, _ = parse_block(text, file, quadrant, topic, locale)
                if block:
                    blocks[quadrant, topic, locale] = block
    words = labels or {locale: {"page.title": "For {account}"} for locale in Locale}
    return ContentLibrary(
        blocks,
        {locale: Labels(locale, f"labels/{locale.value}.yaml", words[locale]) for locale in Locale},
        {"study-2020": Source("study-2020", "Study 2020", "A study, 2020", {})},
    )
