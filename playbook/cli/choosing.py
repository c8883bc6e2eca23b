"""`--only`: which subjects of a build to make documents of."""

from __future__ import annotations

import fnmatch
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from playbook.build.subjects import Subject
    from playbook.kraljic.inference import Placement

FIELDS = (
    "account",
    "id",
    "offering",
    "owner",
    "sector",
    "industry",
    "quadrant",
    "certainty",
    "row",
)
"""What `--only` can ask about, as FIELD=VALUE."""

_IN_DUTCH = {
    "strategic": "strategisch",
    "leverage": "hefboom",
    "bottleneck": "knelpunt",
    "private": "privaat",
    "public": "publiek",
    "clear": "duidelijk",
    "likely": "waarschijnlijk",
    "leaning": "nipt",
}
"""Codes as they are called in Dutch, which may be typed as well."""

Chooser = Callable[["Subject", "Placement"], bool]


def read_choice(wishes: Sequence[str]) -> Chooser:
    """Return a test for subjects: of one field any value will do, of several fields each must hold.

    A value is compared without regard to case, and may hold `*` and `?`. Without a field it is an account, an id or an
    offering.
    """
    by_field: dict[str, list[str]] = {}
    for wish in wishes:
        field, sign, value = wish.partition("=")
        field = field.strip().lower()
        if not sign:
            field, value = "", wish
        elif field not in FIELDS:
            raise typer.BadParameter(
                f"“{field}” is none of {', '.join(FIELDS)}.", param_hint="--only"
            )
        if not value.strip():
            raise typer.BadParameter("say which, as in --only owner=Anna.", param_hint="--only")
        by_field.setdefault(field, []).append(value.strip().casefold())

    def is_chosen(subject: Subject, placement: Placement) -> bool:
        known = _values(subject, placement)
        return all(
            any(
                _matches(value, one)
                for one in (known[field] if field else _names(known))
                for value in values
            )
            for field, values in by_field.items()
        )

    return is_chosen


def _names(known: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return (*known["account"], *known["id"], *known["offering"])


def _values(subject: Subject, placement: Placement) -> dict[str, tuple[str, ...]]:
    """Return what is known of a subject by field; a field without a value has none that matches."""
    profile, account = subject.profile, subject.profile.account
    known: dict[str, tuple[str | None, ...]] = {
        "account": (account.name if account else None,),
        "id": (subject.record_id,),
        "offering": (profile.offering.name, subject.offering_id),
        "owner": (subject.owner,),
        "sector": _both(account.sector.value) if account else (),
        "industry": (account.industry if account else None,),
        "quadrant": _both(placement.quadrant.value),
        "certainty": _both(placement.confidence.value),
        "row": (str(subject.row) if subject.row else None,),
    }
    return {field: tuple(one for one in values if one) for field, values in known.items()}


def _both(code: str) -> tuple[str | None, ...]:
    return (code, _IN_DUTCH.get(code))


def _matches(value: str, text: str) -> bool:
    folded = text.casefold()
    return folded == value or (
        any(sign in value for sign in "*?") and fnmatch.fnmatchcase(folded, value)
    )
