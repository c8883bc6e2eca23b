"""The values of a row as the data of a profile, merged over an offering's, with the cell that each part came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from playbook.library.library import Labels
from playbook.locales import Locale, format_number, format_rough
from playbook.sources.portfolios.amounts import ReadAmount
from playbook.sources.portfolios.fields import COMPANIONS
from playbook.sources.portfolios.row_values import RowValues
from playbook.sources.source import Path_, Position

_ACCOUNT = ("name", "sector", "industry", "size")
_OFFERING = ("summary", "category", "kind", "situation", "stage")
_SELLER = ("name", "contact", "role")
_OUR_VIEW = ("revenue_share", "growth", "payment", "ease", "fit")
AMOUNTS = ("offering.yearly_value", "account.purchasing_volume", "account.revenue")
FALLBACK = "EUR"
"""What amounts count as where nothing says otherwise."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A profile's data for one row."""

    data: dict[str, Any]
    positions: dict[Path_, Position]
    """The cell of every part that the row brought."""
    assumed: dict[str, str]
    """What was taken as the currency of amounts without one, by field."""


def merge_row(
    values: RowValues,
    base: dict[str, Any],
    currency: str | None,
    labels: dict[Locale, Labels],
    *,
    names_offering: bool,
    follow: tuple[str, ...] = (),
) -> Merged:
    """Put a row over an offering's data. Empty cells leave it as it is; an answer replaces the offering's own.

    Args:
        values: the row.
        base: the offering's data; it is not changed.
        currency: the offering's currency, for amounts without one.
        labels: the words for sizes, in both languages.
        names_offering: whether the row's offering is a name of its own, and not the choice of a file.
        follow: questions whose answer follows from the amounts; the offering's own answer gives way to those of the row.
    """
    building = _Building(values, dict(base), {})
    building.put_group("account", _ACCOUNT)
    building.put_group("offering", _OFFERING)
    building.put_group("seller", _SELLER)
    building.put_group("our_view", _OUR_VIEW)
    if names_offering:
        building.put(("offering", "name"), "offering", values.get("offering"))
    building.put(("language",), "language", values.get("language"))
    assumed = dict(building.put_amounts(currency))
    building.put_size(labels)
    building.put_answers()
    building.drop_shares(follow)
    building.put_stakeholder()
    building.put_placement()
    return Merged(building.data, building.positions, assumed)


@dataclass
class _Building:
    values: RowValues
    data: dict[str, Any]
    positions: dict[Path_, Position]

    def put(self, path: Path_, field_id: str, value: Any) -> None:
        """Set a value, copying the group it stands in, so that the offering's data stays as it is."""
        if value is None:
            return
        parent = self.data
        for part in map(str, path[:-1]):
            inner = parent.get(part)
            parent[part] = dict(inner) if isinstance(inner, dict) else {}
            parent = parent[part]
        parent[str(path[-1])] = value
        self.positions[path] = self.values.position(field_id)

    def put_group(self, group: str, keys: tuple[str, ...]) -> None:
        for key in keys:
            field_id = f"{group}.{key}"
            self.put((group, key), field_id, self.values.get(field_id))

    def put_amounts(self, currency: str | None) -> Iterator[tuple[str, str]]:
        """Put the amounts; yields the currency that those without one got."""
        own = self.values.get("currency")
        for field_id in AMOUNTS[:2]:
            amount = self.values.get(field_id)
            if not isinstance(amount, ReadAmount):
                continue
            group, _, key = field_id.partition(".")
            hinted = self.values.currency_of(field_id)
            named = amount.currency or hinted or own
            if named is None:
                named = currency or FALLBACK
                yield field_id, named
            self.put((group, key), field_id, f"{amount.value:f} {named}")

    def put_size(self, labels: dict[Locale, Labels]) -> None:
        """Say how large the account is: as typed, else by its people, else by its own revenue."""
        if self.values.get("account.size") is not None:
            return
        people, revenue = self.values.get("account.employees"), self.values.get("account.revenue")
        if people is not None:
            counted = {
                locale: format_number(people, locale) if isinstance(people, int) else people
                for locale in labels
            }
            said = {one.value: labels[one]("sheet.size.employees", count=counted[one]) for one in labels}  # fmt: skip
            self.put(("account", "size"), "account.employees", said)
        elif isinstance(revenue, ReadAmount):
            hinted = self.values.currency_of("account.revenue")
            currency = revenue.currency or hinted or self.values.get("currency") or FALLBACK
            said = {
                one.value: labels[one]("sheet.size.revenue", amount=_rough(revenue.value, currency, one))
                for one in labels
            }  # fmt: skip
            self.put(("account", "size"), "account.revenue", said)

    def put_answers(self) -> None:
        for field_id, value in list(self.values.values.items()):
            group, _, factor = field_id.partition(".")
            if group != "answers" or "." in factor:
                continue
            answer: dict[str, Any] = {"value": value}
            for companion in COMPANIONS:
                for source in (f"{field_id}.{companion}", companion):
                    told = self.values.get(source)
                    if told is not None:
                        answer[companion] = told
                        self.positions[("answers", factor, companion)] = self.values.position(
                            source
                        )
                        break
            self.put(("answers", factor), field_id, answer if len(answer) > 1 else value)

    def drop_shares(self, follow: tuple[str, ...]) -> None:
        """Drop the offering's answers to what this row's amounts give by themselves."""
        answers = self.data.get("answers")
        has_amounts = any(self.values.get(key) is not None for key in AMOUNTS[:2])
        if not (has_amounts and isinstance(answers, dict)):
            return
        dropped = {key for key in follow if self.values.get(f"answers.{key}") is None}
        self.data["answers"] = {key: one for key, one in answers.items() if key not in dropped}

    def put_stakeholder(self) -> None:
        """Put the contact of the row before the people of the offering."""
        name = self.values.get("stakeholder.name")
        function = self.values.get("stakeholder.function")
        first = name or function
        if first is None:
            return
        person = {"name": first}
        if name and function:
            person["function"] = function
        if self.values.get("stakeholder.role"):
            person["role"] = self.values.get("stakeholder.role")
        others = self.data.get("stakeholders")
        rest = (
            [one for one in others if not _is_named(one, first)] if isinstance(others, list) else []
        )
        self.data["stakeholders"] = [person, *rest]
        for key in person:
            source = f"stakeholder.{key}" if name or key != "name" else "stakeholder.function"
            self.positions[("stakeholders", 0, key)] = self.values.position(source)

    def put_placement(self) -> None:
        quadrant, reason = (
            self.values.get("placement.quadrant"),
            self.values.get("placement.reason"),
        )
        if quadrant is None and reason is None:
            return
        if reason is None:
            self.values.refuse("no-reason", "placement.quadrant")
        elif quadrant is None:
            self.values.refuse("no-quadrant", "placement.reason")
        else:
            self.put_group("placement", ("quadrant", "reason"))


def _is_named(person: Any, name: str) -> bool:
    return isinstance(person, dict) and str(person.get("name", "")).casefold() == name.casefold()


def _rough(value: Decimal, currency: str, locale: Locale) -> str:
    return format_rough(value, currency, locale)
