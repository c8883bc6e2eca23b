"""What lines, figures and open questions of the money case are called, in one language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from playbook.economics.case import MoneyCase
from playbook.economics.elements import CostElement
from playbook.economics.intake import OpenInput
from playbook.economics.sheet import Input, Measure, Party
from playbook.library.library import Labels, Source
from playbook.locales import Locale
from playbook.profile import Per

_SIDES = "offer|current|alternative"
_PHASES = "before-purchase|acquisition|use|end-of-life"
_LINES = (
    (r"discount\.(?P<year>\d+)", "line.discount"),
    (rf"cost\.(?P<element>[\w-]+)\.(?P<side>{_SIDES})\.(?P<rest>once|yearly|total)", "line.cost"),
    (rf"standstill\.(?P<side>{_SIDES})\.(?P<rest>\w+)", "line.standstill"),
    (rf"(?P<side>{_SIDES})\.(?P<phase>{_PHASES})", "line.phase"),
    (rf"(?P<side>{_SIDES})\.total", "line.total"),
    (rf"saving\.(?P<against>{_SIDES})\.of\.(?P<element>[\w-]+)", "line.saving-of"),
    (rf"saving\.(?P<against>{_SIDES})\.(?P<rest>compared|yearly|share)", "line.saving"),
    (rf"saving\.(?P<against>{_SIDES})", "line.saving-total"),
    (r"(?P<load>(?!errors\.)\w+)\.removed", "line.removed"),
    (r"(?P<load>orders|invoices)\.(?P<rest>cost-now|cost-after|saved|cash)", "line.handling"),
    (r"differences-(?P<difference>\d+)-worth", "line.difference"),
)
"""How the id of a line says what it is; every other line has a label of its own."""
_INPUTS = (
    (rf"money\.total_cost\.elements\.(?P<element>[\w-]+)\.(?P<side>{_SIDES})", "figure.element"),
    (rf"money\.total_cost\.standstill\.(?P<side>{_SIDES})\.(?P<rest>\w+)", "figure.standstill"),
    (r"money\.process\.(?P<when>now|after)\.(?P<load>\w+)", "figure.load"),
    (r"money\.value\.differences\.(?P<difference>\d+)\.worth", "figure.difference"),
)
_ANYBODY = {
    "buyer": "buyer", "koper": "buyer", "user": "user", "gebruiker": "user",
    "procurement": "procurement", "inkoop": "procurement", "inkoper": "procurement",
}  # fmt: skip
"""Words that stand for a role at the buyer's, not for a name."""


@dataclass(frozen=True, slots=True)
class Cover:
    """Whom the case is by and for: all that the workbook knows of the profile besides its figures."""

    seller: str
    offering: str
    buyer: str | None


@dataclass(frozen=True)
class MoneyWording:
    """Names everything in one case."""

    case: MoneyCase
    cover: Cover
    labels: Labels
    sources: Mapping[str, Source]
    _elements: dict[str, CostElement] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.case.total_cost:
            self._elements.update({one.id: one for one in self.case.total_cost.elements})

    @property
    def locale(self) -> Locale:
        """Return the language."""
        return self.labels.locale

    def t(self, key: str, **values: object) -> str:
        """Return a text of the workbook."""
        return self.labels(f"workbook.{key}", **values)

    def line(self, section: str, line_id: str) -> str:
        """Return what a line is called."""
        once = line_id.endswith(".once") and not line_id.startswith("cost.")
        plain = line_id.removesuffix(".once") if once else line_id
        name = self._matched(_LINES, plain) or self.t(f"line.{section}.{plain.replace('.', '-')}")
        if (
            plain == "one-percent.other"
            and self.case.total_cost
            and self.case.total_cost.one_percent
        ):
            name = self.t(
                "line.one-percent-other",
                element=self.element(self.case.total_cost.one_percent.element),
            )
        return self.t("line.at-once", name=name) if once else name

    def figure(self, input_id: str) -> str:
        """Return what an input is called, also one that is still open."""
        found = self._matched(_INPUTS, input_id)
        return found or self.t(f"figure.{_key(input_id)}")

    def element(self, element_id: str) -> str:
        """Return the name of a cost element; one that nothing is known of has that of its id."""
        element = self._elements.get(element_id)
        if element_id == "standstill" or (element and not element.name):
            return self.t("standstill")
        if element is None:
            return self.t("price") if element_id == "price" else element_id
        return element.name if isinstance(element.name, str) else element.name[self.locale]

    def question(self, one: OpenInput) -> str:
        """Return the question that gets an open input."""
        element = self._elements.get(one.element or "")
        side = re.search(rf"\.({_SIDES})(\.|$)", one.id)
        if element and element.template and side:
            ask = element.template.ask[self.locale]
            return self.t("ask.element-of", side=self.t(f"side-full.{side[1]}"), question=ask)
        return self._matched(_INPUTS, one.id, "ask") or self.t(f"ask.{_key(one.id)}")

    def holder(self, one: OpenInput) -> str:
        """Return who has the answer: as the template says, else the seller for the offer and the buyer for all else."""
        if ".offer" in one.id and ".standstill." not in one.id:
            return self.cover.seller
        element = self._elements.get(one.element or "")
        if element and element.template:
            return element.template.holder[self.locale]
        return self.cover.buyer or self.t("who.buyer")

    def who(self, one: Input) -> str:
        """Return who gave a figure: a name where one was given, else the party."""
        if one.party is Party.BENCHMARK:
            return self.t("who.benchmark")
        if one.party is Party.SELLER:
            return self.cover.seller
        said = (one.said_by or "buyer").casefold()
        known = _ANYBODY.get(said)
        if known == "buyer":
            return self.cover.buyer or self.t("who.buyer")
        return self.t(f"who.{known}") if known else str(one.said_by)

    def provenance(self, one: Input) -> str:
        """Return where a figure comes from.

        A free note is printed only beside a figure of the buyer's own: what the seller noted about his figures stays inside.
        """
        parts = [one.source] if one.source else []
        if one.benchmark:
            mark = one.benchmark
            source = self.sources.get(mark.source)
            year = str(mark.year) if mark.year else self.t("undated")
            parts.append(f"{mark.what[self.locale]} ({mark.country}, {year})")
            parts.append(source.text if source else mark.source)
            caution = source.caution.get(self.locale) if source else None
            parts += [caution] if caution else []
        elif one.note and one.party is Party.BUYER:
            parts.append(one.note)
        return ". ".join(part.rstrip(".") for part in parts)

    def unit(self, one: Input) -> str:
        """Return what an input is counted in."""
        if one.per:
            return self.per(one.per)
        return self.t(f"measure.{one.measure.value}")

    def per(self, per: Per) -> str:
        """Return what an amount is paid for each time, with the word for the unit where the case has one."""
        cost = self.case.total_cost
        unit = cost.unit if cost and cost.unit else self.t("unit")
        use = cost.use if cost and cost.use else self.t("use")
        word = unit if isinstance(unit, str) else unit[self.locale]
        return self.t(f"per.{per.value.replace(' ', '-')}", unit=word, use=use)

    def measured(self, measure: Measure) -> str:
        """Return the unit of a line that is neither money nor a bare number."""
        return "" if measure is Measure.MONEY else self.t(f"measure.{measure.value}")

    def _matched(
        self, patterns: tuple[tuple[str, str], ...], text: str, prefix: str = ""
    ) -> str | None:
        for pattern, key in patterns:
            match = re.fullmatch(pattern, text)
            if match:
                found = match.groupdict()
                rest = found.pop("rest", None)
                whole = f"{key}-{rest}" if rest else key
                if prefix:
                    whole = f"{prefix}.{whole.partition('.')[2]}"
                return self.t(whole, **{name: self._word(name, one) for name, one in found.items()})
        return None

    def _word(self, name: str, value: str) -> str:
        if name == "element":
            return self.element(value)
        if name == "difference":
            differences = self.case.value.differences if self.case.value else ()
            known = {one.input.split(".")[-2]: one.name for one in differences}
            return known.get(value, value)
        if name == "year":
            return value
        return self.t(f"{name}.{value}")


def _key(input_id: str) -> str:
    return input_id.removeprefix("money.").replace(".", "-")
