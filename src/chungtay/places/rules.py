"""Areas in plain Python: kinds and tiers, the rows of the committed data, and which provinces belong together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from chungtay.kernel.errors import Refusal, gettext_noop

# What no source dates counts from here on, under its last known name: the year in which the country took the
# form of 63 provinces (1 August 2008). Records of earlier years do not enter the system.
EARLIEST = date(2008, 1, 1)

_NO_PROVINCE = gettext_noop("Không có tỉnh, thành phố trực thuộc trung ương mang mã %(code)s")
_NO_AREA = gettext_noop("Dữ liệu địa danh không có mã %(code)s vào ngày %(day)s")


class AreaTier(StrEnum):
    """Tier of government; the district tier ended on 1 July 2025."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


TIER_NAMES: dict[AreaTier, str] = {
    AreaTier.PROVINCE: gettext_noop("cấp tỉnh"),
    AreaTier.DISTRICT: gettext_noop("cấp huyện"),
    AreaTier.COMMUNE: gettext_noop("cấp xã"),
}


class AreaKind(StrEnum):
    """Kind of area in Vietnamese law, folded to a code."""

    THANH_PHO = "thanh_pho"
    TINH = "tinh"
    QUAN = "quan"
    HUYEN = "huyen"
    THI_XA = "thi_xa"
    PHUONG = "phuong"
    XA = "xa"
    THI_TRAN = "thi_tran"
    DAC_KHU = "dac_khu"


DESIGNATIONS: dict[AreaKind, str] = {
    AreaKind.THANH_PHO: gettext_noop("thành phố"),
    AreaKind.TINH: gettext_noop("tỉnh"),
    AreaKind.QUAN: gettext_noop("quận"),
    AreaKind.HUYEN: gettext_noop("huyện"),
    AreaKind.THI_XA: gettext_noop("thị xã"),
    AreaKind.PHUONG: gettext_noop("phường"),
    AreaKind.XA: gettext_noop("xã"),
    AreaKind.THI_TRAN: gettext_noop("thị trấn"),
    AreaKind.DAC_KHU: gettext_noop("đặc khu"),
}

_TIERS = {2: AreaTier.PROVINCE, 3: AreaTier.DISTRICT, 5: AreaTier.COMMUNE}


@dataclass(frozen=True, slots=True)
class AreaRow:
    """A row of `areas.csv`: code, code of the area above ("" for a province), validity (half-open)."""

    code: str
    parent_code: str
    kind: AreaKind
    name: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class PointRow:
    """A row of `points.csv`: where the area of that code and first day lies, in degrees of WGS 84."""

    code: str
    valid_from: date
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class NameRow:
    """A row of `earlier_names.csv`: what the area of that code was called until `valid_to`."""

    code: str
    kind: AreaKind
    name: str
    valid_to: date


@dataclass(frozen=True, slots=True)
class SuccessionRow:
    """A row of `successions.csv`: the old area, standing until `on`, went (in part) into the new one."""

    old_code: str
    new_code: str
    on: date
    share_num: int | None
    share_den: int | None
    is_default: bool
    basis: str


class _Dated(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def valid_from(self) -> date: ...
    @property
    def valid_to(self) -> date | None: ...


_Area = TypeVar("_Area", bound=_Dated)


def tier_of(code: str) -> AreaTier:
    """Official codes have 2 digits for a province, 3 for a district, 5 for a commune. Raises KeyError otherwise."""
    return _TIERS[len(code)]


def short_name(kind: AreaKind, name: str) -> str:
    """The name as it is said: "Quảng Yên" for "Thị xã Quảng Yên", but "Quận 1" stays "Quận 1"."""
    bare = name[len(DESIGNATIONS[kind]) :].strip()
    return name if bare.isdigit() else bare


def in_sentence(kind: AreaKind, name: str) -> str:
    """The full name inside a sentence: "thị xã Quảng Yên"."""
    designation = DESIGNATIONS[kind]
    return designation + name[len(designation) :]


class Standing(Generic[_Area]):
    """Areas by code and day."""

    def __init__(self, areas: Iterable[_Area]) -> None:
        self._by_code: dict[str, list[_Area]] = {}
        for area in areas:
            self._by_code.setdefault(area.code, []).append(area)

    def on(self, code: str, day: date) -> _Area:
        """The area that bears the code on a day. Raises Refusal if there is none."""
        for area in self._by_code.get(code, ()):
            if area.valid_from <= day and (area.valid_to is None or day < area.valid_to):
                return area
        raise Refusal(_NO_AREA, code=code, day=f"{day:%d/%m/%Y}")

    def before(self, code: str, day: date) -> _Area:
        """The area that bore the code on the day before. Raises Refusal if there was none."""
        return self.on(code, day - timedelta(days=1))


@dataclass(frozen=True, slots=True)
class AreaBook:
    """The committed data: areas, earlier names, successions."""

    areas: tuple[AreaRow, ...]
    names: tuple[NameRow, ...]
    successions: tuple[SuccessionRow, ...]

    def of_province(self, code: str) -> "AreaBook":
        """What concerns one province: those that went into it or into which it went, and all areas below them.

        Raises Refusal for a code that no province ever bore.
        """
        edges = [(row.old_code, row.new_code) for row in self.successions if len(row.old_code) == 2]
        provinces = connected(code, edges)
        if not any(row.code in provinces for row in self.areas):
            raise Refusal(_NO_PROVINCE, code=code)
        inside = set(provinces)
        for tier in (AreaTier.DISTRICT, AreaTier.COMMUNE):
            inside |= {row.code for row in self.areas if row.parent_code in inside and tier_of(row.code) == tier}
        return AreaBook(
            tuple(
                row for row in self.areas if row.code in inside and (not row.parent_code or row.parent_code in inside)
            ),
            tuple(row for row in self.names if row.code in inside),
            tuple(row for row in self.successions if row.old_code in inside),
        )


def connected(code: str, edges: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The codes that hang together with one through the edges, itself included."""
    pairs = list(edges)
    found = {code}
    while more := {end for pair in pairs if found.intersection(pair) for end in pair} - found:
        found |= more
    return frozenset(found)
