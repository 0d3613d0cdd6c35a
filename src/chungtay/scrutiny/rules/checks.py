"""Numbers of a report that are asked about before it is handed in: what stands out, and what the unit says to it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from math import exp, log, log10
from statistics import median
from typing import Any, Final

from chungtay.figures.rules.figures import Question
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.text import nfc

from .thresholds import Thresholds

LONGEST: Final = 500
NORMAL: Final = 1.4826  # a median deviation times this is a standard deviation, where errors are normal
_TOO_LONG = gettext_noop("Lời giải trình dài quá %(most)s chữ.")
_NO_SUCH = gettext_noop("Có lời giải trình không thuộc cảnh báo nào đang còn; hãy tải lại trang.")
_NEEDED = gettext_noop(
    "Số khai chéo nhau không được tính: cần sửa số khai, hoặc giải trình rồi mới gửi (còn %(count)s)."
)


class WarningCode(StrEnum):
    """What a check found; each has one sentence."""

    PART_ABOVE_WHOLE = "part_above_whole"
    VALUE_ALONE = "value_alone"
    NUMBER_ALONE = "number_alone"
    JUMP = "jump"
    UNLIKE_OTHERS = "unlike_others"
    PRICE_OUT_OF_RANGE = "price_out_of_range"
    PRICE_JUMP = "price_jump"
    PRICE_UNLIKE_OTHERS = "price_unlike_others"
    ABOVE_DETAIL = "above_detail"
    CROSSING = "crossing"
    SILENT_MONTHS = "silent_months"
    OLD_READING = "old_reading"


WARNINGS: Final[Mapping[WarningCode, str]] = {
    WarningCode.PART_ABOVE_WHOLE: gettext_noop("%(part)s (%(number)s) lớn hơn “%(whole)s” (%(other)s)."),
    WarningCode.VALUE_ALONE: gettext_noop("%(name)s là %(number)s nhưng chưa có số lượng, lượt người nào đi cùng."),
    WarningCode.NUMBER_ALONE: gettext_noop("%(name)s là %(number)s nhưng chưa có trị giá."),
    WarningCode.JUMP: gettext_noop("%(name)s là %(number)s; các kỳ trước đơn vị thường có khoảng %(other)s.%(also)s"),
    WarningCode.UNLIKE_OTHERS: gettext_noop(
        "%(name)s là %(number)s, cùng kỳ năm trước %(other)s: thay đổi khác hẳn %(units)s đơn vị cùng loại.%(also)s"
    ),
    WarningCode.PRICE_OUT_OF_RANGE: gettext_noop(
        "%(name)s: bình quân %(number)s mỗi %(each)s, ngoài khoảng thường gặp (%(low)s đến %(high)s)."
    ),
    WarningCode.PRICE_JUMP: gettext_noop("%(name)s: bình quân %(number)s mỗi %(each)s, trước đây thường %(other)s."),
    WarningCode.PRICE_UNLIKE_OTHERS: gettext_noop(
        "%(name)s: bình quân %(number)s mỗi %(each)s, %(units)s đơn vị cùng loại thường %(other)s."
    ),
    WarningCode.ABOVE_DETAIL: gettext_noop("%(name)s: %(unit)s khai %(number)s (%(days)s), chi tiết đã là %(other)s."),
    WarningCode.CROSSING: gettext_noop(
        "%(name)s: %(unit)s khai %(number)s (%(days)s), chéo với số khai trước nên chưa được tính."
    ),
    WarningCode.SILENT_MONTHS: gettext_noop("Chưa có ghi chép, số khai hay xác nhận nào của %(months)s."),
    WarningCode.OLD_READING: gettext_noop("Chưa có số đọc lại trong kỳ: %(names)s (số gần nhất từ ngày %(day)s)."),
}


@dataclass(frozen=True, slots=True)
class AskedReport:
    """A report that is looked at: its days (both inclusive), when its figures are cut off, its tags, its lines as
    (indicator, tags), none: everything. `whole`: it speaks for all of its days, so that a silent month is asked about."""

    first_on: date
    last_on: date
    cutoff_on: date
    tags: frozenset[str] = frozenset()
    lines: tuple[tuple[str, frozenset[str]], ...] = ()
    whole: bool = True


@dataclass(frozen=True, slots=True)
class CheckWarning:
    """One thing a check asks about. `key` stays the same while the same thing is asked about, whatever the numbers.

    `params` fill the code's sentence and can be kept as JSON: texts and numbers, or {"vi", "en"}, {"number", "scale",
    "measure"}, {"each"}, {"day"},
    {"days"}, {"months"}, {"names"}, {"also"}, which are written when they are read. `numbers`: what it saw, in
    smallest units. `asked`: the questions whose figures it is about. `contradiction`: needs an explanation (`explained`).
    """

    code: WarningCode
    indicator: str
    tags: frozenset[str]
    params: Mapping[str, Any]
    numbers: Mapping[str, int] = field(default_factory=dict)
    asked: tuple[Question, ...] = ()
    about: str = ""
    contradiction: bool = False

    @property
    def key(self) -> str:
        """Code, what it is about (the indicator), tags."""
        return "~".join((self.code, self.about or self.indicator, "|".join(sorted(self.tags)))).rstrip("~")

    @property
    def message(self) -> str:
        """The id of its sentence."""
        return WARNINGS[self.code]


@dataclass(frozen=True, slots=True)
class Oddity:
    """A number beside its usual ones: their middle, how many spreads and how many times it is away from it."""

    usual: float
    z: float
    times: float


def stands_out(number: float, others: Sequence[float], floor: float, limits: Thresholds) -> Oddity | None:
    """Is a number far from others: by the robust z of logarithms, and by times? None where it is not.

    The z is the distance from the median over the median deviation (times 1.4826), which is never below the spread that
    numbers always have; `floor` is added to every number first, so that small ones do not stand out: with 10, 5 gifts
    beside a median of 2 are 15 beside 12. Never without others; how many are needed is the caller's matter.
    """
    if not others:
        return None
    levels = [log(other + floor) for other in others]
    middle = median(levels)
    away = log(number + floor) - middle
    z = away / max(NORMAL * median(abs(level - middle) for level in levels), limits.spread)
    if abs(z) < limits.z or abs(away) < log(limits.ratio):
        return None
    return Oddity(max(exp(middle) - floor, 0.0), z, exp(away))


def jump(now: int, before: Sequence[int], season: Sequence[int], floor: int, limits: Thresholds) -> Oddity | None:
    """Does a number stand out from the unit's own earlier periods of the same length (`before`)?

    Work that comes now and then is compared with the periods that had some; none at all only stands out where every one
    had. What the same months of an earlier year (`season`) had as well is no jump: Tết comes every year.
    """
    known = [number for number in before if number > 0] if now > 0 else list(before)
    if len(known) < limits.least_periods or min(known) <= 0:
        return None
    odd = stands_out(now, known, floor, limits)
    alike = any(abs(log((now + floor) / (then + floor))) < log(limits.ratio) for then in season if then > 0)
    return None if alike else odd


def moves(now: Mapping[int, int], before: Mapping[int, int], floor: int) -> list[float]:
    """By how many times (floor added) the like units that had any moved between two periods."""
    return [
        (now.get(unit, 0) + floor) / (before.get(unit, 0) + floor)
        for unit in sorted(now.keys() | before.keys())
        if now.get(unit, 0) > 0 or before.get(unit, 0) > 0
    ]


def unlike_others(move: float, others: Sequence[float], limits: Thresholds) -> Oddity | None:
    """Did a unit move otherwise than units like it? Silent where fewer than the least number of them moved, and where its
    own number stayed about as it was: that others jumped is no question to this one."""
    if len(others) < limits.least_units or abs(log(move)) < log(limits.ratio):
        return None
    return stands_out(move, others, 0, limits)


def shared(odd: Oddity, others: Sequence[float], limits: Thresholds) -> bool:
    """Did like units, enough of them, jump the same way (a storm, Tết in another month)? Then it is no slip of one."""
    if len(others) < limits.least_units:
        return False
    middle = log(median(others))
    return abs(middle) >= log(limits.ratio) and (middle > 0) == (odd.times > 1)


def about(number: float) -> int:
    """A usual number as it is told: three digits that say something."""
    step = int(10 ** max(int(log10(max(number, 1))) - 2, 0))
    return round(number / step) * step


def parts_above(values: Mapping[str, int], parts: Mapping[str, Iterable[str]], within: Iterable[tuple[str, str]]) -> list[
    tuple[str, int, str]
]:  # fmt: skip
    """Where a part is above its whole: the part (of several the first), what the parts are together, the whole.

    `parts`: each whole with the parts that its figure includes, whose sum it can only be below through negative facts;
    `within`: a number that lies inside another one, where both are known.
    """
    found = []
    for whole, inside in parts.items():
        told = [part for part in inside if part in values]
        total = sum(values[part] for part in told)
        if told and total > max(values.get(whole, 0), 0):
            found.append((told[0], total, whole))
    pairs = ((part, whole) for part, whole in within if values.get(whole))
    return found + [(part, values[part], whole) for part, whole in pairs if values.get(part, 0) > values[whole]]


def alone(values: Mapping[str, int], companions: Mapping[str, Iterable[str]]) -> list[str]:
    """The numbers above zero none of whose companions is."""
    return [
        code for code, others in companions.items()
        if values.get(code, 0) > 0 and others and not any(values.get(other, 0) > 0 for other in others)
    ]  # fmt: skip


def kept_warnings(warnings: Iterable[CheckWarning], said: Mapping[str, str]) -> list[dict[str, Any]]:
    """As a submission keeps them: key, code, params, the unit's explanation (empty: unexplained)."""
    return [
        {"key": one.key, "code": one.code.value, "params": dict(one.params), "explanation": said.get(one.key, "")}
        for one in warnings
    ]


def explained(
    warnings: Sequence[CheckWarning], explanations: Mapping[str, str], *, is_draft: bool = False
) -> list[dict[str, Any]]:
    """What is still warned of, with the unit's explanations, to be kept with its submission.

    A warning may travel unexplained, but for a contradiction: a declaration of the unit's own that crosses another is not
    counted, so that the report would be silent about a number its unit has stated. It is mended or explained. Detail above
    a declaration counts in full and needs none; what units below declared is theirs to explain. Raises Refusal for an
    explanation of more than 500 letters, one that belongs to no warning, a contradiction without one (not of a draft).
    """
    said = {key: nfc(text.strip()) for key, text in explanations.items() if text.strip()}
    if any(len(text) > LONGEST for text in said.values()):
        raise Refusal(_TOO_LONG, most=LONGEST)
    if said.keys() - {one.key for one in warnings}:
        raise Refusal(_NO_SUCH)
    missing = sum(one.contradiction and one.key not in said for one in warnings)
    if missing and not is_draft:
        raise Refusal(_NEEDED, count=missing)
    return kept_warnings(warnings, said)
