"""Approving and returning: one queue for leaders, all or nothing, and a correction waits again."""

from datetime import UTC, date, datetime

import pytest

from chungtay.accounts.models import User
from chungtay.audit.models import AuditLine
from chungtay.kernel.errors import Refusal
from chungtay.ledger.actions import withdraw
from chungtay.organizations.actions import assign_role
from chungtay.organizations.models import Unit
from chungtay.organizations.queries import sight
from chungtay.organizations.rules import Permission, Role
from chungtay.records.actions import approve_records, note_look, return_record
from chungtay.records.models import Approval
from chungtay.records.queries import waiting as reads
from chungtay.records.queries.readers import approver_of
from chungtay.records.queries.waiting import WaitingList, marks, returned_among, waiting, waiting_list
from tests.factories.organizations import AT

from .conftest import NOW, gift

DAY = date(2024, 9, 12)
TODAY = date(2024, 11, 20)
QUEUE = "/duyet/"


def seqs_of(found):
    return [line.seq for line in found.lines]


def waiting_for(user) -> WaitingList:
    """What waits for a leader's word."""
    return waiting_list(approver_of(sight(user, TODAY)).seen, marks(user))


def returned_to(user) -> WaitingList:
    """What was sent back to a person or the units for which the person records."""
    return returned_among(user, sight(user, TODAY).units(Permission.RECORD))


def test_several_are_approved_at_once_and_the_page_says_how_many(client, cast, desk):
    seqs = [gift(desk, f"k{n}", DAY) for n in range(3)]
    client.force_login(cast["approver"])
    answer = client.post(QUEUE, {"seq": seqs[:2]}, follow=True)
    assert "Đã duyệt 2 bản ghi." in answer.content.decode()
    assert seqs_of(waiting_for(cast["approver"])) == seqs[2:]
    assert AuditLine.objects.filter(action="approve_records", by=cast["approver"]).count() == 1
    again = client.post(QUEUE, {"shown": seqs, "whole": "1"}, follow=True)
    assert "Đã duyệt 1 bản ghi." in again.content.decode()
    assert "Không còn gì chờ duyệt" in again.content.decode()


def test_one_that_no_longer_stands_keeps_all_from_being_approved(client, cast, desk):
    fine, gone = gift(desk, "a", DAY), gift(desk, "b", DAY, gifts=1)
    newer = gift(desk, "b", DAY, gifts=2)
    client.force_login(cast["approver"])
    text = client.post(QUEUE, {"seq": [fine, gone]}, follow=True).content.decode()
    assert "Chưa duyệt mục nào." in text
    assert not Approval.objects.exists()
    assert seqs_of(waiting_for(cast["approver"])) == [fine, newer]


def test_the_queue_is_narrowed_to_the_unit_and_period_of_a_report(client, cast, desk):
    inside, later = gift(desk, "a", DAY), gift(desk, "b", date(2024, 11, 2))
    other = gift(desk, "c", DAY, unit="22.195")
    client.force_login(cast["approver"])
    address = f"{QUEUE}?of=22.206&from=2024-01-01&to=2024-10-31"
    page = client.get(address)
    assert [line.seq for line in page.context["page"].shown] == [inside]
    assert "Chỉ hiện bản ghi của" in page.content.decode()
    back = client.post(address, {"seq": inside})
    assert back["Location"] == address
    assert {line.seq for line in client.get(QUEUE).context["page"].shown} == {later, other}


def test_nothing_chosen_and_nonsense_approve_nothing(client, cast, desk):
    gift(desk, "a", DAY)
    client.force_login(cast["approver"])
    assert "Chưa chọn bản ghi nào" in client.post(QUEUE, {}, follow=True).content.decode()
    assert "Chưa chọn bản ghi nào" in client.post(QUEUE, {"seq": ["x", "-1", "9" * 40]}, follow=True).content.decode()
    assert not Approval.objects.exists()


@pytest.mark.parametrize("who", ["recorder", "auditor", "head", "outsider", "visitor"])
def test_only_leaders_approve_and_return(client, cast, desk, who):
    seq = gift(desk, "a", DAY)
    client.force_login(cast[who])
    for answer in (
        client.get(QUEUE), client.post(QUEUE, {"seq": seq}), client.get(f"{QUEUE}{seq}/tra-lai/"),
        client.post(f"{QUEUE}{seq}/tra-lai/", {"reason": "x"}), client.post(f"{QUEUE}da-xem/", {"seq": 1}),
    ):  # fmt: skip
        assert answer.status_code == 403
    assert not Approval.objects.exists()


def test_a_leader_approves_nothing_beyond_the_own_units(client, cast, desk):
    mine, theirs = gift(desk, "a", DAY), gift(desk, "b", DAY, unit="22.195")
    leader = User.objects.create_user("0912000088", "mật khẩu dài", name="leader")
    assign_role(by=None, at=AT, user=leader, role=Role.APPROVER, valid_from=date(2024, 1, 1), unit_id=desk.id("22.206"))
    client.force_login(leader)
    assert client.post(QUEUE, {"seq": [mine, theirs]}).status_code == 403
    assert not Approval.objects.exists()
    assert client.get(f"{QUEUE}{theirs}/tra-lai/").status_code == 403


def test_returned_with_a_reason_it_goes_to_its_author_and_unit_and_waits_again_when_corrected(client, cast, desk):
    seq = gift(desk, "a", DAY, by=cast["recorder"])
    client.force_login(cast["approver"])
    assert "Trả lại cần có lý do" in client.post(f"{QUEUE}{seq}/tra-lai/", {"reason": " "}).content.decode()
    client.post(f"{QUEUE}{seq}/tra-lai/", {"reason": "Thiếu ảnh"})
    assert seqs_of(returned_to(cast["recorder"])) == [seq]
    assert seqs_of(returned_to(cast["outsider"])) == []
    found = waiting_for(cast["approver"])
    assert (found.fresh, [line.seq for line in found.returned]) == ([], [seq])
    assert "Thiếu ảnh" not in client.get(QUEUE).content.decode()
    assert f"/so-ghi-chep/{seq}/" in client.get(f"{QUEUE}?show=returned").content.decode()
    newer = gift(desk, "a", DAY, gifts=11, by=cast["recorder"])
    assert seqs_of(returned_to(cast["recorder"])) == []
    assert [line.seq for line in waiting_for(cast["approver"]).fresh] == [newer]


def test_an_entry_is_returned_once_and_never_after_its_approval(cast, desk):
    seq = gift(desk, "a", DAY)
    return_record(by=cast["approver"], at=NOW, seq=seq, reason="Thiếu ảnh")
    with pytest.raises(Refusal, match="đang chờ đơn vị sửa"):
        return_record(by=cast["approver"], at=NOW, seq=seq, reason="Thiếu ảnh")
    assert approve_records(by=cast["approver"], at=NOW, seqs=[seq]) == 1
    with pytest.raises(Refusal, match="đã được duyệt"):
        return_record(by=cast["approver"], at=NOW, seq=seq, reason="Thiếu ảnh")
    assert waiting_for(cast["approver"]).lines == ()


def test_own_work_waits_for_another_leader_where_there_is_one(client, cast, desk, settings):
    seq = gift(desk, "a", DAY, by=cast["approver"])
    assign_role(
        by=None, at=AT, user=cast["auditor"], role=Role.APPROVER, valid_from=date(2024, 1, 1), unit_id=desk.id("22")
    )
    client.force_login(cast["approver"])
    text = client.get(QUEUE).content.decode()
    assert "chờ lãnh đạo khác duyệt" in text
    assert f'type="checkbox" name="seq" value="{seq}"' not in text
    with pytest.raises(Refusal, match="chính người duyệt"):
        approve_records(by=cast["approver"], at=NOW, seqs=[seq])
    settings.CHUNGTAY_APPROVE_OWN = "always"
    assert approve_records(by=cast["approver"], at=NOW, seqs=[seq]) == 1


def test_the_only_leader_approves_own_work_unless_the_house_forbids_it(cast, desk, settings):
    seq = gift(desk, "a", DAY, by=cast["approver"])
    settings.CHUNGTAY_APPROVE_OWN = "never"
    with pytest.raises(Refusal, match="chính người duyệt"):
        approve_records(by=cast["approver"], at=NOW, seqs=[seq])
    settings.CHUNGTAY_APPROVE_OWN = "sole"
    assert approve_records(by=cast["approver"], at=NOW, seqs=[seq]) == 1


def test_whether_there_is_another_leader_is_told_by_the_day_in_viet_nam(cast, desk):
    seq = gift(desk, "a", DAY, by=cast["approver"])
    assign_role(
        by=None, at=AT, user=cast["auditor"], role=Role.APPROVER, valid_from=date(2024, 11, 21), unit_id=desk.id("22")
    )
    with pytest.raises(Refusal, match="chính người duyệt"):  # 2 o'clock in Viet Nam, the day before in Greenwich
        approve_records(by=cast["approver"], at=datetime(2024, 11, 20, 19, 0, tzinfo=UTC), seqs=[seq])


@pytest.mark.parametrize("number", ["9" * 25, "9" * 5000])
def test_numbers_beyond_all_bounds_are_answered_like_any_other(client, cast, desk, number):
    client.force_login(cast["approver"])
    for address in (f"{QUEUE}?unit={number}", f"/so-ghi-chep/?page={number}"):
        assert client.get(address).status_code == 200
    assert client.post(QUEUE, {"back": number, "seq": "1"}).status_code == 302


def test_a_final_submission_is_told_what_waits_inside_its_days(cast, desk):
    early, late = gift(desk, "a", date(2024, 1, 5)), gift(desk, "b", date(2024, 6, 5))
    back, done = gift(desk, "c", date(2024, 3, 1)), gift(desk, "d", date(2024, 3, 2))
    gift(desk, "e", date(2024, 3, 3), unit="22.195")
    return_record(by=cast["approver"], at=NOW, seq=back, reason="Thiếu ảnh")
    approve_records(by=cast["approver"], at=NOW, seqs=[done])
    units = [desk.id("22.206")]
    assert {line.seq for line in waiting(units, date(2024, 1, 1), date(2024, 3, 31))} == {early, back}
    assert {line.seq for line in waiting(units, date(2024, 1, 1), date(2024, 12, 31))} == {early, back, late}


def test_what_changed_since_the_last_look_is_told_with_its_differences(client, cast, desk):
    seen, gone = gift(desk, "a", DAY, title="Tặng quà Quốc khánh"), gift(desk, "b", DAY, title="Ghi nhầm")
    client.force_login(cast["approver"])
    assert "Ghi nhớ lần xem này" in client.get(QUEUE).content.decode()
    client.post(f"{QUEUE}da-xem/", {"seq": marks(cast["approver"]).head})
    assert "Từ lần xem trước" not in client.get(QUEUE).content.decode()
    new = gift(desk, "c", DAY, title="Việc mới")
    gift(desk, "a", DAY, gifts=15, title="Tặng quà Quốc khánh")
    withdraw(by=None, at=NOW, unit_id=desk.id("22.206"), key="b", reason="Trùng với phường")
    text = client.get(QUEUE).content.decode()
    assert "Từ lần xem trước: 1 mới, 1 đã sửa, 1 đã rút" in text
    for words in ("10 suất quà → 15 suất quà", "Trùng với phường", f"/so-ghi-chep/{new}/", f"/so-ghi-chep/{gone}/"):
        assert words in text, words
    note_look(by=cast["approver"], at=NOW, seq=seen)  # an earlier look does not take the later one back
    assert "Từ lần xem trước: 1 mới" in client.get(QUEUE).content.decode()


def test_the_kept_list_is_what_stands_without_approval_after_any_life(cast, desk, monkeypatch):
    """Records come, are corrected, withdrawn, approved and returned in a fixed order of chance; each way reads alike."""
    import random

    dice, where, everyone = random.Random(7), desk, frozenset(Unit.objects.values_list("pk", flat=True))
    standing: dict[str, int] = {}
    approved: set[int] = set()
    for step in range(120):
        key, act = f"k{dice.randrange(15)}", dice.choice("rrrwaab")
        if act == "r":
            standing[key] = gift(where, key, DAY, gifts=step + 1)
        elif act == "w" and key in standing:
            withdraw(by=None, at=NOW, unit_id=where.id("22.206"), key=key, reason="thôi")
            del standing[key]
        elif act == "a" and standing:
            chosen = set(dice.sample(sorted(standing.values()), min(3, len(standing))))
            assert approve_records(by=cast["approver"], at=NOW, seqs=chosen) == len(chosen - approved)
            approved |= chosen
        elif act == "b" and (fresh := sorted(set(standing.values()) - approved)):
            already = set(Approval.objects.values_list("entry_seq", flat=True))
            for seq in [one for one in fresh if one not in already][:1]:
                return_record(by=cast["approver"], at=NOW, seq=seq, reason="xem lại")
        expected = set(standing.values()) - approved
        assert set(seqs_of(waiting_list(everyone, marks(None)))) == expected
        assert {line.seq for line in waiting(everyone, DAY, DAY)} == expected
    monkeypatch.setattr(reads, "FAR", -1)
    assert set(seqs_of(waiting_list(everyone, marks(None)))) == set(standing.values()) - approved
    assert waiting_list(everyone, marks(None), most=1).more


def test_the_queue_asks_the_database_at_most_twelve_times(client, cast, desk, assert_queries):
    old = [gift(desk, f"a{n}", DAY, gifts=1, by=cast["approver"]) for n in range(30)]
    note_look(by=cast["approver"], at=datetime(2024, 11, 1, tzinfo=UTC), seq=old[-1])
    for number in range(30):
        gift(desk, f"a{number}", DAY, gifts=2, by=cast["approver"])
        gift(desk, f"b{number}", DAY, unit="22.195")
    client.force_login(cast["approver"])
    client.get(QUEUE)
    with assert_queries():
        client.get(QUEUE)
