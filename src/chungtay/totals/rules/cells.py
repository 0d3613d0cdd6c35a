"""A year's sheet of monthly totals: what is typed in a cell, what of it is new, and what may not be put down."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.measures import WORDS, Measure, unit_word
from chungtay.kernel.months import month_first, month_index, month_last
from chungtay.kernel.numbers import Precision, read, read_cell, scaled
from chungtay.kernel.numbers.numerals import FOREIGN_STYLE
from chungtay.kernel.numbers.words import LIMIT
from chungtay.kernel.text import folded, is_english, visible
from chungtay.ledger.rules import IndicatorKind, IndicatorView

Place = tuple[str, int]  # indicator code, running number of the month
ESTIMATED: Final = "ước"  # written before an estimate; what is typed and pasted is read so too
ENGLISH_ESTIMATED: Final = "~"  # on an English page
MONEY_WORDS: Final = {0: "đồng", 3: "nghìn đồng", 6: "triệu đồng"}  # by decimal places
ENGLISH_MONEY: Final = {0: "VND", 3: "thousand VND", 6: "million VND"}
ENGLISH_NUMBERS: Final = {"thousand": "nghìn", "million": "triệu", "billion": "tỷ"}
OTHER_MARKS: Final = str.maketrans(",.", ".,")
NOTHING: Final = frozenset({"khong phat sinh", "kps", "khong co", "khong"})
BLANK_MARKS: Final = frozenset({"-", "–", "—", "x", "/", "...", "…"})
DERIVED_TOTAL: Final = "total"

NEITHER: Final = gettext_noop(
    "“%(text)s” không rõ là gì: hãy ghi 0 nếu không phát sinh, hoặc để trống nếu chưa báo cáo."
)
NOT_ONE: Final = gettext_noop("“%(text)s” không phải là một con số: hãy ghi đúng số, hoặc thêm “ước” phía trước.")
OTHER_UNIT: Final = gettext_noop("“%(text)s” không cùng đơn vị tính: chỉ tiêu này tính bằng %(unit)s.")
NOT_WHOLE: Final = gettext_noop("“%(text)s” lẻ hơn mức chỉ tiêu này cho phép; hãy ghi số nguyên của đơn vị tính.")
OTHER_STYLE: Final = gettext_noop("“%(text)s” không theo cách viết số của trang này: hãy viết %(right)s.")
NOT_OPEN: Final = gettext_noop("Tháng này chưa tới, hoặc đơn vị không hoạt động vào cuối tháng.")
NOT_DECLARED: Final = gettext_noop("Chỉ tiêu này không khai bằng số tổng hợp.")
CLASH: Final = gettext_noop(
    "Người khác vừa sửa ô này: sổ đang ghi %(now)s, ở đây gõ %(typed)s. Lưu lần nữa để lấy số gõ ở đây."
)
WITHDRAWN: Final = gettext_noop("trống (đã rút)")
NO_REASON: Final = gettext_noop("Cần lý do, vì có số đã khai bị rút hoặc đổi từ số chốt về số ước.")
REFUSED: Final = gettext_noop("Chưa lưu số nào, còn %(count)s ô cần xem lại.")


class Total(NamedTuple):
    """What a cell says: a number in the indicator's smallest unit, estimated or final."""

    value: int
    estimate: bool = False


class Style(NamedTuple):
    """How a page writes its cells and reads them again: money in thousands (3) or millions (6), whose decimal marks."""

    money: int = 0
    lang: str = "vi"

    def places(self, measure: str) -> int:
        """By how many decimal places numbers of this measure are written smaller than they are."""
        return self.money if measure == Measure.DONG else 0

    def unit(self, measure: str) -> str:
        """In what the numbers of this measure are written."""
        if measure == Measure.DONG:
            return (ENGLISH_MONEY if is_english(self.lang) else MONEY_WORDS)[self.money]
        return unit_word(Measure(measure), self.lang)


PLAIN: Final = Style()


class TotalsRefused(Refusal):
    """A sheet of which nothing was saved; `cells` says what is wrong where, `about` which other field is wrong."""

    def __init__(self, cells: Mapping[Place, Refusal], about: str = "", message: str = REFUSED) -> None:
        super().__init__(message, count=len(cells))
        self.cells, self.about = dict(cells), about


@dataclass(frozen=True, slots=True)
class SheetYear:
    """A unit's year: the months that may be filled (begun, the unit stood at their end) and those that are over."""

    year: int
    months: tuple[int, ...]
    open: frozenset[int]
    over: frozenset[int]


def sheet_year(year: int, stands: tuple[date, date | None], on: date) -> SheetYear:
    """The year as it is on a day, for a unit that stands between two days (half-open)."""
    months = tuple(range(year * 12, year * 12 + 12))
    since, until = stands
    standing = {m for m in months if since <= month_last(m) and (until is None or month_last(m) < until)}
    return SheetYear(
        year,
        months,
        frozenset(m for m in standing if month_first(m) <= on),
        frozenset(m for m in standing if month_last(m) <= on),
    )


def declarable(view: IndicatorView, unit_kind: str) -> bool:
    """May a unit of this kind declare totals of the indicator? Rates and distinct counts never are."""
    own = not view.derived or view.derived == DERIVED_TOTAL
    return own and view.kind in (IndicatorKind.FLOW, IndicatorKind.STOCK) and unit_kind not in view.excluded_kinds


def written_total(total: Total | None, scale: int, measure: str = "", style: Style = PLAIN) -> str:
    """A cell's text in the one form in which it is shown and read again; empty for nothing declared."""
    if total is None:
        return ""
    number = scaled(total.value, scale + style.places(measure), style.lang)
    mark = ENGLISH_ESTIMATED if is_english(style.lang) else ESTIMATED
    return f"{mark} {number}" if total.estimate else number


def read_total(text: str, measure: str, scale: int, style: Style = PLAIN) -> Total | None:
    """What was typed: “22.200”, “1,5 triệu”, “ước 300”, “không phát sinh”; None for an empty cell.

    A bare number of money is in the style's thousands or millions, one with a word behind it is not. Raises Refusal,
    saying what would be right.
    """
    plain = " ".join(visible(text).split())
    if not is_english(style.lang):
        return _total(plain, measure, scale, style)
    words = " ".join(ENGLISH_NUMBERS.get(word.lower(), word) for word in plain.split())
    try:
        return _total(words.translate(OTHER_MARKS), measure, scale, style)
    except Refusal as refusal:
        said = {k: v.translate(OTHER_MARKS) if isinstance(v, str) else v for k, v in refusal.params.items()}
        raise Refusal(OTHER_STYLE if refusal.message == FOREIGN_STYLE else refusal.message, **said) from None


def _total(plain: str, measure: str, scale: int, style: Style) -> Total | None:
    if not plain:
        return None
    places = style.places(measure)
    if plain.isascii() and plain.isdecimal():
        return Total(read_cell(plain, 10 ** (scale + places)))
    if folded(plain) in NOTHING:
        return Total(0)
    if plain.lower() in BLANK_MARKS:
        raise Refusal(NEITHER, text=plain)
    try:
        bare = places and plain[-1:].isdecimal()
        return _figure(f"{plain} {MONEY_WORDS[places]}" if bare else plain, Measure(measure), scale)
    except Refusal:
        if any(character.isdecimal() for character in plain):
            raise
        raise Refusal(NOT_ONE, text=plain) from None


def _figure(plain: str, measure: Measure, scale: int) -> Total:
    # Decimals are usual with kilograms and kilometres: with the unit behind, 1,250 is read as they write it.
    found = read(f"{plain} {unit_word(measure)}" if scale and plain[-1:].isdecimal() else plain)
    if found.precision not in (Precision.EXACT, Precision.ABOUT) or found.value_to or found.out_of is not None:
        raise Refusal(NOT_ONE, text=plain)
    if found.unit is not None and not _is_unit(found.unit, measure):
        raise Refusal(OTHER_UNIT, text=plain, unit=unit_word(measure))
    value = Fraction(found.value) * 10**scale
    if value.denominator != 1 or value > LIMIT:
        raise Refusal(NOT_WHOLE, text=plain)
    return Total(value.numerator, found.precision == Precision.ABOUT)


def _is_unit(word: str, measure: Measure) -> bool:
    words = WORDS[measure]
    return folded(word) in {folded(known) for known in (words.vi, words.en, words.en_many, *words.also)}


@dataclass(frozen=True, slots=True)
class SheetChange:
    """What a filled-in sheet changes: totals to put down, places to empty, places that another has changed meanwhile."""

    put: dict[Place, Total] = field(default_factory=dict)
    emptied: tuple[Place, ...] = ()
    clashes: tuple[Place, ...] = ()


def changed(
    typed: Mapping[Place, Total | None], was: Mapping[Place, Total], now: Mapping[Place, Total]
) -> SheetChange:  # fmt: skip
    """Compare what is typed with what the sheet said when it was read, and with what stands now.

    A cell that nobody touched stays as it is now; one that two people put the same into is no clash.
    """
    put: dict[Place, Total] = {}
    emptied, clashes = [], []
    for place, total in typed.items():
        before, stands = was.get(place), now.get(place)
        if total in (before, stands):
            continue
        if before != stands:
            clashes.append(place)
        elif total is None:
            emptied.append(place)
        else:
            put[place] = total
    return SheetChange(put, tuple(emptied), tuple(clashes))


def settled(
    typed: Mapping[Place, Total | None], was: Mapping[Place, Total], year: SheetYear, finals: Collection[int]
) -> dict[Place, Total | None]:
    """What is typed with its estimates as they must be: always before a month is over, never where it is made final."""
    found: dict[Place, Total | None] = {}
    for (code, month), total in typed.items():
        if total is not None and month in finals and month in year.over:
            total = Total(total.value)
        elif total is not None and month not in year.over and total != was.get((code, month)):
            total = Total(total.value, True)
        found[code, month] = total
    return found


def clash(stands: Total | None, typed: Total | None, scale: int, measure: str = "", style: Style = PLAIN) -> Refusal:
    """What to say at a cell that another has changed meanwhile: both values."""
    shown = [written_total(total, scale, measure, style) or Refusal(WITHDRAWN) for total in (stands, typed)]
    return Refusal(CLASH, now=shown[0], typed=shown[1])


def month_of_year(year: int, text: str) -> int | None:
    """The month that a label means: Tháng 3, T3, 3/2026, 2026-03, 01/03/2026; None for another year or no month."""
    found = _numbers(folded(text).removeprefix("thang").removeprefix("th").removeprefix("t").strip(". "))
    if len(found) == 3:  # a day: its month
        day = found if found[0] > 31 else found[::-1]
        found = (day[1], day[0])
    elif len(found) == 2 and found[0] > 12:
        found = found[::-1]
    if not found or not 1 <= found[0] <= 12 or (len(found) == 2 and found[1] != year):
        return None
    return month_index(date(year, found[0], 1))


def _numbers(text: str) -> tuple[int, ...]:
    parts = text.replace("-", "/").split("/")
    if len(parts) > 3 or not all(part.strip().isdecimal() and len(part.strip()) <= 4 for part in parts):
        return ()
    return tuple(int(part) for part in parts)
