"""One cell of a list: what it says, or what would be right."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from chungtay.accounts.rules import normalised_phone
from chungtay.bloodrules.rules.compatibility import BloodGroup
from chungtay.bloodrules.rules.words import CAUSE_NAMES, COMPONENT_NAMES
from chungtay.exchange.rules.dates import day_of
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.text import folded, nfc, one_line
from chungtay.people.rules.profiles import MOST_NAME, OLDEST_YEARS, TOO_LONG, PersonSex

LEAST_ML, MOST_ML = 50, 1000  # outside of it a volume is a slip of the hand, whatever was collected
OTHER: Final = "other"  # a reason of deferral that no rule has
NONE_SAID: Final = frozenset({"", "-", "–", "khong", "0"})
_MARKS: Final = frozenset({"x", "v", "1", "+", "co", "✓", "✔"})
_SIGNS: Final = {
    **dict.fromkeys(("+", "duong", "duong tinh", "positive", "pos"), "+"),
    **dict.fromkeys(("-", "−", "–", "am", "am tinh", "negative", "neg"), "-"),
}
_GROUP: Final = re.compile(r"(?:nhom )?(ab|a|b|o)\b(.*)")
_COMPONENTS: Final[dict[str, str]] = {
    **{folded(name): code for code, name in COMPONENT_NAMES.items()}, **{code.lower(): code for code in COMPONENT_NAMES},
    "toan phan": "WB", "mau": "WB", "mtp": "WB", "tieu cau": "PLT_APH", "huyet tuong": "PLASMA_APH",
    "hong cau": "RBC_APH", "gan tach tieu cau": "PLT_APH", "gan tieu cau": "PLT_APH", "tieu cau may": "PLT_APH",
}  # fmt: skip
_CAUSES: Final = {folded(name): code for code, name in CAUSE_NAMES.items()}

NO_NAME: Final = gettext_noop("Thiếu họ và tên.")
NO_SEX: Final = gettext_noop("“%(text)s” không phải là giới: ghi nam hoặc nữ.")
NO_PHONE: Final = gettext_noop("“%(text)s” không phải là số điện thoại: cần 10 hoặc 11 chữ số, bắt đầu bằng số 0.")
NO_GROUP: Final = gettext_noop("Không hiểu nhóm máu “%(text)s”: ghi như O+, AB- hoặc A.")
NO_RHD: Final = gettext_noop("Không hiểu Rh “%(text)s”: ghi + hoặc -.")
NO_ML: Final = gettext_noop("“%(text)s” không phải là thể tích: ghi số ml, như %(bags)s.")
NO_MARK: Final = gettext_noop("Không hiểu “%(text)s” ở cột %(ml)s ml: đánh dấu x hoặc để trống.")
NO_COMPONENT: Final = gettext_noop("Không hiểu thành phần “%(text)s”: ghi một trong: %(known)s.")
NO_YEAR: Final = gettext_noop("Năm sinh %(year)s không hợp lý.")


def name_of(text: str) -> str:
    """A person's name on one line. Raises Refusal for none and for one that is too long."""
    name = nfc(one_line(text))
    if not name:
        raise Refusal(NO_NAME)
    if len(name) > MOST_NAME:
        raise Refusal(TOO_LONG, what=f"{name[:20]}…", most=MOST_NAME)
    return name


def born_of(text: str, on: date) -> tuple[date | None, int | None]:
    """Birthday and year of birth; a year alone says no day."""
    bare = text.strip().removesuffix(".0")
    if bare.isdigit() and len(bare) == 4:
        if not on.year - OLDEST_YEARS <= int(bare) <= on.year:
            raise Refusal(NO_YEAR, year=bare)
        return None, int(bare)
    day = day_of(text)
    return day, day.year


def sex_of(text: str) -> PersonSex:
    """Nam, nữ; one letter is enough."""
    match folded(text):
        case "nam" | "m" | "male":
            return PersonSex.MALE
        case "nu" | "f" | "female":
            return PersonSex.FEMALE
    raise Refusal(NO_SEX, text=text[:30])


def phone_of(text: str) -> str:
    """As dialled inside Viet Nam; a spreadsheet takes the first 0 of a number away, which is put back."""
    digits = re.sub(r"[\s.\-()']", "", text)
    phone = normalised_phone(f"0{digits}" if len(digits) == 9 and digits.isdigit() and digits[0] != "0" else text)
    if phone is None:
        raise Refusal(NO_PHONE, text=text[:30])
    return phone


def group_of(text: str) -> BloodGroup:
    """O+, AB Rh(D) âm, A: ABO and RhD as far as they are said."""
    words = re.sub(r"[(),;/:]", " ", folded(text).replace("(d)", "d"))
    found = _GROUP.fullmatch(" ".join(words.split()))
    if not found:
        raise Refusal(NO_GROUP, text=text[:30])
    rest = found[2].strip()
    try:
        return BloodGroup(found[1].upper(), rhd_of(rest) if rest else None)
    except Refusal:
        raise Refusal(NO_GROUP, text=text[:30]) from None


def rhd_of(text: str) -> str:
    """+ or -."""
    words = " ".join(re.sub(r"[()]", " ", folded(text).replace("(d)", "d")).split())
    sign = _SIGNS.get(re.sub(r"^(rh ?d?|d)(?![a-z]) ?", "", words))
    if sign is None:
        raise Refusal(NO_RHD, text=text[:30])
    return sign


def ml_of(text: str, bags: Sequence[int]) -> int:
    """A volume in ml. Raises Refusal for what is none, naming the sizes of bags that there are."""
    bare = folded(text).removesuffix("ml").strip().removesuffix(",0").removesuffix(".0")
    if not bare.isdigit() or not bare.isascii() or len(bare) > 4 or not LEAST_ML <= int(bare) <= MOST_ML:
        raise Refusal(NO_ML, text=text[:30], bags=", ".join(map(str, bags)))
    return int(bare)


def marked(text: str, ml: int) -> bool:
    """Is a column of marks ticked?"""
    words = folded(text)
    if words in NONE_SAID:
        return False
    if words in _MARKS or words.removesuffix("ml").strip() == str(ml):
        return True
    raise Refusal(NO_MARK, text=text[:30], ml=ml)


def component_of(text: str) -> str:
    """What was given, by the code of the rules."""
    code = _COMPONENTS.get(folded(text))
    if code is None:
        raise Refusal(NO_COMPONENT, text=text[:30], known=", ".join(COMPONENT_NAMES.values()))
    return code


def deferral_of(text: str) -> str:
    """The code of a cause that the rules have, OTHER for any other reason, "" for none."""
    words = folded(text)
    return "" if words in NONE_SAID else _CAUSES.get(words, OTHER)
