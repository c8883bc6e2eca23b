"""From what was typed to evidence: every answer as a range of levels, with who said it and when.

Here natural values meet their scales, shares follow from amounts, and answers that contradict themselves are found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from playbook.errors import Fault, RefusalError, quoted
from playbook.kraljic.factors import Factor, QuestionBank, Scale
from playbook.profile import Answer, OfferingProfile, Role, Sure
from playbook.quantities import Amount, AmountRange, Levels, Natural, percent

VOICES = ("seller", "user", "procurement", "published")
"""Who may have said something, where it is no name."""
_PROCUREMENT_WORDS = ("procurement", "purchas", "buyer", "inkoop", "inkoper")
_SELLER_WORDS = ("seller", "sales", "verkoper", "verkoop", "accountmanager")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One answer to one factor, ready to be weighed."""

    factor_id: str
    low: int
    """Lowest level it allows, 1 to 5."""
    high: int
    sure: Sure
    said_by: str | None = None
    is_from_procurement: bool = False
    is_from_seller: bool = False
    on: date | None = None
    value: Natural | AmountRange | None = None
    """The natural value or amount behind the levels; None for a plain level."""
    note: str | None = None
    is_derived: bool = False
    """Whether it follows from the amounts instead of from an answer."""


def resolve_evidence(
    profile: OfferingProfile, bank: QuestionBank
) -> tuple[tuple[Evidence, ...], tuple[Fault, ...]]:
    """Return all evidence in a profile, in the bank's order, and every fault in it."""
    faults = [_unknown_factor(key, bank) for key in profile.answers if key not in bank]
    evidence: list[Evidence] = []
    for factor in bank:
        found = list(_stated(profile, factor, faults))
        derived = _derived_share(profile, factor, faults)
        if derived and found:
            _check_against_amounts(factor, found[-1], derived, faults)
        elif derived:
            found.append(derived)
        evidence.extend(found)
    return tuple(evidence), tuple(faults)


def _unknown_factor(factor_id: str, bank: QuestionBank) -> Fault:
    from difflib import get_close_matches

    close = get_close_matches(factor_id, bank.ids, n=1)
    hint = f"Did you mean {close[0]}?" if close else f"Use one of: {', '.join(bank.ids)}."
    message = f"there is no question {quoted(factor_id)}"
    return Fault(("answers", factor_id), "unknown-factor", message, hint)


def _stated(profile: OfferingProfile, factor: Factor, faults: list[Fault]) -> Iterator[Evidence]:
    """Turn the answers to one factor into evidence; `unknown` gives none."""
    for index, answer in enumerate(profile.answers.get(factor.id, ())):
        path = ("answers", factor.id, index)
        try:
            value = _levels(answer.value, factor, profile)
        except RefusalError as error:
            message = f"answers.{factor.id} {error.message}"
            faults.append(
                Fault(path, "impossible-value", message, error.hint or _scale_hint(factor))
            )
            continue
        levels = answer.level or value
        if levels is None:
            continue
        if answer.level and value and not _overlap(answer.level, value):
            faults.append(
                Fault(
                    path,
                    "conflicting-answer",
                    f"answers.{factor.id} says level {_span(answer.level)}, but its value means level {_span(value)}",
                    "Keep the one that is right.",
                )
            )
            continue
        meant = _misspelt_voice(answer.said_by, profile)
        if meant:
            message = f"answers.{factor.id} is said by {quoted(answer.said_by)}"
            faults.append(Fault(path, "unclear-voice", message, f"Did you mean {meant}?"))
            continue
        yield _evidence(factor.id, answer, levels, profile)


def _misspelt_voice(said_by: str | None, profile: OfferingProfile) -> str | None:
    """Return the known voice that was probably meant: `procurment` would silently count for less."""
    from difflib import get_close_matches

    word = (said_by or "").casefold()
    names = {person.name.casefold() for person in profile.stakeholders} | _us(profile)
    if not word or word in VOICES or word in names:
        return None
    close = get_close_matches(word, VOICES, n=1, cutoff=0.8)
    return close[0] if close else None


def _evidence(factor_id: str, answer: Answer, levels: Levels, profile: OfferingProfile) -> Evidence:
    said_by = (answer.said_by or "").casefold()
    role = next(
        (person.role for person in profile.stakeholders if person.name.casefold() == said_by), None
    )
    return Evidence(
        factor_id,
        levels.low,
        levels.high,
        answer.sure or Sure.INFORMED,
        answer.said_by,
        role is Role.PROCUREMENT or (role is None and _names_any(said_by, _PROCUREMENT_WORDS)),
        role is None and (said_by in _us(profile) or _names_any(said_by, _SELLER_WORDS)),
        answer.on,
        answer.value if isinstance(answer.value, Natural | AmountRange) else None,
        answer.note,
    )


def _names_any(said_by: str, words: tuple[str, ...]) -> bool:
    return any(word in said_by for word in words)


def _us(profile: OfferingProfile) -> set[str]:
    names = (profile.seller.name, profile.seller.contact)
    return {name.casefold() for name in names if name}


def _levels(
    value: Levels | Natural | AmountRange | None, factor: Factor, profile: OfferingProfile
) -> Levels | None:
    """Return the levels of an answer's value.

    Raises:
        RefusalError: when the value cannot belong to this factor; the message completes "answers.spend_share ...".
    """
    if value is None or isinstance(value, Levels):
        return value
    scale = factor.scale
    if scale is None:
        raise RefusalError("is asked as a level from 1 to 5, without a unit")
    if isinstance(value, AmountRange):
        low, high = _shares(value, scale, profile)
        if scale.maximum is not None and high > scale.maximum:
            raise RefusalError("is more than the whole", "Check both amounts.")
        return _span_of(scale, low, high)
    if value.unit is not scale.unit:
        raise RefusalError(
            f"is counted in {_UNIT_WORDS[scale.unit]}, not in {_UNIT_WORDS[value.unit]}"
        )
    if scale.maximum is not None and value.high > scale.maximum:
        raise RefusalError(f"is {value}, which is more than the whole")
    return _span_of(scale, value.low, value.high)


_UNIT_WORDS = {
    "percent": "percent",
    "times": "times the price",
    "suppliers": "suppliers",
    "duration": "days, weeks, months or years",
}


def _scale_hint(factor: Factor) -> str:
    if factor.scale is None:
        return "Write a level, a range of levels such as 2..3, or unknown."
    example = {
        "percent": "0.8%",
        "times": "2.1 times",
        "suppliers": "3 suppliers",
        "duration": "6 weeks",
    }
    return f"Write it like {example[factor.scale.unit]}, or as a level from 1 to 5."


def _span_of(scale: Scale, low: float, high: float) -> Levels:
    ends = sorted((scale.level(low), scale.level(high)))
    return Levels(ends[0], ends[1])


def _shares(amounts: AmountRange, scale: Scale, profile: OfferingProfile) -> tuple[float, float]:
    """Return both ends of *amounts* in percent of the scale's base."""
    if scale.base is None:
        raise RefusalError(f"is counted in {_UNIT_WORDS[scale.unit]}, not in money")
    base = _base_amount(scale, profile)
    where = _BASES[scale.base]
    if base is None:
        raise RefusalError(
            f"is an amount, but {where} is not given",
            f"Give {where}, or write a share such as 0.8%.",
        )
    if base.currency != amounts.currency:
        raise RefusalError(
            f"is in {amounts.currency}, but {where} is in {base.currency}",
            "Give both in one currency.",
        )
    return float(amounts.low / base.value * 100), float(amounts.high / base.value * 100)


_BASES = {"yearly_value": "offering.yearly_value", "purchasing_volume": "account.purchasing_volume"}


def _base_amount(scale: Scale, profile: OfferingProfile) -> Amount | None:
    if scale.base == "yearly_value":
        return profile.offering.yearly_value
    if scale.base == "purchasing_volume":
        return profile.account.purchasing_volume if profile.account else None
    return None


def _derived_share(
    profile: OfferingProfile, factor: Factor, faults: list[Fault]
) -> Evidence | None:
    """Return what follows from the yearly value and the purchasing volume, where both are given."""
    value = profile.offering.yearly_value
    if factor.scale is None or not factor.follows_from_amounts or value is None:
        return None
    base = _base_amount(factor.scale, profile)
    if base is None:
        return None
    path = ("offering", "yearly_value")
    if base.currency != value.currency:
        faults.append(
            Fault(
                path,
                "mixed-currencies",
                f"offering.yearly_value is in {value.currency}, but account.purchasing_volume is in {base.currency}",
                "Give both in one currency.",
            )
        )
        return None
    share = value.value / base.value * 100
    if share > 100:
        faults.append(
            Fault(
                path,
                "impossible-value",
                "offering.yearly_value is larger than everything the account purchases",
                "Check both amounts.",
            )
        )
        return None
    level = factor.scale.level(float(share))
    shown = two_digits(share)
    return Evidence(
        factor.id, level, level, Sure.INFORMED, value=percent(shown, shown), is_derived=True
    )


def two_digits(value: Decimal) -> Decimal:
    """Round to two significant digits: amounts from memory carry no more."""
    return Decimal(f"{value:.1e}")


def _check_against_amounts(
    factor: Factor, stated: Evidence, derived: Evidence, faults: list[Fault]
) -> None:
    if stated.low <= derived.low <= stated.high:
        return
    faults.append(
        Fault(
            ("answers", factor.id),
            "conflicting-answer",
            f"answers.{factor.id} says level {_span(Levels(stated.low, stated.high))}, but the amounts give "
            f"{derived.value}, level {derived.low}",
            "Correct the answer or the amounts, or write unknown and let it follow from the amounts.",
        )
    )


def _overlap(one: Levels, other: Levels) -> bool:
    return one.low <= other.high and other.low <= one.high


def _span(levels: Levels) -> str:
    return str(levels.low) if levels.low == levels.high else f"{levels.low} to {levels.high}"
