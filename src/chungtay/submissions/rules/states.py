"""The words of periodic reports: how often, who owes, in which state a submission is."""

from enum import StrEnum
from typing import Final

from chungtay.kernel.errors import gettext_noop


class Cadence(StrEnum):
    """How often a type of report is asked for; the last three are opened by hand, with days of their own."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    MONTHS = "months"
    YEAR = "year"
    TET = "tet"
    HUMANITARIAN_MONTH = "humanitarian_month"
    SUDDEN = "sudden"


CADENCE_NAMES: Final[dict[Cadence, str]] = {
    Cadence.MONTH: gettext_noop("Tháng"),
    Cadence.QUARTER: gettext_noop("Quý"),
    Cadence.HALF: gettext_noop("6 tháng"),
    Cadence.MONTHS: gettext_noop("Nhiều tháng đầu năm"),
    Cadence.YEAR: gettext_noop("Năm"),
    Cadence.TET: gettext_noop("Tết"),
    Cadence.HUMANITARIAN_MONTH: gettext_noop("Tháng Nhân đạo"),
    Cadence.SUDDEN: gettext_noop("Đột xuất"),
}
# Only the final report of these closes its days: the others cut through months, or lie inside one another.
CLOSING_CADENCES: Final = frozenset({Cadence.MONTH, Cadence.QUARTER, Cadence.HALF, Cadence.YEAR})


class OwedBy(StrEnum):
    """Which units below the one that asks owe a report."""

    DIRECT = "direct"
    BELOW = "below"


OWED_BY_NAMES: Final[dict[OwedBy, str]] = {
    OwedBy.DIRECT: gettext_noop("Đơn vị trực tiếp bên dưới"),
    OwedBy.BELOW: gettext_noop("Mọi đơn vị bên dưới"),
}


class SubmissionState(StrEnum):
    """Where a unit's report of a round stands; late is not a state but a day compared."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"


STATE_NAMES: Final[dict[SubmissionState, str]] = {
    SubmissionState.DRAFT: gettext_noop("Đang soạn"),
    SubmissionState.SUBMITTED: gettext_noop("Đã gửi, chờ tiếp nhận"),
    SubmissionState.RETURNED: gettext_noop("Bị trả lại"),
    SubmissionState.ACCEPTED: gettext_noop("Đã tiếp nhận"),
}
# What a round is to a unit that owes it: the state of its report, or that nothing was handed in, before and after the due day;
# or that an estimate stands whose final figures are asked for, before and after their own due day.
FINAL_DUE, FINAL_LATE = "final_due", "final_late"
DUE_NAMES: Final[dict[str, str]] = {
    "due": gettext_noop("Chưa gửi"),
    "late": gettext_noop("Quá hạn, chưa gửi"),
    FINAL_DUE: gettext_noop("Đã có số ước, chờ số chính thức"),
    FINAL_LATE: gettext_noop("Quá hạn số chính thức"),
    **{state.value: name for state, name in STATE_NAMES.items()},
}
