"""What a meeting is called until people call it otherwise."""

from chungtay.kernel.periods import Period

from .states import MeetingKind

_OPENS = {
    MeetingKind.BRIEFING: "Hội nghị giao ban",
    MeetingKind.INTERIM: "Hội nghị sơ kết",
    MeetingKind.FINAL: "Hội nghị tổng kết",
}


def proposed_title(kind: MeetingKind, name: str, period: Period) -> str:
    """Hội nghị giao ban Cụm thi đua số 2, 10 tháng năm 2024: Vietnamese, as it is written on papers."""
    return f"{_OPENS[kind]} {name}, {period.wording('vi')}"
