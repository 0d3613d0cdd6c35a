"""What a hospital may ask for, checked once where it comes in. No patient's name is asked or kept."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from chungtay.bloodrules.rules.gate import missing_conditions
from chungtay.bloodrules.rules.kinds import Product, Sex
from chungtay.callout.rules.states import ScreeningBasis
from chungtay.kernel.errors import Refusal, gettext_noop

ANTIGENS: Final = ("C", "c", "E", "e", "K", "Mia", "Jka", "Jkb", "Fya", "Fyb", "S", "s")
OLDEST, MOST_UNITS = 130, 100
COMPONENTS: Final[dict[Product, str]] = {
    Product.RBC: "WB",
    Product.WHOLE_BLOOD: "WB",
    Product.PLASMA: "PLASMA_APH",
    Product.PLATELETS: "PLT_APH",
}
CONDITION_NAMES: Final[dict[str, str]] = {
    "facility_remote": gettext_noop("cơ sở ở vùng núi, hải đảo, xa xôi"),
    "product": gettext_noop("chỉ truyền máu toàn phần"),
    "doctor_indicated": gettext_noop("bác sĩ đã chỉ định, ghi trong bệnh án"),
    "nearest_centre_contacted": gettext_noop("đã liên hệ trung tâm truyền máu gần nhất, không kịp cung cấp"),
    "consent_signed": gettext_noop("người bệnh hoặc người đại diện đã ký đồng ý"),
    "head_confirmed": gettext_noop("trưởng khoa xác nhận không có đơn vị máu phù hợp"),
}
WRONG_VALUE = gettext_noop("Mục “%(name)s” không hợp lý: %(value)s.")
NOT_ALLOWED = gettext_noop(
    "Không dùng máu Rh(D) dương cho người bệnh này: chỉ khi bác sĩ cho phép, với nam trên 18 tuổi hoặc nữ trên 50 tuổi,"
    " không có kháng thể kháng D và không truyền máu thường xuyên."
)
NOT_UNITS = gettext_noop("Số đơn vị phải từ 1 đến %(most)s.")
TOO_LATE = gettext_noop("Giờ cần máu phải sau lúc này.")
MISSING = gettext_noop("Chưa đủ sáu điều kiện của Điều 15 Thông tư 26/2013/TT-BYT; còn thiếu: %(missing)s.")
_AND = gettext_noop("%(one)s; %(rest)s")


def checked_need(need: Mapping[str, Any]) -> dict[str, Any]:
    """The need in its kept form (the form of the worked cases). Raises Refusal naming what is wrong.

    `product` rbc, whole_blood, plasma, plt_aph; `abo`, `rhd` (None: not known); `antigen_neg`; `patient` sex, age, anti_d,
    regularly_transfused; `rhd_override`: a doctor's recorded word for RhD-positive cells; `minor_override`.
    """
    patient = need.get("patient") or {}
    kept = {
        "product": _one_of("product", str(need.get("product", "")).lower(), [p.value for p in Product]),
        "abo": _one_of("abo", need.get("abo") or None, ["O", "A", "B", "AB", None]),
        "rhd": _one_of("rhd", need.get("rhd") or None, ["+", "-", None]),
        "antigen_neg": sorted({_one_of("antigen_neg", one, ANTIGENS) for one in need.get("antigen_neg") or ()}),
        "patient": {
            "sex": _one_of("sex", (patient.get("sex") or "").lower() or None, [*[s.value for s in Sex], None]),
            "age": _age(patient.get("age")),
            "anti_d": bool(patient.get("anti_d")),
            "regularly_transfused": bool(patient.get("regularly_transfused")),
        },
        "rhd_override": bool(need.get("rhd_override")),
        "minor_override": bool(need.get("minor_override")),
    }
    return kept


def check_gate(
    *, product: Product, may_be_given_positive: bool, positive_asked: bool, basis: ScreeningBasis,
    boxes: Mapping[str, bool], units: int, needed_at: datetime, now: datetime,
) -> None:  # fmt: skip
    """Whether a request may be opened. Raises Refusal naming what is missing, every box of article 15 among it."""
    if not 1 <= units <= MOST_UNITS:
        raise Refusal(NOT_UNITS, most=MOST_UNITS)
    if needed_at <= now:
        raise Refusal(TOO_LATE)
    if positive_asked and not may_be_given_positive:
        raise Refusal(NOT_ALLOWED)
    if basis is ScreeningBasis.ARTICLE_15 and (missing := missing_conditions(product, boxes)):
        raise Refusal(MISSING, missing=_listed([CONDITION_NAMES[name] for name in missing]))


def _listed(names: Sequence[str]) -> Refusal:
    first = Refusal(names[0])
    return first if len(names) == 1 else Refusal(_AND, one=first, rest=_listed(names[1:]))


def _one_of(name: str, value: Any, allowed: Sequence[Any]) -> Any:
    if value not in allowed:
        raise Refusal(WRONG_VALUE, name=name, value=str(value)[:40])
    return value


def _age(value: Any) -> int | None:
    if value in (None, ""):
        return None
    try:
        age = int(value)
    except (TypeError, ValueError):
        raise Refusal(WRONG_VALUE, name="age", value=str(value)[:40]) from None
    return int(_one_of("age", age, range(OLDEST + 1)))
