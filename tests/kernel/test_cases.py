"""Every figure of 48 real pages, read from the words that the page gives."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from chungtay.kernel.errors import Refusal
from chungtay.kernel.hedges import hedged
from chungtay.kernel.measures import Measure, measure_of
from chungtay.kernel.numbers import read

CASES = json.loads((Path(__file__).parent / "data" / "cases.json").read_text(encoding="utf-8"))


def _miss(case: dict[str, object]) -> str | None:
    try:
        figure = read(str(case["as_written"]))
    except Refusal as refusal:
        return f"{case['case']} {case['as_written']!r}: {refusal}"
    right = Decimal(str(case["value"])) == figure.value and case["precision"] == figure.precision
    right = right and case.get("out_of") == figure.out_of
    return None if right else f"{case['case']} {case['as_written']!r}: {figure}"


def test_nearly_every_figure_of_the_real_pages_reads_back() -> None:
    misses = [miss for case in CASES if (miss := _miss(case))]
    print(*misses, sep="\n")
    assert len(CASES) == 285
    assert len(misses) <= 0.03 * len(CASES), misses


def test_figures_with_their_unit_read_back_with_it() -> None:
    for case in CASES:
        figure = read(f"{case['as_written']} {case['unit']}")
        assert Decimal(str(case["value"])) == figure.value, case
        assert figure.unit == case["unit"], case


def test_most_units_of_the_real_pages_name_a_measure() -> None:
    named = [case for case in CASES if measure_of(case["unit"])]
    assert len(named) >= 0.85 * len(CASES)


@pytest.mark.parametrize(
    ("value", "measure", "as_printed"),
    [
        (22_214, Measure.TURNS, "trên 22.200"),
        (10_873_000_000, Measure.DONG, "gần 10,9 tỷ đồng"),
        (5_482, Measure.CASES, "5.482"),
        (1_740_000_000, Measure.DONG, "trên 1,7 tỷ đồng"),
        (6_727, Measure.UNIT_OF_BLOOD, "6.727"),
        (3_581, Measure.GIFTS, "3.581"),
        (4_330_000_000, Measure.DONG, "trên 4,3 tỷ đồng"),
    ],
)
def test_the_page_of_cluster_2_is_printed_as_it_was(value: int, measure: Measure, as_printed: str) -> None:
    assert hedged(value, measure) == as_printed
