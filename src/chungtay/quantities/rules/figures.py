"""What is read: quantities as a sentence or a table gives them, and figures as the office understands them."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from chungtay.kernel.numbers import Precision
from chungtay.kernel.numbers.room import room
from chungtay.unpacking.rules import Span

Value = int | Decimal


class FigureKind(StrEnum):
    """What a number is to the one who reports it (`cases/pages.json`)."""

    RESULT = "result"
    STOCK = "stock"
    TARGET = "target"
    RATE = "unit_price_or_rate"
    CONTEXT = "context_not_own_result"
    PARTICIPATION = "participation"


class ComparisonKind(StrEnum):
    """What a number is set beside."""

    OF_PLAN = "plan_pct"  # đạt 120% kế hoạch
    OVER_PLAN = "plan_over_pct"  # vượt 20% kế hoạch
    LAST_YEAR = "prev_pct"  # tăng 8% so với cùng kỳ
    LAST_YEAR_BY = "prev_abs"  # tăng 25 tỷ đồng so với năm trước
    SHARE = "share_pct"  # chiếm 88,3%
    OUT_OF = "out_of"  # 9/9, 5 trong số 6


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a figure is set beside; `value` in percent, or in the figure's unit for LAST_YEAR_BY and OUT_OF; falls are negative."""

    kind: ComparisonKind
    value: Value
    span: Span


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in its sentence, before anybody asks what it means to the office.

    `span` covers hedge, number and scale ("trên 1,7 tỷ"), as `cases/pages.json` writes `as_written`; the unit stands in
    `unit` in the office's spelling ("đồng", "lượt người", "đồng/suất"). `counted` is the phrase that says what is counted.
    `value_of` is the quantity (by its place in the list) whose worth or price this one states; `part_of` the whole that
    it is said to be inside. `why` names the rules that decided, in the words of the grammar.
    """

    span: Span
    value: Value
    unit: str
    precision: Precision
    kind: FigureKind
    counted: Span
    sentence: Span
    value_to: Value | None = None
    comparison: Comparison | None = None
    value_of: int | None = None
    part_of: int | None = None
    why: tuple[str, ...] = ()

    @property
    def room(self) -> tuple[Fraction, Fraction | None]:
        """The least and the most that it may stand for with its hedge; None: no upper end."""
        return room(self.value, self.precision, self.value_to)
