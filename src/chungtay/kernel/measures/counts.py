"""Numbers with a measure: they add to their own measure only, and say why not to another."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.measures.codes import Measure
from chungtay.kernel.measures.words import unit_word

_WHY_NOT: Final[dict[frozenset[Measure], str]] = {
    frozenset({Measure.TURNS, Measure.PEOPLE}): gettext_noop(
        "Không cộng lượt người với người: một người được giúp ba lần là ba lượt nhưng vẫn là một người"
    ),
    frozenset({Measure.PEOPLE, Measure.HOUSEHOLDS}): gettext_noop(
        "Không cộng người với hộ: một hộ có nhiều người, và số người của hộ phải được ghi riêng"
    ),
    frozenset({Measure.TURNS, Measure.HOUSEHOLDS}): gettext_noop(
        "Không cộng lượt người với hộ: một hộ được thăm không nói có bao nhiêu lượt người"
    ),
    frozenset({Measure.TURNS, Measure.GIFTS}): gettext_noop(
        "Không cộng lượt người với suất quà: một người có thể nhận nhiều suất, một suất có thể cho cả hộ"
    ),
    frozenset({Measure.TURNS, Measure.ADDRESSES}): gettext_noop(
        "Không cộng lượt người với địa chỉ: một địa chỉ nhân đạo được trợ giúp nhiều lượt"
    ),
    frozenset({Measure.TURNS, Measure.CASES}): gettext_noop(
        "Không cộng lượt người với trường hợp; chỉ quy tắc tính tổng mới được coi một trường hợp là một lượt"
    ),
    frozenset({Measure.TONNES, Measure.KG}): gettext_noop("Đổi tấn ra kg trước khi cộng (1 tấn = 1.000 kg)"),
    frozenset({Measure.UNIT_OF_BLOOD, Measure.ML}): gettext_noop(
        "Không cộng đơn vị máu với ml: một đơn vị máu là một túi hay 250 ml quy đổi, tùy quy ước"
    ),
}
_DIFFERENT: Final = gettext_noop("Không cộng được %(one)s với %(other)s: hai số đo khác nhau")
_NEVER_SUMMED: Final = gettext_noop("Không cộng hay trừ được %(one)s: đó là đơn giá, tỷ lệ hoặc thứ hạng")


def refuse_to_mix(one: Measure, other: Measure) -> None:
    """Raise the Refusal that says why numbers of these two measures are not added; silent if they are."""
    if one is other:
        if not one.summable:
            raise Refusal(_NEVER_SUMMED, one=unit_word(one))
        return
    if why := _WHY_NOT.get(frozenset({one, other})):
        raise Refusal(why)
    raise Refusal(_DIFFERENT, one=unit_word(one), other=unit_word(other))


@dataclass(frozen=True, slots=True)
class Count:
    """A number with its measure, in the smallest unit; it adds to its own measure only."""

    value: int
    measure: Measure

    def __add__(self, other: "Count") -> "Count":
        refuse_to_mix(self.measure, other.measure)
        return Count(self.value + other.value, self.measure)

    def __sub__(self, other: "Count") -> "Count":
        refuse_to_mix(self.measure, other.measure)
        return Count(self.value - other.value, self.measure)


def total(counts: Iterable[Count], measure: Measure) -> Count:
    """The sum of counts that must all be of `measure`; zero of it for none."""
    return sum(counts, start=Count(0, measure))
