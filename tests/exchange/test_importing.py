"""Workbooks into the ledger: all or nothing, keys, control totals, chunks."""

from datetime import date

import pytest

from chungtay.aid.models import Delivery
from chungtay.exchange.actions import import_workbook, posting
from chungtay.exchange.actions.posting import BrokenControl
from chungtay.exchange.models import Import, ImportChunk
from chungtay.exchange.queries import workbooks
from chungtay.exchange.queries.controls import Controls
from chungtay.exchange.queries.lookups import lookups
from chungtay.exchange.queries.trunk import Trunk
from chungtay.exchange.rules.outcomes import ControlTotal, ImportResult
from chungtay.ledger.actions import post_tree
from chungtay.ledger.models import OpenBatch
from chungtay.ledger.queries import open_imports
from chungtay.organizations.actions import move_unit
from chungtay.organizations.models import Unit
from tests.factories.organizations import Chapter

from .conftest import NOW, TODAY, Give, figure, rows_of_all_tables
from .sheets import csv_file, xlsx_file

HEAD = "key|unit|date|title|partners|social.turns|social.value|gift.count|gift.value"
ROWS = (
    "a|22.206|01/10/2024|Tặng quà|22.205|10|5.000.000|5|3.000.000",
    "b|22.206.07132|02/10/2024|Thăm hỏi||4|1.000.000||",
)
SPAN = "unit|from|to|covers|estimate|blood.units|social.value"


def counts(result: ImportResult) -> tuple[int, int, int, int]:
    return result.accepted, result.corrected, result.already, result.refused


def test_records_are_posted_and_counted_once_for_their_owner(give: Give) -> None:
    result = give(csv_file(HEAD, *ROWS))
    assert counts(result) == (2, 0, 0, 0) and result.posted and result.rows == 2
    assert figure("22", "social.value") == 6_000_000
    assert figure("22.206", "gift.value") == 3_000_000
    assert figure("22.205", "social.value") is None
    assert result.totals["social.value"] == ControlTotal(0, 6_000_000, 6_000_000)
    assert Delivery.objects.get().partners.get().code == "22.205"


def test_the_same_file_again_is_already_there_and_writes_nothing(give: Give) -> None:
    give(csv_file(HEAD, *ROWS))
    before = rows_of_all_tables()
    again = give(csv_file(HEAD, *ROWS))
    assert counts(again) == (0, 0, 2, 0) and again.posted and again.id is None
    assert rows_of_all_tables() == before


def test_a_changed_row_is_a_correction_and_moves_the_totals_by_the_difference(give: Give) -> None:
    give(csv_file(HEAD, *ROWS))
    result = give(csv_file(HEAD, ROWS[0].replace("5.000.000", "7.000.000"), ROWS[1]))
    assert counts(result) == (0, 1, 1, 0)
    assert result.totals["social.value"] == ControlTotal(6_000_000, 2_000_000, 8_000_000)
    assert figure("22", "social.value") == 8_000_000


def test_another_partner_alone_is_a_correction(give: Give) -> None:
    give(csv_file(HEAD, *ROWS))
    result = give(csv_file(HEAD, ROWS[0].replace("22.205", "22.193")))
    assert counts(result) == (0, 1, 0, 0)
    standing = Delivery.objects.get(state="standing")
    assert standing.partners.get().code == "22.193"
    assert Delivery.objects.filter(state="replaced").count() == 1


def test_a_dry_run_writes_nothing_and_tells_what_would_happen(give: Give) -> None:
    give(csv_file(HEAD, *ROWS))
    before = rows_of_all_tables()
    changed = csv_file(HEAD, ROWS[0].replace("5.000.000", "7.000.000"), ROWS[1], ROWS[1].replace("b|", "c|"))
    result = give(changed, dry_run=True)
    assert counts(result) == (1, 1, 1, 0) and not result.posted and result.id is None
    assert result.totals["social.value"] == ControlTotal(6_000_000, 3_000_000, 9_000_000)
    assert rows_of_all_tables() == before and figure("22", "social.value") == 6_000_000


def test_a_workbook_with_one_bad_cell_of_each_kind_is_refused_cell_by_cell_with_nothing_written(give: Give) -> None:
    heading = ["key", "unit", "date", "from", "to", "covers", "estimate", "programmes", "disaster", "partners",
               "social.turns", "social.value", "gift.count", "gift.value", "total.value", "gift.price"]  # fmt: skip
    good = ["g1", "22.206", "01/10/2024", "", "", "", "", "", "", "", 1, 1000, 1, 500, "", ""]
    bad = {
        "key": {"key": ""}, "unit": {"unit": "22.999"}, "date": {"date": "31/02/2024"}, "programmes": {"programmes": "?"},
        "disaster": {"disaster": "bão 99"}, "partners": {"partners": "Công ty"}, "social.turns": {"social.turns": "x1"},
        "social.value": {"social.value": -1000}, "gift.count": {"gift.count": 1.5}, "gift.value": {"gift.value": 2000},
        "total.value": {"total.value": 5},
    }  # fmt: skip
    rows = [heading, good]
    for number, change in enumerate(bad.values()):
        row = dict(zip(heading, good, strict=True)) | {"key": f"k{number}"} | change
        rows.append(list(row.values()))
    span = ["", "22.205", "", "01/01/2024", "31/01/2024", "own", "", "", "", "", 1, "", "", "", "", ""]
    for field, value in (
        ("from", "02/01/2024"),
        ("to", "30/01/2024"),
        ("covers", "?"),
        ("estimate", "?"),
        ("gift.price", 5),
    ):
        rows.append(list((dict(zip(heading, span, strict=True)) | {field: value}).values()))
    expected = [*bad, "from", "to", "covers", "estimate", "gift.price"]
    before = rows_of_all_tables()
    result = give(xlsx_file(*rows), "xau.xlsx")
    assert [(p.row, p.heading) for p in result.problems] == [(n, where) for n, where in enumerate(expected, 3)]
    assert counts(result) == (1, 0, 0, len(expected)) and not result.posted and result.id is None
    assert rows_of_all_tables() == before


def test_partial_posts_the_good_rows_and_names_the_others(give: Give) -> None:
    result = give(csv_file(HEAD, ROWS[0], ROWS[1].replace("02/10", "32/10")), partial=True)
    assert counts(result) == (1, 0, 0, 1) and result.posted
    assert figure("22", "social.value") == 5_000_000
    assert Import.objects.get().refused == 1


def test_a_wrong_heading_bars_the_whole_file_even_in_part(give: Give) -> None:
    before = rows_of_all_tables()
    result = give(csv_file(f"{HEAD}|gift.cuont", f"{ROWS[0]}|5"), partial=True)
    assert not result.posted and [(p.row, p.heading) for p in result.problems] == [(1, "gift.cuont")]
    assert result.accepted == 1
    assert rows_of_all_tables() == before


@pytest.mark.parametrize("data", [b"", csv_file("a|b", "1|2"), csv_file(HEAD)])
def test_a_file_without_figures_is_refused(give: Give, data: bytes) -> None:
    before = rows_of_all_tables()
    result = give(data)
    assert not result.posted and len(result.problems) == 1 and rows_of_all_tables() == before


def test_declared_totals_leave_their_remainder_and_control_totals_say_so(give: Give) -> None:
    give(csv_file(HEAD, *ROWS))
    result = give(csv_file(SPAN, "22.206|01/01/2024|31/10/2024|all|||8.000.000"))
    assert counts(result) == (1, 0, 0, 0)
    assert result.totals["social.value"] == ControlTotal(6_000_000, 2_000_000, 8_000_000)
    later = give(csv_file(HEAD, "c|22.206.07132|05/10/2024|||1|1.500.000||"))
    assert later.totals["social.value"] == ControlTotal(8_000_000, 0, 8_000_000)
    assert later.totals["social.turns"].delta == 1


def test_a_total_follows_the_counting_rule_in_its_control_total(give: Give) -> None:
    head = "key|unit|date|from|to|covers|social.value|health.value|total.value"
    result = give(csv_file(head, "a|22.206|01/10/2024||||600|300|", "|22.206||01/2024|10/2024|all|||1000"))
    assert result.totals["total.value"] == ControlTotal(0, 1000, 1000)
    assert figure("22.206", "total.value", last=date(2024, 10, 31)) == 1000


def test_stocks_are_readings_in_the_control_totals(give: Give) -> None:
    head = "key|unit|date|org.members"
    assert give(csv_file(head, "m1|22.206|30/06/2024|1200")).totals["org.members"] == ControlTotal(0, 1200, 1200)
    assert give(csv_file(head, "m2|22.206|30/09/2024|1250")).totals["org.members"] == ControlTotal(1200, 50, 1250)
    assert give(csv_file(head, "m2|22.206|30/09/2024|1240")).totals["org.members"] == ControlTotal(1250, -10, 1240)


def test_a_declared_row_again_is_there_already_and_a_final_follows_its_estimate(give: Give) -> None:
    line = "22.205|01/01/2024|31/10/2024|own|{}|{}|"
    assert counts(give(csv_file(SPAN, line.format("x", 90)))) == (1, 0, 0, 0)
    assert counts(give(csv_file(SPAN, line.format("x", 90)))) == (0, 0, 1, 0)
    final = give(csv_file(SPAN, line.format("", 100)))
    assert counts(final) == (1, 0, 0, 0) and final.totals["blood.units"] == ControlTotal(90, 10, 100)
    assert counts(give(csv_file(SPAN, line.format("x", 90)))) == (0, 0, 1, 0)
    assert figure("22.205", "blood.units", last=date(2024, 10, 31)) == 100


def test_a_cell_declared_under_another_key_is_refused_at_its_row(give: Give) -> None:
    line = "{}|22.205|01/01/2024|31/10/2024|own||90|"
    give(csv_file(f"key|{SPAN}", line.format("k1")))
    result = give(csv_file(f"key|{SPAN}", line.format("k2"), "k3|22.206|01/01/2024|31/10/2024|own||5|"))
    assert [(p.row, p.column, p.heading) for p in result.problems] == [(2, 6, "blood.units")]
    assert counts(result) == (1, 0, 0, 1)
    assert counts(give(csv_file(f"key|{SPAN}", line.format("k1").replace("90", "91")))) == (0, 1, 0, 0)


def test_a_key_is_never_turned_from_a_total_into_a_record_or_back(give: Give) -> None:
    head = "key|unit|date|from|to|covers|blood.units"
    total, record = "k|22.205||01/2024|10/2024|own|9", "k|22.205|01/10/2024||||9"
    for first, second in (
        (total, record),
        (record.replace("k|", "m|"), total.replace("k|", "m|").replace("10/2024", "11/2024")),
    ):
        assert give(csv_file(head, first)).accepted == 1
        before = rows_of_all_tables()
        refused = give(csv_file(head, second))
        assert [(p.row, p.column, p.heading) for p in refused.problems] == [(2, 0, "key")]
        assert not refused.posted and rows_of_all_tables() == before
        good = second.replace("k|", "n|").replace("m|", "o|").replace("22.205", "22.193")
        partly = give(csv_file(head, second, good), partial=True)
        assert counts(partly) == (1, 0, 0, 1) and partly.posted


def test_scales_of_headings_are_shown(give: Give) -> None:
    result = give(csv_file("key|unit|date|gift.value (triệu đồng)", "a|22.206|01/10/2024|4,3"))
    assert result.scales == {"gift.value": "triệu đồng"}
    assert figure("22", "gift.value") == 4_300_000


def test_control_totals_that_disagree_stop_everything(give: Give, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posting.Controls, "delta", lambda self, first, last: dict.fromkeys(self.codes, 1))
    before = rows_of_all_tables()
    with pytest.raises(BrokenControl) as broken:
        give(csv_file(HEAD, *ROWS))
    assert broken.value.totals["gift.value"] == (0, 1, 3_000_000)
    assert rows_of_all_tables() == before


@pytest.fixture
def in_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if five rows were many."""
    monkeypatch.setattr(workbooks, "KEPT", 4)
    monkeypatch.setattr("chungtay.exchange.actions.importing.AT_A_TIME", 4)
    monkeypatch.setattr("chungtay.exchange.actions.importing.AT_ONCE", 2)
    monkeypatch.setattr(workbooks, "BATCH", 3)


MANY = csv_file(HEAD, *(f"m{i}|22.206|{i + 1:02}/10/2024|Đợt {i}||{i}|{i}000||" for i in range(7)))


@pytest.mark.usefixtures("in_chunks")
def test_a_long_file_is_posted_in_chunks_under_one_import(give: Give) -> None:
    result = give(MANY)
    assert counts(result) == (7, 0, 0, 0) and result.posted
    assert result.totals["social.value"] == ControlTotal(0, 21_000, 21_000)
    row = Import.objects.get(pk=result.id)
    assert (row.state, row.posted_rows, row.chunks.count()) == ("posted", 7, 4)
    assert open_imports() == []


@pytest.mark.usefixtures("in_chunks")
def test_a_long_import_that_stopped_says_so_until_it_is_resumed(give: Give, monkeypatch: pytest.MonkeyPatch) -> None:
    posted, calls = posting.post_rows, []

    def dying(**given: object) -> object:
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return posted(**given)  # type: ignore[arg-type]

    monkeypatch.setattr("chungtay.exchange.actions.importing.post_rows", dying)
    with pytest.raises(KeyboardInterrupt):
        give(MANY)
    row = Import.objects.get()
    assert (row.state, row.posted_rows) == ("open", 4) and open_imports() == [f"import:{row.pk}"]
    (unit,) = Unit.objects.filter(code="22.206").values_list("pk", flat=True)
    assert OpenBatch.objects.get().told == {"title": row.file_name, "months": {str(unit): [2024 * 12 + 9]}}
    Import.objects.update(refused=1)  # as if a row were good now that was not when it was begun, or the other way round
    result = give(MANY)
    assert (result.posted, Import.objects.get().posted_rows) == (False, 4)
    assert "không còn như lúc bắt đầu" in str(result.problems[0].refusal)
    Import.objects.update(refused=0)
    result = give(MANY)
    assert result.id == row.pk and counts(result) == (7, 0, 0, 0)
    assert result.totals["social.value"] == ControlTotal(0, 21_000, 21_000)
    assert open_imports() == [] and ImportChunk.objects.count() == 4
    assert figure("22", "social.value") == 21_000


@pytest.mark.usefixtures("in_chunks")
def test_a_long_dry_run_tells_the_same_totals_as_the_import(give: Give) -> None:
    give(csv_file(SPAN, "22.206|01/10/2024|31/10/2024|all|||30.000"))
    tried, done = give(MANY, dry_run=True), give(MANY)
    assert tried.totals == done.totals and counts(tried) == counts(done)
    assert done.totals["social.value"] == ControlTotal(30_000, 0, 30_000)


def test_progress_is_told(where: Chapter) -> None:
    told: list[tuple[str, int, int]] = []

    def tell(*step: object) -> None:
        told.append(step)  # type: ignore[arg-type]

    import_workbook(by=None, at=NOW, on=TODAY, data=MANY, name="m.csv", progress=tell)
    assert told[-1] == ("post", 7, 7) and told[0][0] == "check"


def test_a_file_without_a_good_row_tells_no_totals(give: Give) -> None:
    give(csv_file(HEAD, *ROWS))
    result = give(csv_file(HEAD, ROWS[0].replace("22.206", "22.999")))
    assert counts(result) == (0, 0, 0, 1) and result.totals == {}


def test_control_totals_stand_on_the_tree_taken_along_only_while_it_is_as_it_was(where: Chapter) -> None:
    trunk, units = Trunk(lookups(TODAY)), {where.id("22.206")}
    before = Controls(units, ["gift.count"], TODAY, trunk)
    assert before.chapters == {where.id("22")} and before.ancestry is trunk.ancestry
    move_unit(by=None, at=NOW, unit_id=where.id("22.206"), on=date(2024, 6, 1), parent_id=where.id("vn"))
    post_tree(by=None, at=NOW)
    after = Controls(units, ["gift.count"], TODAY, trunk)
    assert after.chapters == {where.id("vn")} and after.ancestry is not trunk.ancestry
