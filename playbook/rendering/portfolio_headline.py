"""What the overview says of itself: its title, its headline, how old it is, and what stands at the foot of each sheet."""

from __future__ import annotations

from playbook.document.overview import Overview
from playbook.kraljic.inference import Confidence
from playbook.kraljic.matrix import Quadrant
from playbook.locales import format_date
from playbook.rendering.portfolio_words import OverviewWording
from playbook.version import __version__


class Headline:
    """Turns a whole overview into a few sentences."""

    def __init__(self, overview: Overview, words: OverviewWording) -> None:
        self.o = overview
        self.w = words
        self.t = overview.labels

    def title(self) -> str:
        """Return the heading of the overview."""
        count = len(self.o.holdings)
        if count == 1:
            return self.t(f"portfolio.title-{self.w.noun}-one")
        accounts = len({one.account for one in self.o.holdings if one.account})
        offerings = len({one.offering for one in self.o.holdings})
        return self.t(
            f"portfolio.title-{self.w.noun}",
            n=self.w.number(count),
            accounts=self.w.counted(accounts, "account"),
            offerings=self.w.counted(offerings, "offering"),
        )

    def headline(self) -> str:
        """Say in three sentences where most is, how sure that is, and which question would settle most."""
        return " ".join(filter(None, (self._most(), self._firm(), self._first_question())))

    def _most(self) -> str:
        placed = [one for one in self.o.counts if one.place]
        largest = max(placed, key=lambda one: one.accounts, default=None)
        if not largest or not largest.place or not largest.accounts or len(self.o.holdings) == 1:
            return ""
        richest = max(placed, key=lambda one: one.value)
        total = self.w.number(len(self.o.holdings))
        many = {
            "quadrant": self._in_text(largest.place),
            "n": self.w.number(largest.accounts),
            "total": total,
        }
        if not richest.place or not richest.value:
            return self.t("portfolio.most", **many)
        money = {"value": self.w.rough(richest.value, spelled=True), "share": self.w.share(richest)}
        value = self.t("portfolio.most-value", quadrant=self._in_text(richest.place), **money)
        if sum(one.accounts == largest.accounts for one in placed) > 1:
            return value  # several groups are the largest
        if richest.place is largest.place:
            return self.t("portfolio.most-both", **many, **money)
        return f"{self.t('portfolio.most', **many)} {value}"

    def _in_text(self, quadrant: Quadrant) -> str:
        return self.t(f"quadrant.{quadrant}").lower()

    def _firm(self) -> str:
        counted = dict(self.o.certainty)
        firm = counted[Confidence.CLEAR] + counted[Confidence.LIKELY]
        if len(self.o.holdings) == 1:
            return ""
        return (
            self.t("portfolio.firm", n=self.w.number(firm))
            if firm
            else self.t("portfolio.firm-none")
        )

    def _first_question(self) -> str:
        if not self.o.asks or len(self.o.holdings) == 1:
            return ""
        first = self.o.asks[0]
        count = len(first.accounts)
        return self.t(
            "portfolio.first-question",
            question=self.w.lower(self.w.factor(first.factor_id)),
            n=self.w.number(count),
            noun=self.w.nouns(count),
        )

    def facts(self) -> list[str]:
        """Say when it was built and how old the answers are."""
        ages = self.o.ages
        told = [self.t("portfolio.built", date=self.w.day(self.o.today))]
        if ages.oldest and ages.newest:
            key = "answers-on" if ages.oldest == ages.newest else "answers"
            told.append(
                self.t(f"portfolio.{key}", **{"from": self.w.day(ages.oldest)}, to=self.w.day(ages.newest))
            )  # fmt: skip
        else:
            told.append(self.t("portfolio.no-dates"))
        if ages.undated:
            told.append(self.t("portfolio.undated", n=self.w.number(ages.undated)))
        if ages.stale:
            told.append(self.t("portfolio.stale", n=self.w.number(ages.stale)))
        return told

    def foot(self) -> tuple[str, ...]:
        """Return the lines at the foot of every sheet."""
        built = self.t("portfolio.built", date=format_date(self.o.today, self.w.locale))
        subject = self.w.counted(len(self.o.holdings), self.w.noun)
        return (
            f"{self.t('internal')} {self.t('portfolio.document')} · {subject}",
            f"{built}. Playbook {__version__}.",
        )
