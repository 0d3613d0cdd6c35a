"""What real pages count fits the catalogue: codes of the cases against our codes, measures and tags."""

import json
from pathlib import Path

import pytest

from chungtay.kernel.measures import Measure, measure_of

DATA = Path(__file__).parents[2] / "src" / "chungtay" / "ledger" / "data"
FIGURES = json.loads((Path(__file__).parents[1] / "data" / "case_figures.json").read_text(encoding="utf-8"))
CATALOGUE = {row["code"]: row for row in json.loads((DATA / "indicators.json").read_text(encoding="utf-8"))}
MAP = {
    (row["indicator"], row["unit"]): row for row in json.loads((DATA / "cases_map.json").read_text(encoding="utf-8"))
}
COUNTED = {"result", "stock", "target", "unit_price_or_rate"}
CORE = [
    "total.turns",
    "total.value",
    "social.turns",
    "social.value",
    "gift.count",
    "gift.value",
    "visit.households",
    "health.cases",
    "health.value",
    "meal.sites",
    "meal.portions",
    "meal.value",
    "meal.localities",
    "blood.registered",
    "blood.donors",
    "blood.units",
    "blood.ml",
    "blood.drives",
    "blood.clubs",
    "blood.emergency",
    "house.built",
    "house.repaired",
    "house.value",
    "address.profiled",
    "address.assisted",
    "address.turns",
    "address.value",
    "disaster.gifts",
    "disaster.households",
    "disaster.value",
    "fund.raised",
    "fund.spent",
    "firstaid.courses",
    "firstaid.trained",
    "firstaid.cases",
    "org.bases",
    "org.chapters",
    "org.members",
    "org.volunteers",
    "org.youth",
]
FIELDS = set(
    [
        "social",
        "health",
        "first_aid",
        "blood",
        "organ",
        "tracing",
        "communication",
        "disaster",
        "organization",
        "fund",
        "emulation",
        "total",
    ]
)


def test_every_core_code_stands_in_the_catalogue() -> None:
    assert [code for code in CORE if code not in CATALOGUE] == []


@pytest.mark.parametrize("row", CATALOGUE.values(), ids=lambda row: row["code"])
def test_an_indicator_is_complete_and_its_parent_has_its_measure_and_kind(row: dict) -> None:
    measure = Measure(row["measure"])
    assert row["name_vi"] and row["name_en"] and row["definition_vi"] and row["field"] in FIELDS
    assert (row["kind"] == "rate") == (not measure.summable)
    assert row["derived"] in (None, "total", "localities")
    if row["part_of"]:
        parent = CATALOGUE[row["part_of"]]
        assert (parent["measure"], parent["kind"], parent["scale"]) == (row["measure"], row["kind"], row["scale"])


def test_every_figure_of_the_cases_has_an_answer() -> None:
    assert [(f["indicator"], f["unit"]) for f in FIGURES if (f["indicator"], f["unit"]) not in MAP] == []


def test_a_code_that_is_not_mapped_says_why() -> None:
    assert [row for row in MAP.values() if row["code"] is None and not row.get("why")] == []


def test_tags_of_the_map_are_namespaced() -> None:
    tags = {tag for row in MAP.values() for tag in row["tags"]}
    assert {tag.split(":")[0] for tag in tags} == {"programme", "value"}


def right(figure: dict) -> bool:
    """A code of the same measure as the page's unit word, or one whose map says why the word means this measure."""
    row = MAP[figure["indicator"], figure["unit"]]
    if row["code"] is None:
        return False
    return measure_of(figure["unit"]) == CATALOGUE[row["code"]]["measure"] or bool(row.get("why"))


def test_at_least_95_percent_of_real_figures_have_a_code_of_the_right_measure() -> None:
    counted = [f for f in FIGURES if f["kind"] in COUNTED]
    total, fitting = sum(f["figures"] for f in counted), sum(f["figures"] for f in counted if right(f))
    assert total == 279
    assert fitting / total >= 0.95


def test_most_figures_fit_by_their_unit_word_alone() -> None:
    counted = [f for f in FIGURES if f["kind"] in COUNTED]
    plain = [f for f in counted if right(f) and not MAP[f["indicator"], f["unit"]].get("why")]
    assert sum(f["figures"] for f in plain) / sum(f["figures"] for f in counted) >= 0.75
