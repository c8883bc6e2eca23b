"""The question bank as values: each factor with its scale, and how a natural value becomes a level."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from playbook.kraljic.matrix import Axis
from playbook.locales import Locale
from playbook.quantities import Unit

LOWEST, HIGHEST = 1, 5
"""The levels an answer can have; 1 is low risk, 5 is high."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How a natural value of a factor becomes a level."""

    unit: Unit
    bounds: tuple[float, float, float, float]
    """Borders between levels 1|2, 2|3, 3|4 and 4|5, in the unit (durations in days)."""
    is_rising: bool
    """False where more of it means less risk (suppliers): a bound then belongs to the level before it."""
    base: str | None = None
    """The amount a share is a share of, where both may be given as amounts."""
    maximum: float | None = None
    """Above this a value is impossible."""

    def level(self, value: float) -> int:
        """Return the level of *value*. A value on a border belongs to the lower level."""
        if self.is_rising:
            return LOWEST + sum(value > bound for bound in self.bounds)
        return HIGHEST - sum(value >= bound for bound in self.bounds)


@dataclass(frozen=True, slots=True)
class FactorText:
    """A factor's words in one language."""

    name: str
    question: str
    anchors: tuple[str, str, str, str, str]
    """What each level means, from 1 to 5."""
    low: str
    """Why a low answer speaks for low risk, in the buyer's words."""
    high: str
    ask_buyer: str
    ask_colleague: str


@dataclass(frozen=True, slots=True)
class Factor:
    """One thing procurement looks at."""

    id: str
    axis: Axis
    """The axis under which it is asked; its weights may reach the other axis too."""
    texts: Mapping[Locale, FactorText]
    sources: tuple[str, ...]
    scale: Scale | None = None

    @property
    def follows_from_amounts(self) -> bool:
        """Whether its answer is the yearly value as a share of the purchasing volume, so that both amounts give it."""
        return self.scale is not None and self.scale.base == "purchasing_volume"


@dataclass(frozen=True, slots=True)
class QuestionBank:
    """All factors, in the order in which they are asked."""

    factors: tuple[Factor, ...]
    _by_id: dict[str, Factor] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {factor.id: factor for factor in self.factors})

    def __iter__(self) -> Iterator[Factor]:
        """Iterate over the factors in order."""
        return iter(self.factors)

    def __getitem__(self, factor_id: str) -> Factor:
        """Return the factor with this id, or raise `KeyError`."""
        return self._by_id[factor_id]

    def __contains__(self, factor_id: str) -> bool:
        """Tell whether there is a factor with this id."""
        return factor_id in self._by_id

    @property
    def ids(self) -> tuple[str, ...]:
        """All factor ids, in order."""
        return tuple(self._by_id)
