"""The tree with a memory: what changes of it do, and what an earlier revision still knows."""

from datetime import date

import pytest

from chungtay.audit.models import AuditLine
from chungtay.kernel.errors import Refusal
from chungtay.organizations.actions import (
    add_unit,
    add_units,
    end_unit,
    move_unit,
    record_succession,
    rename_unit,
)
from chungtay.organizations.models import Succession, TreeRevision, UnitPath, UnitVersion
from chungtay.organizations.queries import (
    children_within,
    codes_of,
    descendant_ids,
    find_unit,
    latest_revision,
    paths_at,
    paths_below,
    unit_by_id,
    unit_on,
    unit_within,
    units,
    units_of,
    units_within,
    versions_at,
)
from chungtay.organizations.queries.paths import on_day
from chungtay.organizations.rules import SuccessionDraft, SuccessionKind, Tree, UnitKind
from tests.factories.organizations import AT, BEGINS, REFORM, Chapter, draft, plant

DAY = date(2024, 10, 31)


@pytest.fixture
def where(chapter: Chapter) -> Chapter:
    return chapter


def closure() -> set[tuple[int, int, int, date, date | None]]:
    return set(UnitPath.objects.values_list("ancestor", "descendant", "depth", "valid_from", "valid_to"))


def rebuilt(revision: int | None = None) -> set[tuple[int, int, int, date, date | None]]:
    return {
        (p.ancestor_id, p.descendant_id, p.depth, p.valid_from, p.valid_to) for p in Tree(versions_at(revision)).paths()
    }


def test_a_code_means_another_unit_after_the_reform(where: Chapter) -> None:
    old = unit_on("22.206.07132", DAY)
    new = unit_on("22.07132", date(2025, 8, 1))
    assert old and new and old.id != new.id
    assert old.name == new.name == "Hội Chữ thập đỏ phường Quảng Yên"
    assert unit_on("22.206", REFORM) is None
    assert (old.valid_from, old.valid_to) == (BEGINS, REFORM)
    assert old.stands_on(date(2025, 6, 30)) and not old.stands_on(REFORM)


def test_the_same_code_may_be_borne_again_but_never_twice_on_a_day(where: Chapter) -> None:
    again = plant(draft("22.206", "22", UnitKind.DISTRICT, first=REFORM))["22.206"]
    assert again.pk != where.id("22.206")
    assert [unit_on("22.206", day).id for day in (DAY, REFORM)] == [where.id("22.206"), again.pk]
    with pytest.raises(Refusal, match=r"Mã 22\.206 bị hai đơn vị dùng cùng lúc từ ngày 01/06/2025"):
        plant(draft("22.206", "22", first=date(2025, 6, 1)))


def test_unit_within_takes_the_unit_of_the_last_day_or_the_latest_before(where: Chapter) -> None:
    year = (date(2025, 1, 1), date(2025, 12, 31))
    found = unit_within("22.206", *year)
    assert found and found.id == where.id("22.206")
    again = plant(draft("22.206", "22", first=REFORM))["22.206"]
    found = unit_within("22.206", *year)
    assert found and found.id == again.pk
    assert unit_within("22.206", date(2007, 1, 1), date(2007, 12, 31)) is None
    assert unit_within("22.206", date(2025, 1, 1), date.max) == found


def test_a_rename_holds_from_its_day_and_moves_nobody(where: Chapter) -> None:
    before = closure()
    city = "Hội Chữ thập đỏ thành phố Đông Triều"
    rename_unit(by=None, at=AT, unit_id=where.id("22.205"), on=date(2024, 11, 1), name=city, designation="thành phố")
    names = [unit_on("22.205", day).name for day in (DAY, date(2024, 11, 1))]
    assert names == ["Hội Chữ thập đỏ thị xã Đông Triều", city]
    assert unit_on("22.205", DAY).valid_to == REFORM
    assert closure() == before


def test_a_move_takes_all_below_along_from_its_day(where: Chapter) -> None:
    plant(draft("22.cho", "22.206.07132", end=REFORM))
    move_unit(by=None, at=AT, unit_id=where.id("22.206.07132"), parent_id=where.id("22.195"), on=date(2024, 3, 1))
    team = unit_on("22.cho", DAY)
    line = [
        codes_of(UnitPath.objects.filter(on_day(day), descendant=team.id).values_list("ancestor", flat=True))
        for day in (date(2024, 2, 29), date(2024, 3, 1))
    ]
    assert [set(codes.values()) for codes in line] == [
        {"vn", "22", "22.206", "22.206.07132", "22.cho"},
        {"vn", "22", "22.195", "22.206.07132", "22.cho"},
    ]
    assert closure() == rebuilt()
    year = (date(2024, 1, 1), date(2024, 12, 31))
    moved = [(p.valid_from, p.valid_to) for p in children_within(where.id("22.206"), *year)]
    assert moved == [(BEGINS, date(2024, 3, 1))]
    assert {p.descendant_id for p in paths_below([where.id("22.195")], *year)} == {
        where.id("22.195"),
        where.id("22.206.07132"),
        team.id,
    }


def test_an_earlier_revision_shows_the_tree_as_it_was_known(where: Chapter) -> None:
    first = latest_revision()
    known = rebuilt(first)
    move_unit(by=None, at=AT, unit_id=where.id("22.206.07132"), parent_id=where.id("22.195"), on=date(2024, 3, 1))
    second = latest_revision()
    end_unit(by=None, at=AT, unit_id=where.id("22.cdyt"), on=date(2024, 9, 1))
    assert latest_revision() == second + 1 == first + 2
    assert rebuilt(first) == known
    assert {(p.ancestor_id, p.descendant_id, p.depth, p.valid_from, p.valid_to) for p in paths_at(first)} == known
    assert rebuilt(latest_revision()) == closure() != known
    year = (date(2024, 1, 1), date(2024, 12, 31))
    assert unit_within("22.cdyt", *year, second).valid_to is None
    assert unit_within("22.cdyt", *year).valid_to == date(2024, 9, 1)
    assert len(children_within(where.id("22.206"), date(2024, 6, 1), DAY, first)) == 1
    assert children_within(where.id("22.206"), date(2024, 6, 1), DAY) == []


def test_versions_are_superseded_never_changed(where: Chapter) -> None:
    rows = set(UnitVersion.objects.values_list("pk", "name", "parent", "valid_from", "valid_to", "added_in"))
    rename_unit(by=None, at=AT, unit_id=where.id("22.205"), on=date(2024, 11, 1), name="Khác")
    after = set(UnitVersion.objects.values_list("pk", "name", "parent", "valid_from", "valid_to", "added_in"))
    assert rows < after and len(after - rows) == 2


def test_a_change_on_the_first_day_replaces_the_whole_version(where: Chapter) -> None:
    rename_unit(by=None, at=AT, unit_id=where.id("22.cdyt"), on=BEGINS, name="Khác", short_name="K")
    assert unit_on("22.cdyt", BEGINS).short_name == "K"
    assert UnitVersion.objects.filter(unit=where.id("22.cdyt"), superseded_in__isnull=True).count() == 1


def test_a_unit_cannot_end_while_another_below_goes_on(where: Chapter) -> None:
    count = TreeRevision.objects.count()
    with pytest.raises(Refusal, match=r"Đơn vị 22\.206\.07132 trực thuộc 22\.206, nhưng từ ngày 01/01/2025"):
        end_unit(by=None, at=AT, unit_id=where.id("22.206"), on=date(2025, 1, 1))
    assert TreeRevision.objects.count() == count
    assert closure() == rebuilt()


def test_a_unit_ends_once_and_only_while_it_stands(where: Chapter) -> None:
    end_unit(by=None, at=AT, unit_id=where.id("22.cdyt"), on=date(2024, 9, 1))
    for day in (date(2024, 9, 1), date(2024, 10, 1), BEGINS):
        with pytest.raises(Refusal, match="không hoạt động"):
            end_unit(by=None, at=AT, unit_id=where.id("22.cdyt"), on=day)


def test_a_unit_can_end_on_the_day_of_its_last_rename(where: Chapter) -> None:
    rename_unit(by=None, at=AT, unit_id=where.id("22.cdyt"), on=date(2024, 9, 1), name="Khác")
    end_unit(by=None, at=AT, unit_id=where.id("22.cdyt"), on=date(2024, 9, 1))
    ended = unit_by_id(where.id("22.cdyt"), DAY)
    assert (ended.name, ended.valid_to) == (
        "Hội Chữ thập đỏ Trường Cao đẳng Y tế Quảng Ninh",
        date(2024, 9, 1),
    )


def test_a_unit_cannot_move_below_itself(where: Chapter) -> None:
    plant(draft("22.khoi", "22"), draft("22.khoi.doi", "22.khoi"))
    top, below = (unit_on(code, DAY).id for code in ("22.khoi", "22.khoi.doi"))
    with pytest.raises(Refusal, match="không thể thuộc chính mình"):
        move_unit(by=None, at=AT, unit_id=top, parent_id=below, on=date(2024, 1, 1))


def test_a_unit_cannot_move_below_one_that_ends_earlier(where: Chapter) -> None:
    with pytest.raises(Refusal, match=r"từ ngày 01/07/2025 22\.206 không còn"):
        move_unit(by=None, at=AT, unit_id=where.id("22.cdyt"), parent_id=where.id("22.206"), on=date(2024, 1, 1))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (draft("22 206", "22"), "không đúng mẫu"),
        (draft("22.206.", "22"), "không đúng mẫu"),
        (draft("22.doi", "22.999"), r"cấp trên mang mã 22\.999"),
        (draft("22.doi", "22.206"), "không còn"),
        (draft("22.doi", "22.07132", first=DAY), "cấp trên"),
        (draft("22.doi", "22", name=" "), "chưa có tên"),
    ],
)
def test_a_bad_draft_is_refused_with_nothing_written(where: Chapter, wrong: object, words: str) -> None:
    before = (closure(), TreeRevision.objects.count())
    with pytest.raises(Refusal, match=words):
        add_units(by=None, at=AT, units=[draft("22.tot", "22"), wrong], note="test")
    assert (closure(), TreeRevision.objects.count()) == before


def test_add_unit_leaves_a_revision_and_an_audit_line(where: Chapter) -> None:
    unit = add_unit(by=None, at=AT, unit=draft("22.doi-phcc", "22", UnitKind.TEAM), note="Đội mới")
    revision = TreeRevision.objects.get(number=latest_revision())
    assert (revision.note, revision.recorded_at) == ("Đội mới", AT)
    line = AuditLine.objects.order_by("-pk").first()
    assert (line.action, line.object_type, line.object_id) == ("add_unit", "unit", str(unit.pk))


def test_units_are_named_as_on_the_day_even_when_they_have_ended(where: Chapter) -> None:
    rename_unit(by=None, at=AT, unit_id=where.id("22.205"), on=date(2024, 11, 1), name="Thành phố")
    ids = [where.id("22.205"), where.id("22.07132"), 10**9]
    assert {u.name for u in units_of(ids, date(2026, 1, 1)).values()} == {
        "Thành phố",
        "Hội Chữ thập đỏ phường Quảng Yên",
    }
    assert units_of(ids, date(2024, 1, 1))[where.id("22.205")].name == "Hội Chữ thập đỏ thị xã Đông Triều"
    assert units_within(ids, date(2024, 1, 1), DAY).keys() == {where.id("22.205")}
    assert unit_by_id(10**9, DAY) is None


def test_units_below_are_sorted_by_code_and_filtered_by_kind(where: Chapter) -> None:
    codes = [unit.code for unit in units(where.id("22"), DAY)]
    assert codes == ["22", "22.193", "22.195", "22.196", "22.205", "22.206", "22.206.07132", "22.cdyt"]
    assert [u.code for u in units(where.id("22"), DAY, UnitKind.SCHOOL)] == ["22.cdyt"]
    assert [u.code for u in units([where.id("22.206"), where.id("22.cdyt")], REFORM)] == ["22.cdyt"]
    assert descendant_ids([where.id("22.206")]) == {where.id("22.206"), where.id("22.206.07132")}


@pytest.mark.parametrize(
    "text",
    [
        "22.206",
        "Hội Chữ thập đỏ thị xã Quảng Yên",
        "Hội CTĐ thị xã Quảng Yên",
        "Hội CTĐ TX Quảng Yên",
        "TX. Quảng Yên",
        "Thị xã  Quảng Yên",
    ],
)
def test_a_unit_is_found_by_code_or_by_its_exact_name(where: Chapter, text: str) -> None:
    found = find_unit(text, DAY)
    assert found and found.code == "22.206"


def test_a_short_name_is_found_only_where_it_is_one_units(where: Chapter) -> None:
    with pytest.raises(Refusal, match=r"tên của nhiều đơn vị vào ngày 31/10/2024: 22\.206, 22\.206\.07132"):
        find_unit("Quảng Yên", DAY)
    assert find_unit("Quảng Yên", REFORM).code == "22.07132"
    assert find_unit("Quảng Yên", DAY, below=where.id("22.206.07132")).code == "22.206.07132"
    assert find_unit("Hạ Long", DAY).code == "22.193"
    assert find_unit("Ha Long", DAY) is None


def test_a_succession_is_recorded_once_and_shares_never_pass_the_whole(where: Chapter) -> None:
    old, new = where.id("22.206.07132"), where.id("22.07132")
    edge = SuccessionDraft(old, new, REFORM, SuccessionKind.MERGE, "Nghị quyết 1679/NQ-UBTVQH15", 1, 2)
    record_succession(by=None, at=AT, successions=[edge])
    row = Succession.objects.get()
    assert (row.old_id, row.new_id, row.share_num, row.share_den) == (old, new, 1, 2)
    with pytest.raises(Refusal, match=r"22\.206\.07132 vào ngày 01/07/2025 đã được ghi"):
        record_succession(by=None, at=AT, successions=[edge])
    gone = SuccessionDraft(old, None, DAY, SuccessionKind.DISSOLVE, "x")
    with pytest.raises(Refusal, match="đã được ghi"):
        record_succession(by=None, at=AT, successions=[gone, gone])
    whole = [SuccessionDraft(old, where.id("22.cdyt"), DAY, SuccessionKind.SPLIT, "x", n, 3) for n in (2,)]
    too_much = SuccessionDraft(old, where.id("22"), DAY, SuccessionKind.SPLIT, "x", 1, 2)
    with pytest.raises(Refusal, match="không quá 1"):
        record_succession(by=None, at=AT, successions=[*whole, too_much])


def test_a_dissolved_unit_has_no_heir(where: Chapter) -> None:
    gone = SuccessionDraft(where.id("22.206"), None, REFORM, SuccessionKind.DISSOLVE, "Kết thúc cấp huyện")
    assert record_succession(by=None, at=AT, successions=[gone])[0].new_id is None
