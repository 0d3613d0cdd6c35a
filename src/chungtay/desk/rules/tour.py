"""The tour of a newcomer: real pages in order, from the first one to a number opened down to its record."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from chungtay.kernel.errors import gettext_noop
from chungtay.organizations.rules import PERMISSIONS, Permission, Role


@dataclass(frozen=True, slots=True)
class TourStep:
    """A page on the way: the URL name, what is said there, and who goes there (everyone where nothing is named).

    `needs_example`: the page shows one number or record, so it is left out where the book has none to show.
    """

    name: str
    title: str
    words: str
    permission: Permission | None = None
    needs_example: bool = False


STEPS: Final = (
    TourStep("home", gettext_noop("Trang đầu"),
             gettext_noop("Mỗi ngày bắt đầu ở đây: việc nào đang chờ, và số liệu kỳ này so với cùng kỳ năm trước.")),
    TourStep("record_delivery", gettext_noop("Ghi việc"),
             gettext_noop("Vừa trao quà, vừa hiến máu xong thì ghi ở đây: việc gì, cho ai, bao nhiêu, trị giá. "
                          "Hôm nay chỉ xem, chưa cần ghi."), Permission.RECORD),
    TourStep("records", gettext_noop("Sổ ghi chép"),
             gettext_noop("Mọi việc đã ghi nằm ở đây. Tìm không cần gõ dấu; mở một bản ghi để xem, sửa hoặc rút."),
             Permission.SEE_RECORDS),
    TourStep("figures", gettext_noop("Số liệu"),
             gettext_noop("Sổ tự cộng thành số liệu. Con số nào trên trang này cũng bấm mở được."),
             Permission.SEE_FIGURES),
    TourStep("behind", gettext_noop("Đứng sau một con số"),
             gettext_noop("Trang này nói con số gồm những gì: theo đơn vị, theo tháng."),
             Permission.SEE_FIGURES, needs_example=True),
    TourStep("record", gettext_noop("Đến tận bản ghi"),
             gettext_noop("Đây là một bản ghi đứng sau con số vừa xem: ai ghi, lúc nào, những gì. "
                          "Số nào trong báo cáo cũng mở được đến đây."), Permission.SEE_RECORDS, needs_example=True),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TourPlace:
    """Where on the tour a person stands: the step, its number, of how many, and the names of its neighbours."""

    step: TourStep
    number: int
    of: int
    before: str
    after: str


def steps_for(roles: Collection[Role], *, has_example: bool = True) -> list[TourStep]:
    """The steps of a person with these roles."""
    allowed = frozenset(permission for role in roles for permission in PERMISSIONS[role])
    return [
        step
        for step in STEPS
        if (step.permission is None or step.permission in allowed) and (has_example or not step.needs_example)
    ]


def place_on_tour(name: str, steps: list[TourStep]) -> TourPlace | None:
    """The place of that step among the steps, or None where it is not one of them."""
    names = [step.name for step in steps]
    if name not in names:
        return None
    at = names.index(name)
    before, after = names[at - 1] if at else "", names[at + 1] if at + 1 < len(names) else ""
    return TourPlace(steps[at], at + 1, len(names), before, after)
