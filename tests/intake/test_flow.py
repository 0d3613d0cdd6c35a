"""A file's way from upload to undoing, through the pages."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client
from django.utils import timezone

from chungtay.exchange.models import Import
from chungtay.intake.models import ColumnMapping, DraftContent, ImportDraft
from chungtay.intake.queries.contents import report_in
from chungtay.intake.rules.states import DraftState
from chungtay.ledger.models import Entry, Standing
from tests.factories.organizations import Chapter

from .conftest import HEADING

Bring = Callable[..., ImportDraft]
GOOD = "k1;22.206;05/03/2024;Trao quà Tết;10;5000000"
BAD = "k2;22.206;hôm qua;Trao quà;1,5 suất;3000000"


def standing(where: Chapter) -> set[str]:
    return set(Standing.objects.filter(unit=where.id("22.206")).values_list("key", flat=True))


def test_a_wrong_cell_is_mended_in_place_and_the_file_posted(client: Client, where: Chapter, bring: Bring) -> None:
    draft = bring(HEADING, GOOD, BAD)
    assert (draft.state, draft.refused) == (DraftState.CHECKED, 1)
    page = client.get(f"/nhap-tep/{draft.pk}/").content.decode()
    assert 'name="cell-0-3-2"' in page and "hôm qua" in page and 'name="cell-0-3-4"' in page
    assert standing(where) == set()
    client.post(f"/nhap-tep/{draft.pk}/sua/", {"cell-0-3-2": "06/03/2024", "cell-0-3-4": "15"})
    draft.refresh_from_db()
    assert draft.refused == 0
    client.post(f"/nhap-tep/{draft.pk}/ghi/")
    draft.refresh_from_db()
    assert draft.state == DraftState.POSTED and standing(where) == {"k1", "k2"}
    total = report_in(draft.pk).totals["gift.count"]
    assert (total.before, total.delta, total.after) == (0, 25, 25)
    result = client.get(f"/nhap-tep/{draft.pk}/").content.decode()
    assert "8.000.000" in result and "/so-ghi-chep/" in result


def test_the_result_tells_in_words_which_totals_do_not_fit(client: Client, where: Chapter, bring: Bring) -> None:
    rows = ("22.206;01/2024;03/2024;own;10", "22.206;02/2024;04/2024;own;20")
    draft = bring("Đơn vị;Từ ngày;Đến ngày;Phạm vi;gift.count", *rows)
    client.post(f"/nhap-tep/{draft.pk}/ghi/")
    result = client.get(f"/nhap-tep/{draft.pk}/").content.decode()
    assert "1 số tổng hợp cần đối chiếu" in result
    assert "Dòng 3: Suất quà trao tặng của " in result and "chéo với số đã khai của " in result


def test_a_refused_file_is_posted_only_when_the_good_rows_are_asked_for(
    client: Client, where: Chapter, bring: Bring
) -> None:
    draft = bring(HEADING, GOOD, BAD)
    client.post(f"/nhap-tep/{draft.pk}/ghi/")
    draft.refresh_from_db()
    assert draft.state == DraftState.CHECKED and standing(where) == set()
    client.post(f"/nhap-tep/{draft.pk}/ghi/", {"partial": "1"})
    draft.refresh_from_db()
    assert draft.state == DraftState.POSTED and standing(where) == {"k1"}
    assert report_in(draft.pk).refused == 1


def test_a_row_that_is_left_out_does_not_come_in_until_it_is_taken_back(
    client: Client, where: Chapter, bring: Bring
) -> None:
    draft = bring(HEADING, GOOD, BAD)
    client.post(f"/nhap-tep/{draft.pk}/sua/", {"out": "0-3"})
    draft.refresh_from_db()
    assert draft.refused == 0 and 'name="back" value="0-3"' in client.get(f"/nhap-tep/{draft.pk}/").content.decode()
    client.post(f"/nhap-tep/{draft.pk}/sua/", {"back": "0-3"})
    draft.refresh_from_db()
    assert draft.refused == 1


def test_columns_are_mapped_by_hand_and_the_next_file_remembers(client: Client, where: Chapter, bring: Bring) -> None:
    lines = ("Số phiếu;Đơn vị;Ngày;Số suất đã trao;Người lập", "p1;22.206;05/03/2024;10;An")
    draft = bring(*lines)
    assert draft.state == DraftState.COLUMNS
    said = {"sheet": "0", "col-0-0": "key", "col-0-3": "gift.count", "col-0-4": "#", "check": "1"}
    client.post(f"/nhap-tep/{draft.pk}/cot/", said)
    draft.refresh_from_db()
    assert (draft.state, report_in(draft.pk).accepted) == (DraftState.CHECKED, 1)
    assert ColumnMapping.objects.get().columns == {"0": "key", "3": "gift.count", "4": "#"}
    later = bring(*lines[:1], "p2;22.206;06/03/2024;7;Bình")
    assert (later.state, report_in(later.pk).accepted) == (DraftState.CHECKED, 1)


def test_a_file_without_a_column_of_units_is_the_chosen_units(client: Client, where: Chapter, bring: Bring) -> None:
    draft = bring("Mã bản ghi;Ngày;gift.count", "k1;05/03/2024;10")
    assert "được ghi cho Hội Chữ thập đỏ" in client.get(f"/nhap-tep/{draft.pk}/cot/").content.decode()
    client.post(f"/nhap-tep/{draft.pk}/ghi/")
    assert standing(where) == {"k1"}


@pytest.mark.parametrize("partial", [{}, {"partial": "1"}])
def test_rows_of_units_of_others_never_come_in(
    client: Client, where: Chapter, bring: Bring, partial: dict[str, str]
) -> None:
    foreign = ("f1;22.195;05/03/2024;Trao quà;10;1", "f2;22;05/03/2024;Trao quà;10;1", "f3;Cẩm Phả;05/03/2024;x;1;1")
    draft = bring(HEADING, GOOD, *foreign, "k3;22.206.07132;05/03/2024;Trao quà;4;1")
    assert draft.refused == 3
    client.post(f"/nhap-tep/{draft.pk}/ghi/", partial)
    entries = Entry.objects.exclude(unit=None).filter(key__in=["f1", "f2", "f3", "k1", "k3"])
    assert set(entries.values_list("key", flat=True)) == ({"k1", "k3"} if partial else set())


def test_a_unit_mended_into_one_of_others_is_refused_as_well(client: Client, where: Chapter, bring: Bring) -> None:
    draft = bring(HEADING, BAD)
    said = {"cell-0-2-2": "06/03/2024", "cell-0-2-4": "15", "cell-0-2-1": "22.195"}
    client.post(f"/nhap-tep/{draft.pk}/sua/", said)
    draft.refresh_from_db()
    assert draft.refused == 1
    client.post(f"/nhap-tep/{draft.pk}/ghi/", {"partial": "1"})
    assert not Standing.objects.filter(unit=where.id("22.195")).exists()


def test_a_province_brings_in_rows_of_all_below(client: Client, where: Chapter, bring: Bring) -> None:
    draft = bring(HEADING, GOOD, "f1;22.195;05/03/2024;Trao quà;10;1", who="province", unit="22")
    assert draft.refused == 0


def test_a_role_that_ended_between_check_and_posting_lets_nothing_in(
    client: Client, where: Chapter, bring: Bring
) -> None:
    draft = bring(HEADING, GOOD)
    where.people["recorder"].roles.update(valid_to=timezone.localdate())
    assert client.post(f"/nhap-tep/{draft.pk}/ghi/").status_code == 403
    assert standing(where) == set()


def test_nobody_sees_or_touches_the_file_of_another(client: Client, where: Chapter, bring: Bring) -> None:
    draft = bring(HEADING, GOOD)
    for who in ("outsider", "province", "approver"):
        client.force_login(where.people[who])
        for path in ("", "cot/", "dong-sai/"):
            assert client.get(f"/nhap-tep/{draft.pk}/{path}").status_code == 404
        for path in ("cot/", "sua/", "ghi/", "hoan-tac/", "bo/"):
            assert client.post(f"/nhap-tep/{draft.pk}/{path}").status_code == 404
    client.force_login(where.people["visitor"])
    assert client.get("/nhap-tep/").status_code == 403
    answer = client.post("/nhap-tep/", {"unit": where.id("22.206"), "pasted": HEADING})
    assert answer.status_code == 403


def test_a_file_for_a_unit_of_others_is_not_taken_in(client: Client, where: Chapter) -> None:
    client.force_login(where.people["outsider"])
    answer = client.post("/nhap-tep/", {"unit": where.id("22.206"), "pasted": f"{HEADING}\n{GOOD}"})
    assert answer.status_code == 200 and not ImportDraft.objects.exists()
    assert client.get("/nhap-tep/mau/22.206/").status_code == 403


def test_the_same_file_again_is_there_already(client: Client, where: Chapter, bring: Bring) -> None:
    first = bring(HEADING, GOOD)
    client.post(f"/nhap-tep/{first.pk}/ghi/")
    again = bring(HEADING, GOOD)
    assert report_in(again.pk).already == 1
    assert f'href="/nhap-tep/{first.pk}/"' in client.get(f"/nhap-tep/{again.pk}/").content.decode()
    client.post(f"/nhap-tep/{again.pk}/ghi/")
    assert Import.objects.count() == 1


def test_undoing_lists_what_was_changed_since(client: Client, where: Chapter, bring: Bring) -> None:
    first = bring(HEADING, GOOD, "k2;22.206;06/03/2024;Trao quà;4;1")
    client.post(f"/nhap-tep/{first.pk}/ghi/")
    later = bring(HEADING, "k2;22.206;06/03/2024;Trao quà;5;1")
    client.post(f"/nhap-tep/{later.pk}/ghi/")
    client.post(f"/nhap-tep/{first.pk}/hoan-tac/")
    first.refresh_from_db()
    report = report_in(first.pk)
    assert (first.state, report.withdrawn) == (DraftState.UNDONE, 1)
    assert [(unit, key) for unit, key, _ in report.conflicts] == [("22.206", "k2")]
    assert "k2" in client.get(f"/nhap-tep/{first.pk}/").content.decode() and standing(where) == {"k2"}


def test_what_a_file_holds_lies_sealed(bring: Bring) -> None:
    draft = bring(HEADING, GOOD, BAD)
    content = DraftContent.objects.get(draft=draft)
    for part in (content.file, content.shape, content.report):
        assert part and "hôm qua".encode() not in bytes(part) and b"22.206" not in bytes(part)


def test_a_file_that_was_put_away_is_gone_and_its_records_stay(client: Client, where: Chapter, bring: Bring) -> None:
    draft = bring(HEADING, GOOD)
    client.post(f"/nhap-tep/{draft.pk}/ghi/")
    client.post(f"/nhap-tep/{draft.pk}/bo/")
    assert not DraftContent.objects.exists() and standing(where) == {"k1"}


def test_every_page_of_a_file_keeps_the_query_budget(
    client: Client, bring: Bring, assert_queries: Callable[[], AbstractContextManager[None]]
) -> None:
    draft = bring(HEADING, GOOD, BAD)
    for path in ("", "cot/", "dong-sai/", "?row=0-3"):
        with assert_queries():
            assert client.get(f"/nhap-tep/{draft.pk}/{path}").status_code == 200
    client.post(f"/nhap-tep/{draft.pk}/ghi/", {"partial": "1"})
    for address in (f"/nhap-tep/{draft.pk}/", "/nhap-tep/"):
        with assert_queries():
            assert client.get(address).status_code == 200
