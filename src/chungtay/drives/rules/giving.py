"""Who may give, in plain words, from the rules that hold; never typed anew."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from chungtay.bloodrules.rules.rulesets import DonorRules
from chungtay.kernel.errors import gettext_noop

WHOLE_BLOOD: Final = "WB"
OFTEN_ASKED: Final = {  # causes of the rules in the words of a poster
    "FLU": gettext_noop("cúm"),
    "COLD": gettext_noop("cảm lạnh"),
    "VACCINE_OTHER": gettext_noop("tiêm vắc-xin"),
    "TATTOO": gettext_noop("xăm"),
    "PIERCING": gettext_noop("bấm tai"),
    "SURGERY": gettext_noop("phẫu thuật"),
    "BIRTH_OR_TERMINATION": gettext_noop("sinh con"),
}
AGES = gettext_noop("Từ đủ %(least)s đến hết %(most)s tuổi")
WEIGHTS = gettext_noop("Nữ từ %(f)s kg, nam từ %(m)s kg")
SINCE = gettext_noop("Đã qua ít nhất %(days)s ngày từ lần hiến máu toàn phần trước")
BAGS = gettext_noop("Mỗi lần một túi %(bags)s ml, tùy cân nặng và sức khỏe")
WAITS = gettext_noop("Hỏi trước khi đến nếu vừa qua: %(causes)s")
DOCTOR = gettext_noop("Bác sĩ tại nơi hiến khám và quyết định")


@dataclass(frozen=True, slots=True)
class GivingLine:
    """A sentence for people: message, values, and causes that are words themselves."""

    message: str
    params: dict[str, str]
    causes: tuple[str, ...] = ()


def giving_lines(rules: DonorRules) -> Iterator[GivingLine]:
    """Age, weight, interval, bags, what often makes people wait; what is not ruled is not said."""
    if rules.age_min is not None and rules.age_max is not None:
        yield GivingLine(AGES, {"least": str(rules.age_min), "most": str(rules.age_max)})
    if rules.weights:
        yield GivingLine(WEIGHTS, {sex.value: f"{kg:g}" for sex, kg in rules.weights.items()})
    if WHOLE_BLOOD in rules.intervals:
        yield GivingLine(SINCE, {"days": str(rules.intervals[WHOLE_BLOOD])})
    if rules.bags:
        yield GivingLine(BAGS, {"bags": ", ".join(map(str, rules.bags))})
    if causes := tuple(word for cause, word in OFTEN_ASKED.items() if cause in rules.periods):
        yield GivingLine(WAITS, {}, causes)
    yield GivingLine(DOCTOR, {})
