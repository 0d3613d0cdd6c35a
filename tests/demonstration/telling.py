"""Questions that the tests of the loaded demonstration ask."""

from datetime import date

from chungtay.demonstration.formats import committed
from chungtay.documents.formats import written
from chungtay.figures.queries import Question, figures
from chungtay.reports.queries import review

from .naive import all_made, sums

TODAY = date(2026, 11, 26)
FIRST, LAST = date(2024, 1, 1), date(2024, 10, 31)
CLUSTER = {"22.193", "22.195", "22.196", "22.205", "22.206", "22.cdyt"}
PAGE = (
    "đã trợ giúp trên 22.200 lượt người với tổng trị giá gần 10,9 tỷ đồng",
    "5.482 trường hợp được hỗ trợ có tổng trị giá trên 1,7 tỷ đồng",
    "duy trì mô hình “Nồi cháo nhân đạo” tại các Trung tâm y tế, bệnh viện tại 5 địa phương",
    "tiếp nhận tổng số 6.727 đơn vị máu",
    "3.581 suất quà trị giá trên 4,3 tỷ đồng hỗ trợ cho các hộ khó khăn bị ảnh hưởng cơn bão số 3 (Yagi)",
    "hỗ trợ cho 2 hộ gia đình có hoàn cảnh khó khăn tại phường Quảng Yên (TX Quảng Yên)",
)
STRETCHES = (
    (FIRST, LAST),
    (date(2022, 1, 1), date(2022, 12, 31)),
    (date(2023, 1, 1), date(2023, 10, 31)),
    (date(2024, 1, 1), date(2024, 12, 31)),
    (date(2025, 1, 1), date(2025, 6, 30)),
)


def figures_of(of: str, first: date, last: date, *tags: str) -> dict[str, int]:
    """Flows with a number; nothing may be unplaced or missing."""
    found = figures(Question((of,), first, last, tags=frozenset(tags)))
    assert not [f.indicator for f in found if f.kind == "flow" and (f.unplaced or f.missing)]
    return {f.indicator: f.value for f in found if f.kind == "flow" and f.value}


def told() -> str:
    return written(review(of="22/cum-2", first=FIRST, last=LAST), "md").decode()


def without_visits(found: dict[str, int], draft_value: int, first: date, last: date) -> dict[str, int]:
    """The visit at the meeting is no occasion: take it out of what was found."""
    if first <= date(2024, 11, 11) <= last:
        found = {**found, "social.value": found["social.value"] - draft_value}
        found["total.value"] -= draft_value
        assert found.pop("visit.households") == 2
    return found


def check_against_naive(seed: int) -> None:
    """Every flow of the cluster is the naive sum over what was made, and the page's sentences print."""
    found = all_made(seed, TODAY)
    visit = committed("chapter.json")["visit"]["value"]
    for first, last in STRETCHES:
        expected = {code: value for code, value in sums(found, CLUSTER, first, last).items() if value}
        assert without_visits(figures_of("22/cum-2", first, last), visit, first, last) == expected
    for member in sorted(CLUSTER):
        expected = {code: value for code, value in sums(found, {member}, FIRST, LAST).items() if value}
        assert figures_of(member, FIRST, LAST) == expected
    page = committed("work.json")["page"]["figures"]
    assert page.items() <= figures_of("22/cum-2", FIRST, LAST).items()
    text = told()
    assert [sentence for sentence in PAGE if sentence not in text] == []
