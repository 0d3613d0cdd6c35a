"""A meeting of cluster no. 2, made up: conclusions of the year before, targets, a member's paper."""

from dataclasses import replace
from datetime import date

from chungtay.documents.rules import FigureReference
from chungtay.kernel.periods import Period
from chungtay.papers.rules import Aim, ConclusionTold, Invited, MeetingMaterial, MemberText, Occasion, Warned
from chungtay.plans.rules import progress
from chungtay.reports.rules.material import Fact, FactsOf, Material
from tests.reports.edges import LONG_CLUSTER, LONG_UNIT
from tests.reports.made_up import MEMBERS, TEN_MONTHS, WHOLE, by_unit, cluster_review, fact, facts, split

YEAR = Period.year(2024)
EARLIER = Period(date(2023, 1, 1), date(2023, 10, 31))
DROPPING = (31, 12, 18, 14, 21, 4)  # Cẩm Phả had more and Đông Triều less a year before


def aim(given: Fact, value: int) -> Aim:
    """A target of the year beside the figure of ten months."""
    return Aim(given, value, progress(given.value, value, YEAR.first, YEAR.last, TEN_MONTHS.last))


def conclusion(text: str, **told: object) -> ConclusionTold:
    said = {"owner": "Quảng Yên", "due": date(2024, 9, 30), "state": "Đang làm", "is_open": True}
    return ConclusionTold(text, **(said | told))


def year_before() -> tuple[FactsOf, ...]:
    """The members' rows of the year before, otherwise shared out."""
    columns = {code: split(value * 92 // 100, DROPPING) for code, value in WHOLE.items() if value > 50}
    return tuple(
        FactsOf(m.code, m.short_name, {
            code: fact(code, parts[i], period=EARLIER, by="unit", key=m.code) for code, parts in columns.items()
        })
        for i, m in enumerate(MEMBERS)
    )  # fmt: skip


def report(**changes: object) -> Material:
    words = {"direction": "Đã bám sát chỉ đạo.", "directions": "Tổ chức Tết Nhân ái 2025."}
    return cluster_review(**({"earlier_by_unit": year_before(), "words": words} | changes))


def blood() -> Fact:
    return fact("blood.units", 1_200, of=("22.206",), period=YEAR, key=None)


def material(**changes: object) -> MeetingMaterial:
    """The giao ban of 11 November 2024."""
    rows = {row.key: row.facts for row in by_unit()}
    aims = {code: (aim(given["blood.units"], 2_000),) for code, given in rows.items()}
    aims["22/cum-2"] = (aim(facts(WHOLE)["blood.units"], 6_000), aim(facts(WHOLE)["house.built"], 15))
    occasion = Occasion(
        "Hội nghị giao ban Cụm thi đua số 2, 10 tháng năm 2024", date(2024, 11, 11), "Hội Chữ thập đỏ thị xã Quảng Yên",
        "afternoon", "TX Quảng Yên", "Nguyễn Văn Minh", "Trần Thị Hoa",
        (
            Invited("Hội Chữ thập đỏ thành phố Hạ Long", "Bà Lê Thị Mai", attended=True),
            Invited("Hội Chữ thập đỏ thành phố Uông Bí", note="bận họp tỉnh", attended=False),
            Invited("Lãnh đạo thị xã", attended=True, is_guest=True),
        ),
        (("Khai mạc", "Cụm trưởng"), ("Thảo luận", "")), {"discussion": "Các đơn vị trao đổi."},
    )  # fmt: skip
    earlier = (
        conclusion("Tổ chức hai đợt hiến máu", overdue_by=42, to_reach="1.500 đơn vị máu", aim=aim(blood(), 1_500)),
        conclusion("Ban hành quy chế", state="Đã xong", is_open=False, reason="Quyết định số 12"),
    )
    own = (
        conclusion("Gửi báo cáo năm đúng hạn", due=date(2024, 12, 10), state="Chưa làm"),
        conclusion("Tiếp nhận máu năm 2025", due=date(2025, 12, 31), state="Chưa làm", is_direction=True,
                   to_reach="7.000 đơn vị máu"),
    )  # fmt: skip
    made = MeetingMaterial(
        occasion, report(), earlier, own, aims,
        {"22.206": (Warned("Suất quà là 900 suất; các kỳ trước khoảng 120 suất.", "Có nhà tài trợ mới."),)},
        (MemberText("Cẩm Phả", "Vận động hiến máu trong công nhân", "Cách làm: bố trí tại khai trường."),),
    )  # fmt: skip
    return replace(made, **changes)


def crowded() -> MeetingMaterial:
    """The longest names, everything missing somewhere, overdue, behind, and dropped: what one page must still hold."""
    members = tuple(replace(member, short_name=f"{LONG_UNIT} {n}") for n, member in enumerate(MEMBERS))
    late = tuple(member.short_name for member in members[:2])
    partly = {"blood.units", "house.built", "gift.count", "health.cases"}
    told = {
        code: replace(one, missing=(*late, members[2].short_name) if code in partly else late)
        for code, one in facts(WHOLE).items()
    }
    rows = {row.key: row.facts for row in by_unit()}
    aims = {
        code: tuple(
            aim(given[each], given[each].given * 9 or 9) for each in ("blood.units", "social.value", "gift.count")
        )
        for code, given in rows.items()
    }
    aims["22/cum-2"] = tuple(aim(one, one.given * 2) for one in facts(WHOLE).values())
    dropped = {code: one.given * 7 for code, one in facts(WHOLE).items()}
    before = tuple(
        replace(row, facts={code: replace(one, value=one.given * 7) for code, one in row.facts.items()})
        for row in by_unit()
    )
    same = "cùng kỳ năm 2023 vì khi đó thành phần của Cụm khác; " * 4
    review = report(
        members=members, facts=told, earlier=facts(dropped, period=EARLIER), earlier_by_unit=before,
        unfinished_import=True, not_compared=same, body=replace(report().body, name=LONG_CLUSTER),
    )  # fmt: skip
    text = "Tổ chức ít nhất hai đợt hiến máu tình nguyện tại các phường, xã trọng điểm trong quý III; " * 4
    earlier = tuple(
        conclusion(
            text, owner=f"{LONG_UNIT} {n}", overdue_by=400 + n, to_reach="1.234.567.890 đồng", aim=aim(blood(), 1_500)
        )
        for n in range(9)
    )
    occasion = replace(
        material().occasion, title=f"Hội nghị giao ban {LONG_CLUSTER}, 10 tháng năm 2024", place=LONG_UNIT
    )
    return material(occasion=occasion, review=review, earlier=earlier, aims=aims)


def reference(paper_figures: list[FigureReference], indicator: str) -> list[FigureReference]:
    return [figure for figure in paper_figures if figure.indicator == indicator]
