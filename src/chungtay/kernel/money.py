"""Money: đồng as whole numbers, how it is written, and foreign money with the rate it was converted at."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final, Self

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.numbers import decimal, half_up, in_words, scaled, short, written
from chungtay.kernel.text import is_english

# Decimal places of the smallest unit (ISO 4217) where they are not two.
_PLACES: Final = {"VND": 0, "JPY": 0, "KRW": 0, "LAK": 0, "KHR": 0, "KWD": 3, "BHD": 3}

_BAD_CURRENCY: Final = gettext_noop("“%(currency)s” không phải là mã tiền tệ; hãy ghi ba chữ cái như USD, EUR, CHF")
_BAD_RATE: Final = gettext_noop("Tỷ giá phải lớn hơn 0 (số đồng của một %(currency)s)")
_DONG_RATE: Final = gettext_noop("Tiền đồng không có tỷ giá khác 1")
_BAD_AMOUNT: Final = gettext_noop("%(amount)s %(currency)s nhỏ hơn đơn vị nhỏ nhất của loại tiền này")


def money(value: int, lang: str = "vi") -> str:
    """An amount of đồng exactly, in its shortest form: 10,9 tỷ đồng; 450 triệu đồng; 1.234.567 đồng."""
    return f"VND {short(value, lang)}" if is_english(lang) else f"{short(value)} đồng"


def full_money(value: int, lang: str = "vi") -> str:
    """An amount of đồng with every digit: 10.873.000.000 đồng."""
    return f"VND {written(value, lang)}" if is_english(lang) else f"{written(value)} đồng"


def money_in_words(value: int) -> str:
    """An amount of đồng in Vietnamese words, for vouchers: "hai triệu không trăm hai mươi lăm nghìn đồng"."""
    return f"{in_words(value)} đồng"


def places_of(currency: str) -> int:
    """Decimal places of a currency's smallest unit: 2 for CHF, 0 for VND."""
    return _PLACES.get(currency, 2)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in its own currency with the rate used, so that the đồng can be reckoned again at any time.

    `amount` is in the currency's smallest unit (centimes for CHF), `currency` its ISO 4217 code, `rate_num / rate_den`
    the đồng of one whole unit (one franc). Raises Refusal for what is no currency code or no rate.
    """

    amount: int
    currency: str = "VND"
    rate_num: int = 1
    rate_den: int = 1

    def __post_init__(self) -> None:
        if not (len(self.currency) == 3 and self.currency.isascii() and self.currency.isupper()):
            raise Refusal(_BAD_CURRENCY, currency=self.currency)
        if self.rate_num <= 0 or self.rate_den <= 0:
            raise Refusal(_BAD_RATE, currency=self.currency)
        if self.currency == "VND" and self.rate_num != self.rate_den:
            raise Refusal(_DONG_RATE)

    @classmethod
    def of(cls, amount: int | Decimal, currency: str, rate: int | Decimal | Fraction) -> Self:
        """From whole units and their rate: Money.of(Decimal("299.50"), "CHF", Decimal("28410.5"))."""
        smallest = Fraction(amount) * 10 ** places_of(currency)
        if smallest.denominator != 1:
            raise Refusal(_BAD_AMOUNT, amount=decimal(Fraction(amount), 9), currency=currency)
        exact = Fraction(rate)
        return cls(smallest.numerator, currency, exact.numerator, exact.denominator)

    @property
    def dong(self) -> int:
        """The amount in đồng, rounded to the nearest đồng, half away from zero; each amount is rounded once, alone."""
        return half_up(Fraction(self.amount * self.rate_num, self.rate_den * 10 ** places_of(self.currency)))

    def written(self, lang: str = "vi") -> str:
        """The amount in its own currency: "299.608 CHF", in English "CHF 299,608"; đồng with every digit."""
        if self.currency == "VND":
            return full_money(self.amount, lang)
        figure = scaled(self.amount, places_of(self.currency), lang)
        return f"{self.currency} {figure}" if is_english(lang) else f"{figure} {self.currency}"
