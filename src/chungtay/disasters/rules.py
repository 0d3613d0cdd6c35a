"""Disasters in plain Python: kinds, names that hold for a time, the GLIDE number."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.text import same_spelling

# https://glidenumber.net: hazard, year, serial number, ISO 3166 country.
_GLIDE = re.compile(r"^[A-Z]{2}-[12][0-9]{3}-[0-9]{6}-[A-Z]{3}$")
_QUOTES = "“”\"'‘’«»"
_BAD_GLIDE = gettext_noop("Số GLIDE “%(glide)s” không đúng mẫu, ví dụ TC-2024-000123-VNM")
_BACKWARDS = gettext_noop("Thiên tai %(code)s kết thúc trước khi bắt đầu")
_MANY = gettext_noop("“%(name)s” là tên của nhiều thiên tai: %(codes)s")


class DisasterKind(StrEnum):
    """Kind of event, after the Law on Natural Disaster Prevention and Control, and what else relief is given for."""

    STORM = "storm"
    FLOOD = "flood"
    FLASH_FLOOD = "flash_flood"
    LANDSLIDE = "landslide"
    DROUGHT = "drought"
    SALTWATER = "saltwater"
    COLD = "cold"
    WHIRLWIND = "whirlwind"
    EARTHQUAKE = "earthquake"
    FIRE = "fire"
    EPIDEMIC = "epidemic"
    OTHER = "other"


KIND_NAMES: dict[DisasterKind, str] = {
    DisasterKind.STORM: gettext_noop("bão, áp thấp nhiệt đới"),
    DisasterKind.FLOOD: gettext_noop("lũ, ngập lụt"),
    DisasterKind.FLASH_FLOOD: gettext_noop("lũ quét"),
    DisasterKind.LANDSLIDE: gettext_noop("sạt lở đất"),
    DisasterKind.DROUGHT: gettext_noop("hạn hán"),
    DisasterKind.SALTWATER: gettext_noop("xâm nhập mặn"),
    DisasterKind.COLD: gettext_noop("rét hại, sương muối"),
    DisasterKind.WHIRLWIND: gettext_noop("lốc, sét, mưa đá"),
    DisasterKind.EARTHQUAKE: gettext_noop("động đất, sóng thần"),
    DisasterKind.FIRE: gettext_noop("hỏa hoạn, cháy rừng"),
    DisasterKind.EPIDEMIC: gettext_noop("dịch bệnh"),
    DisasterKind.OTHER: gettext_noop("khác"),
}


@dataclass(frozen=True, slots=True)
class Name:
    """Another name of a disaster; a storm's number ("bão số 3") holds for its own year only."""

    text: str
    valid_from: date | None = None
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Does it mean this disaster on that day?"""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True, slots=True)
class DisasterDraft:
    """A disaster to be entered: printed name, other names, first and last day (None: goes on), areas by code."""

    code: str
    name: str
    kind: DisasterKind
    first_on: date
    last_on: date | None = None
    name_en: str = ""
    names: tuple[Name, ...] = ()
    area: str = ""
    area_codes: tuple[str, ...] = ()
    glide: str = ""
    source: str = ""


def check(draft: DisasterDraft) -> None:
    """Raises Refusal for a GLIDE number out of pattern or an end before the beginning."""
    if draft.glide and not _GLIDE.match(draft.glide):
        raise Refusal(_BAD_GLIDE, glide=draft.glide)
    if draft.last_on is not None and draft.last_on < draft.first_on:
        raise Refusal(_BACKWARDS, code=draft.code)


def code_named(text: str, day: date, catalogue: Iterable[tuple[str, date, Iterable[Name]]]) -> str | None:
    """The code of the disaster that `text` means on `day`, out of (code, first day, names); None if none.

    A code always fits; a name only from the first day on and while it holds. Raises Refusal if several fit.
    """
    bare = text.strip().strip(_QUOTES).strip()
    found = [
        code
        for code, first_on, names in catalogue
        if code == bare
        or (first_on <= day and any(name.holds_on(day) and same_spelling(bare, name.text) for name in names))
    ]
    if len(found) > 1:
        raise Refusal(_MANY, name=text, codes=", ".join(found))
    return found[0] if found else None
