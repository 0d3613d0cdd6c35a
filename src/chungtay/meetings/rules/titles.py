"""What a meeting is called, and goes through, until people say otherwise: Vietnamese, as it stands on papers."""

from typing import Final

from chungtay.kernel.periods import Period

from .states import MeetingKind

_OPENS: Final = {
    MeetingKind.BRIEFING: "Hội nghị giao ban",
    MeetingKind.INTERIM: "Hội nghị sơ kết",
    MeetingKind.FINAL: "Hội nghị tổng kết",
}
PROPOSED_AGENDA: Final = (
    "Khai mạc, giới thiệu đại biểu",
    "Tình hình thực hiện kết luận hội nghị trước",
    "Báo cáo kết quả công tác và phương hướng, nhiệm vụ",
    "Tham luận của các đơn vị",
    "Thảo luận",
    "Phát biểu chỉ đạo của Hội cấp trên",
    "Kết luận, bế mạc",
)


def proposed_title(kind: MeetingKind, name: str, period: Period) -> str:
    """Hội nghị giao ban Cụm thi đua số 2, 10 tháng năm 2024."""
    return f"{_OPENS[kind]} {name}, {period.wording('vi')}"
