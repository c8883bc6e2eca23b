"""The contents of a pack: which documents it holds, on which pages, and which of them are for the buyer. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from playbook.library.library import Labels
from playbook.locales import Locale

FOR_BUYER = "leave-behind"
"""The one kind that may leave the house."""


@dataclass(frozen=True, slots=True)
class Packed:
    """What the contents must know of one document."""

    key: str
    """The same for the documents about one offering at one account, whatever their language."""
    kind: str
    """`brief`, `playbook`, `leave-behind` or `coffee-card`."""
    locale: Locale
    seller: str
    offering: str
    account: str | None
    pages: int

    @property
    def subject(self) -> str:
        """What it is about: the account, where there is one, and the offering."""
        return f"{self.account} · {self.offering}" if self.account else self.offering


@dataclass(frozen=True, slots=True)
class Entry:
    """One document in the contents."""

    number: int
    """Counted from 0."""
    name: str
    for_buyer: bool
    first: int
    """Page of the pack, counted from 1."""
    last: int


@dataclass(frozen=True, slots=True)
class Group:
    """The documents about one offering at one account, as they follow one another."""

    head: str
    """The account, or the offering where there is none."""
    offering: str | None
    """None where the head is the offering."""
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class PackContents:
    """Everything on the first pages of a pack."""

    locale: Locale
    labels: Labels
    title: str
    sellers: str
    today: date
    groups: tuple[Group, ...]
    pages: int
    """Of the whole pack."""
    is_internal: bool
    """Whether the pack as a whole must stay inside."""
    is_mixed: bool
    """Whether some of an internal pack is for a buyer."""

    @property
    def documents(self) -> int:
        """How many documents there are."""
        return sum(len(group.entries) for group in self.groups)


def stays_inside(documents: Iterable[tuple[str, str | None]]) -> bool:
    """Tell whether a pack may not be handed over as a whole, by kind and account of each document.

    Pages for two buyers are not for either of them: each would read the name and the offer of the other.
    """
    found = set(documents)
    return any(kind != FOR_BUYER for kind, _ in found) or len(found) > 1


def commonest_locale(documents: Sequence[Packed]) -> Locale:
    """Return the language of most documents; of two that are equal the first."""
    return Counter(document.locale for document in documents).most_common(1)[0][0]


def compose_pack(
    documents: Sequence[Packed],
    firsts: Sequence[int],
    labels: Labels,
    today: date,
    title: str | None = None,
) -> PackContents:
    """Compose the contents.

    Args:
        documents: in the order of the pack, at least one.
        firsts: the page of the pack, counted from 1, on which each begins.
        labels: words in the language of the pack.
        today: the day to print.
        title: what to call the pack; without one its plain name.
    """
    numbered = [
        (document, _entry(number, document, first, labels))
        for number, (document, first) in enumerate(zip(documents, firsts, strict=True))
    ]
    groups = tuple(
        _group([*together], labels.locale)
        for _, together in groupby(numbered, key=lambda one: (one[0].key, one[0].account))
    )
    is_internal = stays_inside((one.kind, one.account) for one in documents)
    return PackContents(
        locale=labels.locale,
        labels=labels,
        title=title or labels("pack.document"),
        sellers=", ".join(dict.fromkeys(document.seller for document in documents)),
        today=today,
        groups=groups,
        pages=firsts[-1] + documents[-1].pages - 1,
        is_internal=is_internal,
        is_mixed=is_internal and any(document.kind == FOR_BUYER for document in documents),
    )


def _group(together: Sequence[tuple[Packed, Entry]], locale: Locale) -> Group:
    """Make one group, headed as in the language of the pack where a document of it has that."""
    documents = [document for document, _ in together]
    about = next((one for one in documents if one.locale is locale), documents[0])
    entries = tuple(entry for _, entry in together)
    if about.account:
        return Group(about.account, about.offering, entries)
    return Group(about.offering, None, entries)


def _entry(number: int, document: Packed, first: int, labels: Labels) -> Entry:
    name = labels(f"{document.kind}.document")
    if document.locale is not labels.locale:
        name = f"{name} ({labels(f'pack.in.{document.locale.value}')})"
    last = first + document.pages - 1
    return Entry(number, name, document.kind == FOR_BUYER, first, last)
