"""Offerings: the data that all rows share, checked once, so that a row costs only what is its own."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Any

from playbook.economics.case import resolve_money
from playbook.errors import Fault, Problem
from playbook.kraljic.factors import QuestionBank
from playbook.locales import Locale
from playbook.profile import OfferingProfile
from playbook.sources.profiles import Costs, Reading, read_profile
from playbook.sources.source import Path_, Position, SourceDocument

_PERSONAL = ("account", "stakeholders", "placement", "our_view")
"""What is of one account and says nothing of another."""
_OUR_VOICES = frozenset({"seller", "published", "benchmark"})
_STAND_INS = {
    ("seller", "name"): "seller.name",
    ("offering", "name"): "offering",
    ("offering", "summary"): "offering.summary",
}
"""What a profile needs and a column may bring."""
_HEAVY = ("proof_points", "objections", "actions")
"""Lists that no row changes: validated once, reused as they are."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What every profile is validated against."""

    bank: QuestionBank
    costs: Costs | None = None


@dataclass
class Offering:
    """One offering, with or without a file."""

    id: str
    source: SourceDocument
    is_file: bool = True
    _checked: dict[tuple[Locale, bool], Reading] = field(default_factory=dict)
    _money: dict[Any, tuple[Fault, ...]] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """What it is called, in every language it has, and its file’s stem."""
        name = self._part("offering").get("name")
        called = name.values() if isinstance(name, dict) else [name]
        return tuple(dict.fromkeys([self.id, *(str(one) for one in called if one)]))

    @property
    def account(self) -> str | None:
        """The account it was written about, where it names one."""
        name = self._part("account").get("name")
        texts = list(name.values()) if isinstance(name, dict) else [name]
        return str(texts[0]) if texts and texts[0] else None

    @property
    def currency(self) -> str | None:
        """The currency its own amounts are in."""
        from playbook.errors import RefusalError
        from playbook.quantities import parse_amount

        value = self._part("offering").get("yearly_value")
        value = value.get("value", value) if isinstance(value, dict) else value
        try:
            stated = parse_amount(str(value)).currency if value is not None else None
        except RefusalError:
            stated = None
        given = self._part("money").get("currency")
        return stated or (given if isinstance(given, str) else None)

    def _part(self, key: str) -> Mapping[str, Any]:
        data = self.source.data
        part = data.get(key) if isinstance(data, dict) else None
        return part if isinstance(part, dict) else {}

    def is_about(self, account: str) -> bool:
        """Tell whether a row is about the account that the file was written about."""
        return (self.account or "").casefold() == account.casefold()

    def base(self, account: str) -> dict[str, Any]:
        """Return the data that a row of *account* is merged over; an empty name is another’s."""
        data: dict[str, Any] = self.source.data
        if self.account is None or (account and self.is_about(account)):
            return data
        own = {key: value for key, value in data.items() if key not in _PERSONAL}
        for key in ("offering", "answers", "money"):
            if key in own:
                own[key] = _as_ours(own[key])
        return own

    def check(
        self, ground: Ground, locale: Locale, brought: Collection[str], *, is_other: bool
    ) -> Reading:
        """Validate the offering by itself, once for each language.

        Args:
            ground: the questions and the published figures.
            locale: language to take texts in.
            brought: fields that columns bring, so that the file need not have them.
            is_other: whether it is for another account than the file’s own.

        Raises:
            ProfileError: with everything wrong in the file.
        """
        key = (locale, is_other)
        if key not in self._checked:
            data = self.base("") if is_other else self.source.data
            data = dict(data) if isinstance(data, dict) else data
            for path, column in _STAND_INS.items() if isinstance(data, dict) else ():
                part = data.get(path[0])
                if column in brought and (part is None or isinstance(part, dict)):
                    data[path[0]] = {path[1]: "-", **(part or {})}
            source = replace(self.source, data=data)
            self._checked[key] = read_profile(source, ground.bank, locale, ground.costs)
        return self._checked[key]

    def read(
        self,
        data: dict[str, Any],
        positions: Mapping[Path_, Position],
        name: str,
        ground: Ground,
        locale: Locale,
        known: Reading | None,
    ) -> tuple[Reading, tuple[Fault, ...]]:
        """Validate a row's data, taking what no row changes from *known*; faults of money are returned apart.

        Raises:
            ProfileError: with everything wrong in it.
        """
        light = {key: value for key, value in data.items() if key != "money"}
        if known:
            light |= {key: getattr(known.profile, key) for key in _HEAVY if key in data}
        source = SourceDocument(name, light, dict(positions))
        reading = read_profile(source, ground.bank, locale, None)
        if known is None or known.profile.money is None:
            return reading, ()
        profile = reading.profile.model_copy(update={"money": known.profile.money})
        return replace(reading, profile=profile), self._money_faults(profile, ground.costs)

    def _money_faults(self, profile: OfferingProfile, costs: Costs | None) -> tuple[Fault, ...]:
        """Return what is wrong in the money case, worked out again only where the row changes something it uses."""
        if costs is None or profile.money is None:
            return ()
        value = profile.offering.yearly_value
        people = frozenset(one.name.casefold() for one in profile.stakeholders)
        needs_value = profile.money.process is not None and profile.money.yearly_price is None
        used = (value.value if needs_value else None, value.currency) if value else None
        key = (used, people & _voices(profile.money), profile.language)
        if key not in self._money:
            _, faults = resolve_money(profile, costs())
            self._money[key] = faults
        return self._money[key]


def _voices(money: Any) -> frozenset[str]:
    """Return everybody who gave a figure."""
    found: set[str] = set()

    def look(value: Any) -> None:
        if isinstance(value, dict):
            said = value.get("said_by")
            if isinstance(said, str):
                found.add(said.casefold())
            for one in value.values():
                look(one)
        elif isinstance(value, list | tuple):
            for one in value:
                look(one)

    look(money.model_dump())
    return frozenset(found)


def _as_ours(value: Any) -> Any:
    """Return answers or figures about another account as our own estimate: what one buyer said no other has said."""
    if isinstance(value, list):
        return [_as_ours(one) for one in value]
    if not isinstance(value, dict):
        return value
    kept = {key: _as_ours(one) for key, one in value.items()}
    said = value.get("said_by")
    if isinstance(said, str) and said.casefold() not in _OUR_VOICES:
        kept.pop("note", None)
        kept["said_by"] = "seller"
        if "sure" in kept:
            kept["sure"] = "guess"
    return kept


def offering_of(source: SourceDocument) -> Offering:
    """Return the offering in a file that was read."""
    return Offering(PurePath(source.name).stem or "offering", source)


def no_offering() -> Offering:
    """Return what rows that are offerings themselves are merged over."""
    return Offering("", SourceDocument("-", {"format": 1}), is_file=False)


def told_once(problems: tuple[Problem, ...], known: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Leave out of a row's warnings what the offering itself was warned of."""
    said = {(one.code, one.message) for one in known}
    return tuple(one for one in problems if (one.code, one.message) not in said)
