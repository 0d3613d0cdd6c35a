"""What may stand beside a number, each with its word, its shape and one plain sentence."""

from dataclasses import dataclass
from enum import StrEnum

from chungtay.kernel.errors import gettext_noop as _


class Mark(StrEnum):
    """Why a number, or its absence, must be read with care."""

    ESTIMATED = "estimated"
    UNPLACED = "unplaced"
    NOT_REPORTED = "not_reported"
    ZERO = "zero"
    ILLUSTRATIVE = "illustrative"
    OVERLAPPING = "overlapping"
    NOT_ENOUGH = "not_enough"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class MarkView:
    """The word of a mark, the sign that stands for it without colour, and what it means."""

    word: str
    sign: str
    meaning: str


MARKS: dict[Mark, MarkView] = {
    Mark.ESTIMATED: MarkView(_("ước"), "≈", _("Có số liệu ước, chưa chốt.")),
    Mark.UNPLACED: MarkView(_("chưa phân bổ"), "◇", _("Có số liệu chưa phân bổ được cho đơn vị hoặc tháng cụ thể.")),
    Mark.NOT_REPORTED: MarkView(_("chưa báo cáo"), "○", _("Đơn vị chưa gửi báo cáo; không tính là số 0.")),
    Mark.ZERO: MarkView(_("không phát sinh"), "0", _("Đơn vị đã báo cáo và không có hoạt động trong kỳ.")),
    Mark.ILLUSTRATIVE: MarkView(
        _("dữ liệu minh họa"), "△", _("Số liệu được tạo ra để minh họa, không phải số liệu thật.")
    ),
    Mark.OVERLAPPING: MarkView(
        _("có phần trùng"), "∩", _("Một hoạt động có thể nằm trong nhiều dòng, các dòng không cộng lại được.")
    ),
    Mark.NOT_ENOUGH: MarkView(_("không đủ căn cứ"), "?", _("Số liệu hiện có chưa đủ để tính.")),
    Mark.NOT_APPLICABLE: MarkView(
        _("không áp dụng"), "–", _("Chỉ tiêu không áp dụng cho đơn vị này hoặc thời gian này.")
    ),
}
