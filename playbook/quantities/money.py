"""Amounts of money, and ranges of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from playbook.errors import RefusalError, quoted
from playbook.quantities.numbers import BACKWARDS, JOINT, NUMBER, parse_number

_MULTIPLES = {
    "k": 10**3, "thousand": 10**3, "duizend": 10**3,
    "m": 10**6, "mln": 10**6, "mio": 10**6, "million": 10**6, "miljoen": 10**6,
    "bn": 10**9, "mrd": 10**9, "billion": 10**9, "miljard": 10**9,
}  # fmt: skip
_SYMBOLS = {"€": "EUR", "$": "USD", "£": "GBP"}
_EURO_WORDS = {"eur", "euro", "euros"}
# ISO 4217, the currencies in use. Without this list `4 MLN` would be four of a currency called MLN.
_CURRENCY_CODES = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP "
    "BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP "
    "GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES "
    "KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU "
    "MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON "
    "RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND "
    "TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW "
    "ZWG"
)
_CURRENCIES = frozenset(_CURRENCY_CODES.split())
_MONEY = re.compile(
    rf"(?P<before>[€$£]|[A-Za-z]{{3,5}}\b)?\s*(?P<number>{NUMBER}?)\s*(?P<after>[^0-9\s.,'’].*)?"
)
_LARGEST_AMOUNT = Decimal(10**15)
_LIKE_AMOUNT = "Write it as 4200000 EUR or 4.2 million EUR."


@dataclass(frozen=True, slots=True)
class Amount:
    """A positive amount of money in one currency (ISO 4217 code)."""

    value: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class AmountRange:
    """Two amounts in one currency, the lower first."""

    low: Decimal
    high: Decimal
    currency: str


def parse_amount(text: str) -> Amount:
    """Read an amount of money: `4200000 EUR`, `€ 4.200.000`, `4.2 million EUR`.

    Raises:
        RefusalError: when it is no amount, has no currency, or is not above zero.
    """
    money = _money(_tidy(text))
    if money.currency is None:
        raise RefusalError(f"{quoted(text)} has no currency", _LIKE_AMOUNT)
    value = money.value()
    if not value:
        raise RefusalError(
            f"{quoted(text)} is not above zero", "Leave it out when it is not known."
        )
    return Amount(value, money.currency)


def parse_amounts(text: str, places: int = 2) -> AmountRange:
    """Read an amount or a range of amounts, zero included: `2300..3400 EUR`, `2..3 mln EUR`.

    What only one end says, currency or multiple, goes for both. A single amount is a range of no width. Prices of small
    things, such as a kilometre, are given in more than two decimal *places*.

    Raises:
        RefusalError: when an end is no amount, when there is not one currency, or when the range runs backwards.
    """
    ends = [_money(end) for end in JOINT.split(_tidy(text), maxsplit=1)]
    low, high = ends[0], ends[-1]
    currencies = {money.currency for money in ends if money.currency}
    if len(currencies) != 1:
        said = "two currencies" if currencies else "no currency"
        raise RefusalError(f"{quoted(text)} has {said}", "Write it as 2300..3400 EUR.")
    lower, higher = low.value(high.multiple, places), high.value(places=places)
    if lower > higher:
        raise RefusalError(f"{quoted(text)} runs backwards", BACKWARDS)
    return AmountRange(lower, higher, currencies.pop())


def is_currency(code: str) -> bool:
    """Tell whether *code* is a currency in use (ISO 4217)."""
    return code in _CURRENCIES


def names_currency(text: str) -> bool:
    """Tell whether a text is about money, so that it should be read as an amount."""
    words = re.findall(r"[^\W\d_]+", text)
    return any(symbol in text for symbol in _SYMBOLS) or any(
        word in _CURRENCIES or word.casefold() in _EURO_WORDS for word in words
    )


@dataclass(frozen=True, slots=True)
class _Money:
    """An amount as typed, its parts apart."""

    text: str
    number: Decimal
    multiple: int | None
    currency: str | None

    def value(self, multiple: int | None = None, places: int = 2) -> Decimal:
        """Return the amount; *multiple* is used where the text itself has none."""
        value = self.number * (self.multiple or multiple or 1)
        if value > _LARGEST_AMOUNT:
            raise RefusalError(
                f"{quoted(self.text)} is larger than any contract", "Check the digits."
            )
        if value != round(value, places):
            fine = "a cent" if places == 2 else "a hundredth of a cent"
            raise RefusalError(f"{quoted(self.text)} is finer than {fine}", "Round it.")
        if value != round(value, 2):
            return value.normalize()
        return round(value, 2) if value % 1 else Decimal(int(value))


def _tidy(text: str) -> str:
    """Drop needless spaces, and write out the Dutch `,-` for no cents.

    Raises:
        RefusalError: when it is negative; later a minus could be taken for the joint of a range.
    """
    if re.match(r"^[^0-9]*[-−–]\s*[0-9]", text):
        raise RefusalError(f"{quoted(text)} is negative", "Write an amount above zero.")
    return re.sub(r"(?<=[0-9])([,.])[-–]{1,2}(?![0-9])", r"\g<1>00", " ".join(text.split()))


def _money(text: str) -> _Money:
    match = _MONEY.fullmatch(text)
    if not match:
        raise RefusalError(f"{quoted(text)} is not an amount", _LIKE_AMOUNT)
    words = [word for word in (match["before"], *(match["after"] or "").split()) if word]
    multiples = [_MULTIPLES[word] for word in map(_bare, words) if word in _MULTIPLES]
    currencies = [_currency(word, text) for word in words if _bare(word) not in _MULTIPLES]
    if len(multiples) > 1 or len(currencies) > 1:
        raise RefusalError(f"{quoted(text)} is not one amount in one currency", _LIKE_AMOUNT)
    return _Money(
        text,
        parse_number(match["number"]),
        multiples[0] if multiples else None,
        currencies[0] if currencies else None,
    )


def _bare(word: str) -> str:
    return word.casefold().rstrip(".")


def _currency(word: str, text: str) -> str:
    if word in _SYMBOLS:
        return _SYMBOLS[word]
    if word.casefold() in _EURO_WORDS:
        return "EUR"
    if word.upper() in _CURRENCIES:
        return word.upper()
    inside = "" if word == text else f" in {quoted(text)}"
    raise RefusalError(
        f"{quoted(word)}{inside} is neither a currency nor thousand, million or billion",
        _LIKE_AMOUNT,
    )
