"""The portfolio as a list for a CRM: typed columns, stable codes beside words, one row an account and offering."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from playbook.document.overview import Overview
from playbook.document.portfolio import Holding
from playbook.kraljic.matrix import Axis, Quadrant
from playbook.locales import format_odds

Value = str | int | Decimal | date | None


class ColumnKind(StrEnum):
    """What the cells of a column hold."""

    ID = "id"
    """Text that stands for a record: never changed, also where it looks like a number."""
    TEXT = "text"
    WHOLE = "whole"
    AMOUNT = "amount"
    DAY = "day"
    PATH = "path"
    """Of a file beside the list, percent-encoded."""
    LINK = "link"
    """A web address."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    name: str
    kind: ColumnKind
    width: int
    """In characters."""


@dataclass(frozen=True, slots=True)
class HoldingList:
    """All columns, and the rows in the order of the overview."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


_Cells = list[tuple[Column, Value]]


def list_holdings(overview: Overview, id_name: str | None = None) -> HoldingList:
    """Return the list; *id_name* is what the sheet it came from calls the record id."""
    effort = {
        index: overview.labels(f"portfolio.effort-of.{one.effort}")
        for one in overview.mismatches
        for index in one.accounts
    }
    papers = sorted(
        {(link.kind, link.format, link.locale) for one in overview.holdings for link in one.documents}
    )  # fmt: skip
    maker = _Maker(overview, id_name, effort, papers)
    rows = [maker.cells(index, one) for index, one in enumerate(overview.holdings)]
    columns = tuple(column for column, _ in rows[0]) if rows else ()
    return HoldingList(columns, tuple(tuple(value for _, value in cells) for cells in rows))


class _Maker:
    """Makes the cells of one row after the other; every row has the same columns."""

    def __init__(
        self,
        overview: Overview,
        id_name: str | None,
        effort: dict[int, str],
        papers: list[tuple[str, str, str]],
    ) -> None:
        self.o = overview
        self.t = overview.labels
        self.id_name = id_name
        self.effort = effort
        self.papers = papers

    def _column(self, key: str, kind: ColumnKind, width: int) -> Column:
        return Column(self.t(f"portfolio.export.{key}"), kind, width)

    def cells(self, index: int, one: Holding) -> _Cells:
        """Return the cells of one account."""
        return [
            *self._who(one),
            *self._where(one),
            *self._what_next(index, one),
            *self._papers(one),
        ]

    def _who(self, one: Holding) -> _Cells:
        text = ColumnKind.TEXT
        record_id = self._column("record_id", ColumnKind.ID, 20)
        if self.id_name:
            record_id = Column(self.id_name, ColumnKind.ID, 20)
        sector = self.t(f"sector.{one.sector}") if one.sector else None
        return [
            (record_id, one.record_id),
            (self._column("account", text, 34), one.account),
            (self._column("offering", text, 30), one.offering),
            (self._column("owner", text, 20), one.owner),
            (self._column("sector", text, 16), sector),
            (self._column("industry", text, 22), one.industry),
            (self._column("value", ColumnKind.AMOUNT, 16), one.value.value if one.value else None),
            (self._column("currency", text, 9), one.value.currency if one.value else None),
        ]

    def _where(self, one: Holding) -> _Cells:
        text, whole, standing = ColumnKind.TEXT, ColumnKind.WHOLE, one.standing
        place = standing.place
        second = one.second if place else None
        percents = whole_percents(one)
        return [
            (self._column("place", text, 14), place.value if place else None),
            (self._column("place-name", text, 14), self._named(place)),
            *(
                (Column(self._chance(quadrant), whole, 12), percents[quadrant])
                for quadrant in Quadrant
            ),
            *(
                (Column(self._score(axis), whole, 12), round(standing.scores[axis] * 100))
                for axis in Axis
            ),
            (self._column("sure", text, 12), standing.confidence.value),
            (self._column("sure-name", text, 18), self.t(f"portfolio.sure.{standing.confidence}")),
            (self._column("second", text, 14), second.value if second else None),
            (self._column("second-name", text, 14), self._named(second)),
            (self._column("by-hand", text, 10), self._told(standing.is_by_hand)),
            (self._column("before", text, 14), self._before(one)),
        ]

    def _what_next(self, index: int, one: Holding) -> _Cells:
        text, day = ColumnKind.TEXT, ColumnKind.DAY
        asked = one.question.factor_id if one.question else None
        words = self.o.bank[asked].texts[self.o.locale] if asked else None
        view = self.t(f"account-view.{one.view}") if one.view else None
        return [
            (self._column("question", text, 20), asked),
            (self._column("question-name", text, 24), words.name if words else None),
            (self._column("ask", text, 60), words.ask_buyer if words else None),
            (self._column("view", text, 14), one.view.value if one.view else None),
            (self._column("view-name", text, 14), view),
            (self._column("effort", text, 30), self.effort.get(index)),
            (self._column("newest", day, 12), one.dates[-1] if one.dates else None),
            (self._column("built", day, 12), self.o.today),
            (self._column("link", ColumnKind.LINK, 30), one.link),
        ]

    def _papers(self, one: Holding) -> _Cells:
        found = {(link.kind, link.format, link.locale): link.href for link in one.documents}
        return [
            (self._paper(kind, format, locale), found.get((kind, format, locale)))
            for kind, format, locale in self.papers
        ]

    def _paper(self, kind: str, format: str, locale: str) -> Column:
        name = self.t(
            "portfolio.export.document",
            kind=self.t(f"portfolio.kind.{kind}"),
            format=format,
            locale=locale,
        )
        return Column(name, ColumnKind.PATH, 40)

    def _named(self, place: Quadrant | None) -> str:
        return self.t(f"quadrant.{place}") if place else self.t("portfolio.none")

    def _chance(self, quadrant: Quadrant) -> str:
        name = self.t(f"quadrant.{quadrant}").lower()
        return self.t("portfolio.export.p", quadrant=name)

    def _score(self, axis: Axis) -> str:
        return self.t("portfolio.export.score", axis=self.t(f"axis.{axis}").lower())

    def _told(self, is_so: bool) -> str:
        return self.t(f"portfolio.export.{'yes' if is_so else 'no'}")

    @staticmethod
    def _before(one: Holding) -> str | None:
        return one.before.place.value if one.before and one.before.place else None


def whole_percents(holding: Holding) -> dict[Quadrant, int]:
    """Return the probabilities as they are printed; `<1%` is 0, and certainty is never claimed, so `>99%` is 99."""
    odds = format_odds(holding.standing.probabilities)
    return {one: 0 if odds[one][0] == "<" else int(odds[one].strip(">%")) for one in odds}
