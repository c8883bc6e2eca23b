"""What figures, amounts and open questions of the money case are called on a page, in one language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from playbook.document.briefing import Briefing
from playbook.document.money_formats import written_share, years_in_words
from playbook.document.money_grounds import rests_on_benchmarks
from playbook.document.room import shorten
from playbook.economics.elements import PRICE
from playbook.economics.intake import OpenInput
from playbook.economics.references import TemplateElement
from playbook.economics.sheet import Calculation, Input, Measure, Party
from playbook.economics.standstill import STANDSTILL
from playbook.locales import (
    Locale,
    format_date,
    format_exact,
    format_number,
    format_rough,
)
from playbook.profile import Per, Side

_SIDE = re.compile(rf"\.({'|'.join(Side)})(?=\.|$)")
_LOAD = re.compile(r"money\.process\.(now|after)\.(\w+)")
_DIFFERENCE = re.compile(r"money\.value\.differences\.(\d+)\.worth")
_PARTIES = {"buyer", "koper", "seller", "verkoper"}
"""Voices that are a whole party and no person: the party's own word stands for them."""


_NAMES = (240, 80, 60, 34)
_TEXTS = (240, 240, 160, 70)
"""Characters of names and of texts, from full to lean."""


_HUGE = Decimal(10**9)
"""From here on an amount is written in millions: more digits than a column holds, or than anybody counts."""


@dataclass(frozen=True, slots=True)
class Question:
    """A figure that is still open, as a question."""

    name: str
    ask: str
    holder: str
    """Whom to ask."""


@dataclass
class MoneyWords:
    """Names and formats of one money case; keeps the marks that were given out, for the notes under the table."""

    b: Briefing
    lean: int = 0
    """How much gives way (0 to 3): from 1 on, the profile's own names and texts are cut to size."""
    _marks: dict[tuple[Party, str], str] = field(default_factory=dict)

    def t(self, key: str, **values: object) -> str:
        """Return a text of the money pages; *years* are written with their unit."""
        if "years" in values:
            values["years"] = years_in_words(self.b.labels, values["years"])
        return self.b.labels(f"money.{key}", **values)

    @property
    def currency(self) -> str:
        """The case's currency; a case with amounts always has one."""
        return self.b.money.currency or "EUR"

    def name(self, text: str) -> str:
        """Return a name of the profile's, no longer than there is room for."""
        return shorten(text, _NAMES[self.lean])

    def text(self, text: str) -> str:
        """Return a sentence of the profile's, no longer than there is room for."""
        return shorten(text, _TEXTS[self.lean])

    def exact(self, amount: Decimal) -> str:
        """Write an amount to recompute: in whole units, small ones with cents."""
        if not amount.is_finite():
            return self.t("page.never")
        if abs(amount) >= _HUGE:
            return self.rough(amount)
        return format_exact(amount, self.currency, self.b.locale)

    def rough(self, amount: Decimal, *, spelled: bool = False) -> str:
        """Write an amount in three significant digits."""
        if not amount.is_finite():
            return self.t("page.never")
        return format_rough(amount, self.currency, self.b.locale, spelled=spelled)

    def number(self, value: Decimal, decimals: int = 2) -> str:
        """Write a number."""
        return format_number(value, self.b.locale, decimals)

    def share(self, value: Decimal) -> str:
        """Write a share in percent, to its last digit where that is short."""
        return written_share(value, self.b.locale)

    def measured(self, value: Decimal, measure: Measure) -> str:
        """Write a value of the sheet."""
        if not value.is_finite():
            return self.t("page.never")
        if measure is Measure.MONEY:
            return self.exact(value)
        if measure is Measure.SHARE:
            return self.share(value)
        if measure is Measure.MONTHS:
            return self.t("page.months", count=self.number(value, 1))
        return self.number(value)

    def ends(self, one: Input) -> str:
        """Write what was given: a value, or both ends of a range."""
        if not one.is_uncertain:
            return self.measured(one.low, one.measure)
        low, high = (self.measured(end, one.measure) for end in (one.low, one.high))
        if one.measure is Measure.MONEY:
            # The currency stands once; both ends have the same.
            high = re.sub(r"^[^\d]+", "", high)
        elif one.measure is Measure.SHARE:
            low = low.removesuffix("%")
        elif one.measure is Measure.MONTHS:
            low = self.number(one.low, 1)
        return f"{low}–{high}"

    def per(self, per: Per | None) -> str:
        """Return what an amount is paid for each time."""
        if per is None:
            return ""
        cost = self.b.money.total_cost
        unit = (cost.unit if cost else None) or self.t("unit")
        use = self.name((cost.use if cost else None) or self.t("use-of-unit"))
        return self.t(f"per.{per.value.replace(' ', '-')}", unit=self.own(unit), use=use)

    def each(self, per: Per | None) -> str:
        """Return the same in a column that is headed “per”: without that word."""
        return re.sub(r"^(per|a) ", "", self.per(per))

    def own(self, name: Mapping[Locale, str] | str) -> str:
        """Return a name that is either the profile's or in both languages."""
        return self.name(name if isinstance(name, str) else name[self.b.locale])

    def element(self, element_id: str) -> str:
        """Return the name of a cost element."""
        if element_id == STANDSTILL:
            return self.t("standstill")
        cost = self.b.money.total_cost
        known = next((one for one in cost.elements if one.id == element_id), None) if cost else None
        if known:
            return self.own(known.name)
        template = self._of_template(element_id)
        if template:
            return template.name[self.b.locale]
        return self.t("open.total_cost.elements.price.name") if element_id == PRICE else element_id

    def _of_template(self, element_id: str) -> TemplateElement | None:
        given = self.b.profile.money.total_cost if self.b.profile.money else None
        template = self.b.costs.templates.get(given.template or "") if given else None
        return template.element(element_id) if template else None

    def figure(self, input_id: str) -> str:
        """Return what an input is called."""
        side = _SIDE.search(input_id)
        if input_id.startswith("money.total_cost.elements."):
            name = self.element(input_id.split(".")[3])
        elif load := _LOAD.fullmatch(input_id):
            volume = self.t(f"volume.{load[2]}")
            return volume if load[1] == "now" else self.t("page.after", name=volume)
        elif difference := _DIFFERENCE.fullmatch(input_id):
            given = self.b.profile.money and self.b.profile.money.value
            return self.name(given.differences[int(difference[1]) - 1].name) if given else input_id
        else:
            name = self._labelled(input_id)
        is_element = input_id.startswith("money.total_cost.elements.")
        plain = Side.OFFER if is_element else Side.CURRENT
        if side and side[1] != plain:
            return self.t("page.of-side", name=name, side=self.t(f"page.short.{side[1]}"))
        return name

    def _labelled(self, input_id: str) -> str:
        """Return the name of a figure that a label has: under what is asked for, else of the page's own."""
        if input_id == "offering.yearly_value":
            return self.t("yearly-value")
        key = input_id.removeprefix("money.")
        key = key.replace(".offer.", ".current.").replace(".alternative.", ".current.")
        asked = f"open.{key}.name"
        return self.t(asked if f"money.{asked}" in self.b.labels.texts else f"page.figure.{key}")

    def question(self, one: OpenInput) -> Question:
        """Return an open figure as a question with whom to ask: the template's where it has one."""
        if one.element in (None, STANDSTILL):
            key = one.id.replace("money.", "open.", 1)
            return self._question(key)
        name = self.element(str(one.element))
        if one.id.endswith(f".{Side.OFFER}"):
            return self._question("open.total_cost.elements.ours", name)
        template = self._of_template(str(one.element))
        if template:
            locale = self.b.locale
            return Question(name, template.ask[locale], template.holder[locale])
        kind = PRICE if one.element == PRICE else "other"
        return self._question(f"open.total_cost.elements.{kind}", name)

    def _question(self, key: str, name: str = "") -> Question:
        return Question(*(self.t(f"{key}.{part}", name=name) for part in ("name", "ask", "holder")))

    def mark(self, one: Input) -> str:
        """Return the mark of who gave a figure and when, such as `B2`; the same for the same source."""
        key = (one.party, self.source(one))
        if key not in self._marks:
            same = sum(party is one.party for party, _ in self._marks)
            self._marks[key] = f"{self.t(f'party-mark.{one.party}')}{same + 1}"
        return self._marks[key]

    def source(self, one: Input) -> str:
        """Say who gave a figure and when; a published one with its year, its country and its caution."""
        if one.benchmark:
            cited = self.b.library.sources.get(one.benchmark.source)
            year = str(one.benchmark.year or self.t("page.undated"))
            what = one.benchmark.what[self.b.locale]
            parts = [
                f"{what} ({cited.short if cited else one.benchmark.source}, {one.benchmark.country}, {year})"
            ]
            caution = cited.caution.get(self.b.locale) if cited else None
            return ". ".join([*parts, *([caution.rstrip(".")] if caution else [])])
        said = (one.said_by or "seller").casefold()
        is_party = said in _PARTIES or one.party is Party.BENCHMARK
        parts = [self.t(f"party.{one.party}") if is_party else self.b.voice(str(one.said_by))]
        parts += [one.source] if one.source else []
        parts += [format_date(one.on, self.b.locale, short=True)] if one.on else []
        return ", ".join(parts)

    def grounded(self, verdict: str, calculation: Calculation, line_id: str | None) -> str:
        """Return a verdict with the mark “benchmark” where nothing but published amounts leads to it."""
        if line_id and rests_on_benchmarks(calculation, line_id):
            return f"{verdict} {self.t('page.benchmark-only')}"
        return verdict

    def notes(self) -> tuple[str, ...]:
        """Return what each mark that was given out means, in order of party."""
        order = sorted(self._marks.items(), key=lambda pair: list(Party).index(pair[0][0]))
        return tuple(f"{mark} {source}" for (_, source), mark in order)
