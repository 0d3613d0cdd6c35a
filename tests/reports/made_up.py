"""Figures made up for tests of documents: the page's totals of cluster no. 2, split over its six members."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import chungtay.ledger
from chungtay.documents.rules import FigureReference
from chungtay.kernel.periods import Period
from chungtay.reports.rules.material import (
    Body,
    Fact,
    FactsOf,
    Gathering,
    Heading,
    Included,
    Material,
    Member,
)

CATALOGUE = {
    entry["code"]: entry
    for entry in json.loads((Path(chungtay.ledger.__path__[0]) / "data" / "indicators.json").read_text())
}
TEN_MONTHS = Period(date(2024, 1, 1), date(2024, 10, 31))
OF = ("22/cum-2",)
WHOLE = {
    "total.turns": 22_214,
    "total.value": 10_893_450_000,
    "social.turns": 16_732,
    "social.value": 9_180_150_000,
    "gift.count": 9_412,
    "gift.value": 5_102_300_000,
    "health.cases": 5_482,
    "health.value": 1_713_300_000,
    "meal.localities": 5,
    "meal.portions": 61_250,
    "blood.units": 6_727,
    "blood.drives": 41,
    "blood.registered": 8_020,
    "blood.donors": 6_702,
    "house.built": 12,
    "house.value": 960_000_000,
    "address.assisted": 318,
    "address.value": 1_204_000_000,
    "disaster.gifts": 3_581,
    "disaster.value": 4_312_800_000,
    "disaster.households": 3_410,
    "org.chapters": 1_661,
    "org.members": 56_120,
}
MEMBERS = (
    Member("22.193", "Hội Chữ thập đỏ thành phố Hạ Long", "Hạ Long", kind="district"),
    Member("22.195", "Hội Chữ thập đỏ thành phố Cẩm Phả", "Cẩm Phả", kind="district"),
    Member("22.196", "Hội Chữ thập đỏ thành phố Uông Bí", "Uông Bí", kind="district"),
    Member("22.206", "Hội Chữ thập đỏ thị xã Quảng Yên", "Quảng Yên", kind="district"),
    Member("22.205", "Hội Chữ thập đỏ thị xã Đông Triều", "Đông Triều", kind="district"),
    Member(
        "22.cdyt",
        "Hội Chữ thập đỏ Trường Cao đẳng Y tế Quảng Ninh",
        "Trường Cao đẳng Y tế Quảng Ninh",
        local=False,
        kind="school",
    ),
)
SHARES = (31, 22, 18, 14, 11, 4)


def fact(code: str, value: int | None, of: tuple[str, ...] = OF, period: Period = TEN_MONTHS, **more: object) -> Fact:
    """A figure of the catalogue's indicator; a value of None is not reported."""
    entry = CATALOGUE[code]
    state = "not_reported" if value is None else "value" if value else "zero"
    by, key = more.pop("by", None), more.pop("key", None)
    reference = FigureReference(
        of,
        code,
        period.first,
        period.last,
        (),
        by,
        key,
        entry["name_vi"],
        "",
        entry["measure"],
        entry["scale"],
        state,
        value,
    )
    plain = Fact(
        code,
        entry["name_vi"],
        entry["measure"],
        entry["field"],
        reference,
        state,
        value,
        entry["scale"],
        entry["kind"],
        6,
        6,
    )
    return replace(plain, **more)


def facts(values: Mapping[str, int], of: tuple[str, ...] = OF, period: Period = TEN_MONTHS) -> dict[str, Fact]:
    """Figures by code."""
    return {code: fact(code, value, of, period) for code, value in values.items()}


def split(value: int, shares: tuple[int, ...] = SHARES) -> list[int]:
    """A whole in parts that sum to it."""
    parts = [value * share // sum(shares) for share in shares]
    parts[0] += value - sum(parts)
    return parts


def by_unit(values: Mapping[str, int] = WHOLE) -> tuple[FactsOf, ...]:
    """The members' rows."""
    columns = {code: split(value) for code, value in values.items()}
    columns["meal.localities"] = [1, 1, 1, 1, 1, 0]
    return tuple(
        FactsOf(
            m.code,
            m.short_name,
            {code: fact(code, parts[i], by="unit", key=m.code) for code, parts in columns.items() if code in values},
        )
        for i, m in enumerate(MEMBERS)
    )


def by_month(code: str = "blood.units") -> tuple[FactsOf, ...]:
    """Blood by month."""
    parts = split(WHOLE[code], (9, 14, 10, 11, 8, 12, 9, 10, 7, 10))
    return tuple(
        FactsOf(f"2024-{n:02}", f"tháng {n}", {code: fact(code, part, by="month", key=f"2024-{n:02}")})
        for n, part in enumerate(parts, start=1)
    )


def cluster_review(**changes: object) -> Material:
    """What the review of cluster no. 2 for ten months of 2024 is written from."""
    earlier = Period(date(2023, 1, 1), date(2023, 10, 31))
    before = {code: value * 92 // 100 for code, value in WHOLE.items()}
    programme = facts({"gift.count": 6_120, "gift.value": 3_410_000_000})
    storm = facts({code: WHOLE[code] for code in ("disaster.gifts", "disaster.value", "disaster.households")})
    material = Material(
        body=Body("22/cum-2", "Cụm thi đua số 2", "Cụm", is_cluster=True),
        period=TEN_MONTHS,
        cut_off_on=date(2024, 10, 31),
        facts=facts(WHOLE),
        heading=Heading(
            superior="Hội Chữ thập đỏ tỉnh Quảng Ninh",
            issuer="Cụm thi đua số 2",
            symbol="CTĐ",
            place="Quảng Yên",
            addressees=("Hội Chữ thập đỏ tỉnh Quảng Ninh",),
            recipients=("Hội Chữ thập đỏ tỉnh (báo cáo)", "Các đơn vị thành viên Cụm", "Lưu: VT"),
            signature_lines=("TM. Cụm thi đua số 2", "Cụm trưởng"),
            signer="Nguyễn Thị Hồng Hạnh",
        ),
        gathering=Gathering(
            date(2024, 11, 11),
            "afternoon",
            "TX Quảng Yên",
            "Hội Chữ thập đỏ (CTĐ) tỉnh",
            "phường Quảng Yên (TX Quảng Yên)",
        ),
        members=MEMBERS,
        earlier=facts(before, period=earlier),
        earlier_period=earlier,
        by_unit=by_unit(),
        by_month=by_month(),
        by_programme=(
            FactsOf("tet_nhan_ai", "Tết Nhân ái", programme),
            FactsOf(None, "", facts({"gift.count": 3_292})),
        ),
        by_disaster=(FactsOf("yagi_2024", "bão số 3 (Yagi)", storm),),
        visits=fact("visit.households", 2, period=Period(date(2024, 11, 11), date(2024, 11, 11))),
        inclusion={
            "total.turns": (Included("social.turns", 1), Included("health.cases", 1)),
            "total.value": (Included("social.value", 1), Included("health.value", 1)),
        },
        wholes={
            "gift.value": ("social.value",),
            "house.value": ("social.value",),
            "address.value": ("social.value",),
            "meal.value": ("health.value",),
        },
        words={
            "direction": "Từ đầu năm 2024 đến nay, các đơn vị trong Cụm đã bám sát chỉ đạo của Hội CTĐ tỉnh, cấp ủy, "
            "chính quyền địa phương, chủ động triển khai các chương trình."
        },
        order=tuple(CATALOGUE),
        illustrative=True,
    )
    return replace(material, **changes)
