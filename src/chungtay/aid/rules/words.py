"""The words for what a delivery is, for whom, and of what kind its value is: written once, for every page and title."""

from typing import Final

from chungtay.kernel.errors import gettext_noop

from .drafts import GroupHelped, ValueKind, Work

WORK_NAMES: Final[dict[Work, str]] = {
    Work.GIFT: gettext_noop("Tặng quà"),
    Work.ADDRESS: gettext_noop("Trợ giúp địa chỉ nhân đạo"),
    Work.HOUSE: gettext_noop("Xây nhà nhân đạo"),
    Work.LIVELIHOOD: gettext_noop("Hỗ trợ sinh kế"),
    Work.DISABILITY: gettext_noop("Trợ giúp người khuyết tật"),
    Work.SCHOOLING: gettext_noop("Hỗ trợ học tập"),
    Work.VISIT: gettext_noop("Thăm hỏi gia đình"),
    Work.SOCIAL: gettext_noop("Trợ giúp xã hội khác"),
    Work.HEALTH: gettext_noop("Khám bệnh, cấp thuốc"),
    Work.MEAL: gettext_noop("Nồi cháo, bếp ăn"),
    Work.FIRST_AID: gettext_noop("Sơ cấp cứu"),
    Work.DISASTER: gettext_noop("Cứu trợ thiên tai"),
    Work.OTHER: gettext_noop("Việc khác"),
}

GROUP_NAMES: Final[dict[GroupHelped, str]] = {
    GroupHelped.POOR: gettext_noop("hộ nghèo"),
    GroupHelped.NEAR_POOR: gettext_noop("hộ cận nghèo"),
    GroupHelped.AGENT_ORANGE: gettext_noop("nạn nhân chất độc da cam"),
    GroupHelped.DISABLED: gettext_noop("người khuyết tật"),
    GroupHelped.PATIENT: gettext_noop("bệnh nhân"),
    GroupHelped.ELDERLY_ALONE: gettext_noop("người già cô đơn"),
    GroupHelped.ORPHAN: gettext_noop("trẻ mồ côi"),
    GroupHelped.CHILD: gettext_noop("trẻ em"),
    GroupHelped.DISASTER_HIT: gettext_noop("người bị thiên tai"),
    GroupHelped.VOLUNTEER_IN_NEED: gettext_noop("tình nguyện viên khó khăn"),
    GroupHelped.OTHER: gettext_noop("đối tượng khác"),
}

VALUE_NAMES: Final[dict[ValueKind, str]] = {
    ValueKind.CASH: gettext_noop("Tiền"),
    ValueKind.GOODS: gettext_noop("Hàng"),
    ValueKind.SERVICES: gettext_noop("Dịch vụ"),
    ValueKind.LABOUR: gettext_noop("Ngày công"),
    ValueKind.CONVERTED: gettext_noop("Quy đổi"),
}

# Programmes that a kind of work is most often done under, by their codes in the catalogue.
USUAL_PROGRAMMES: Final[dict[Work, str]] = {
    Work.ADDRESS: "dia_chi_nhan_dao",
    Work.HOUSE: "nha_nhan_dao",
    Work.MEAL: "noi_chao",
    Work.FIRST_AID: "so_cap_cuu",
    Work.DISASTER: "ung_pho_thien_tai",
}


def proposed_title(work: Work, count: str, groups: tuple[GroupHelped, ...], because: str) -> str:
    """A title from what was chosen, in the language of the book.

    Tặng quà: 50 suất quà, hộ nghèo (Tết Nhân ái). `count` is written with its unit word, `because` a name; both may be
    empty.
    """
    said = ", ".join(part for part in (count, *(GROUP_NAMES[group] for group in groups)) if part)
    name = WORK_NAMES[work]
    return (f"{name}: {said}" if said else name) + (f" ({because})" if because else "")
