"""Fields: what a column of a sheet may become, with the names it is known by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from playbook.kraljic.factors import Factor
from playbook.locales import Locale
from playbook.sources.portfolios.headers import compact, normal

IGNORE = "ignore"
"""What a column becomes that is to be left alone."""
COMPANIONS = ("sure", "said_by", "on", "note")
"""What may be told of an answer, for one question or for the whole row."""


OWN_CURRENCY = "currency"
"""What ends the id of the field that says the currency of one amount: `offering.yearly_value.currency`."""


class FieldKind(StrEnum):
    """How the cells of a field are read."""

    NAME = "name"
    SENTENCE = "sentence"
    WORD = "word"
    """One word of a list."""
    AMOUNT = "amount"
    COUNT = "count"
    ANSWER = "answer"
    LEVEL = "level"
    DAY = "day"
    CURRENCY = "currency"
    VOICE = "voice"
    """Who said something."""
    ID = "id"
    PLAIN = "plain"
    """A text that no document prints."""
    OFFERING = "offering"


_KINDS = {
    "record_id": FieldKind.ID,
    "owner": FieldKind.PLAIN,
    "link": FieldKind.PLAIN,
    "currency": FieldKind.CURRENCY,
    "language": FieldKind.WORD,
    "offering": FieldKind.OFFERING,
    "account.sector": FieldKind.WORD,
    "account.employees": FieldKind.COUNT,
    "account.revenue": FieldKind.AMOUNT,
    "account.purchasing_volume": FieldKind.AMOUNT,
    "offering.yearly_value": FieldKind.AMOUNT,
    "offering.summary": FieldKind.SENTENCE,
    "offering.kind": FieldKind.WORD,
    "offering.situation": FieldKind.WORD,
    "offering.stage": FieldKind.WORD,
    "stakeholder.role": FieldKind.WORD,
    "placement.quadrant": FieldKind.WORD,
    "placement.reason": FieldKind.SENTENCE,
    "sure": FieldKind.WORD,
    "said_by": FieldKind.VOICE,
    "on": FieldKind.DAY,
    "note": FieldKind.SENTENCE,
}
FIELD_IDS = (
    "record_id", "account.name", "account.sector", "account.industry", "account.size", "account.employees",
    "account.revenue", "account.purchasing_volume", "offering", "offering.summary", "offering.category",
    "offering.kind", "offering.situation", "offering.stage", "offering.yearly_value", "seller.name",
    "seller.contact", "seller.role", "owner", "link", "stakeholder.name", "stakeholder.function",
    "stakeholder.role", "currency", "language", *COMPANIONS, "placement.quadrant", "placement.reason",
    "our_view.revenue_share", "our_view.growth", "our_view.payment", "our_view.ease", "our_view.fit",
)  # fmt: skip
"""Every field but the questions and what goes with them."""


def kind_of(field_id: str) -> FieldKind:
    """Return how the cells of a field that is no question are read."""
    if field_id.startswith("our_view."):
        return FieldKind.LEVEL
    return _KINDS.get(field_id, FieldKind.NAME)


@dataclass(frozen=True, slots=True)
class Field:
    """Something a column may become."""

    id: str
    """Dotted, as in a profile: `account.name`, `answers.alternatives`, `answers.alternatives.sure`."""
    kind: FieldKind
    names: Mapping[Locale, str]
    helps: Mapping[Locale, str]
    """What to write in it and why."""
    factor: Factor | None = None
    """The question, for an answer and for what goes with one."""
    companion: str | None = None
    """Which of `COMPANIONS` it is, beside a question or for the row."""

    @property
    def words(self) -> str:
        """Key of the list its words come from."""
        return self.companion or self.id


@dataclass(frozen=True, slots=True)
class Alias:
    """A header that a field is known by."""

    text: str
    field_id: str
    rank: int
    """0 is the most telling."""


@dataclass(frozen=True, slots=True)
class Fields:
    """All fields, and every header they are known by."""

    by_id: Mapping[str, Field]
    aliases: Mapping[str, tuple[Alias, ...]]
    """By compact header; most have one."""
    not_used: Mapping[str, Mapping[Locale, str]]
    """Why a known header is left alone, by compact header."""
    words: Mapping[str, Mapping[str, str]]
    """By field or list: what is meant, by word as it may be written (normalised)."""
    shortened: Mapping[str, str] = field(default_factory=dict)
    """Words of headers in full, by how they are cut short."""

    def __getitem__(self, field_id: str) -> Field:
        """Return a field."""
        return self.by_id[field_id]

    def __contains__(self, field_id: str) -> bool:
        """Tell whether there is such a field."""
        return field_id in self.by_id

    def meant(self, words: str, text: str) -> str | None:
        """Return the word of a list that *text* means."""
        known = self.words.get(words, {})
        return known.get(normal(text)) or known.get(text.strip().casefold())

    def is_nothing(self, text: str) -> bool:
        """Tell whether a cell says in words that there is nothing to say."""
        return not text or self.meant("nothing", text) is not None


def index_aliases(aliases: Iterable[Alias]) -> dict[str, tuple[Alias, ...]]:
    """Return aliases by compact header, each field once with its best rank."""
    found: dict[str, dict[str, Alias]] = {}
    for alias in aliases:
        known = found.setdefault(compact(alias.text), {})
        if alias.field_id not in known or alias.rank < known[alias.field_id].rank:
            known[alias.field_id] = alias
    return {
        key: tuple(sorted(known.values(), key=lambda one: one.rank)) for key, known in found.items()
    }
