"""People: found, given roles, let in by a link; nobody reaches beyond what they administer."""

from datetime import date

import pytest

from chungtay.accounts.models import SignInLink, User
from chungtay.accounts.rules import LinkKind
from chungtay.audit.models import AuditLine
from chungtay.notifications.models import Notice
from chungtay.organizations.models import Role
from chungtay.organizations.rules import Role as RoleCode


def told(answer):
    return answer.content.decode()


def noted(action):
    return [(line.by_name, line.object_id) for line in AuditLine.objects.filter(action=action, by__isnull=False)]


def test_people_are_found_without_accents_by_unit_and_by_role(at_the_province, staff, chapter):
    User.objects.filter(pk=staff["recorder"].pk).update(name="Nguyễn Thị Đào")
    assert "Nguyễn Thị Đào" in told(at_the_province.get("/quan-tri/nguoi-dung/?q=thi+dao"))
    page = at_the_province.get("/quan-tri/nguoi-dung/?unit=22.cdyt&role=administrator").context["page"]
    assert [person.name for person in page.people] == ["college"]
    assert "visitor" in told(at_the_province.get("/quan-tri/nguoi-dung/"))  # whoever has no role is the chapter's


def test_the_list_may_be_narrowed_to_whom_the_second_step_is_missing(at_the_province, staff):
    page = told(at_the_province.get("/quan-tri/nguoi-dung/?factor=none"))
    assert "recorder" in page and "chưa bật" in page and "đã bật" not in page


def test_a_district_s_administrator_sees_its_own_people_alone(at_the_college, staff):
    page = told(at_the_college.get("/quan-tri/nguoi-dung/"))
    assert "college" in page
    assert not {who for who in ("province", "recorder", "visitor", "approver") if f">{who}<" in page}
    assert at_the_college.get(f"/quan-tri/nguoi-dung/{staff['province'].pk}/").status_code == 404
    assert at_the_college.post(f"/quan-tri/nguoi-dung/{staff['recorder'].pk}/vai-tro/", {}).status_code == 404
    assert at_the_college.get(f"/quan-tri/nguoi-dung/{'9' * 25}/").status_code == 404


def test_a_role_is_given_with_its_days_and_noted(at_the_province, staff, chapter):
    address = f"/quan-tri/nguoi-dung/{staff['visitor'].pk}/vai-tro/"
    answer = at_the_province.post(
        address, {"role": "records_clerk", "unit": "22.cdyt", "valid_from": "01/12/2026", "valid_to": "01/01/2028"}
    )
    assert answer.status_code == 302
    given = Role.objects.get(user=staff["visitor"])
    assert (given.role, given.unit.code) == (RoleCode.RECORDS_CLERK, "22.cdyt")
    assert (given.valid_from, given.valid_to) == (date(2026, 12, 1), date(2028, 1, 1))
    assert noted("assign_role") == [("province", str(given.pk))]


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ({"role": "recorder", "unit": "22"}, "unit"),  # above what is administered
        ({"role": "recorder", "unit": ""}, "unit"),
        ({"role": "cluster_head", "unit": "22.cdyt"}, "role"),  # no cluster of its own
        ({"role": "recorder", "unit": "22.cdyt", "valid_to": "01/01/2020"}, "valid_to"),
        ({"role": "approver", "unit": "22.cdyt"}, "__all__"),  # nobody gives a role to themselves
    ],
)
def test_a_role_out_of_reach_or_out_of_order_or_for_oneself_is_refused(at_the_college, staff, said, place):
    before = Role.objects.count()
    address = f"/quan-tri/nguoi-dung/{staff['college'].pk}/vai-tro/"
    answer = at_the_college.post(address, {"valid_from": "01/01/2025", **said})
    assert set(answer.context["form"].errors) == {place}
    assert Role.objects.count() == before


def test_a_role_is_ended_and_one_s_own_administrator_s_role_is_not(at_the_province, staff):
    role = Role.objects.get(user=staff["recorder"])
    address = f"/quan-tri/nguoi-dung/{staff['recorder'].pk}/vai-tro/{role.pk}/"
    never = at_the_province.post(address, {"on": "01/01/1990"})  # what was held is not made as if it never was
    assert never.context["form"].errors["on"] and Role.objects.filter(pk=role.pk, valid_to=None).exists()
    assert at_the_province.post(address, {"on": "01/12/2026"}).status_code == 302
    role.refresh_from_db()
    assert role.valid_to == date(2026, 12, 1) and noted("end_role") == [("province", str(role.pk))]
    own = Role.objects.get(user=staff["province"])
    answer = at_the_province.post(
        f"/quan-tri/nguoi-dung/{staff['province'].pk}/vai-tro/{own.pk}/", {"on": "01/12/2026"}
    )
    assert "Không thể tự kết thúc" in answer.context["form"].errors["on"][0]


def test_an_invited_person_comes_in_by_a_link_that_is_shown_once(at_the_college, staff, client):
    said = {
        "name": "Trần Văn Bình",
        "login": "0987654321",
        "role": "recorder",
        "unit": "22.cdyt",
        "valid_from": "01/11/2026",
    }
    answer = at_the_college.post("/quan-tri/nguoi-dung/moi/", said)
    person = User.objects.get(login="0987654321")
    link = SignInLink.objects.get(user=person)
    assert (link.kind, link.opened_by) == (LinkKind.INVITATION, staff["college"])
    address = answer.context["address"]
    assert address in told(answer) and "Trần Văn Bình" in told(answer)
    assert answer["Cache-Control"].count("no-store") and answer["Referrer-Policy"] == "no-referrer"
    assert address not in told(at_the_college.get(f"/quan-tri/nguoi-dung/{person.pk}/"))
    at_the_college.logout()
    assert client.get(address).status_code == 200


def test_a_login_that_is_taken_is_refused_at_its_field_and_nothing_is_written(at_the_college, staff):
    said = {
        "name": "Hai",
        "login": staff["recorder"].login,
        "role": "recorder",
        "unit": "22.cdyt",
        "valid_from": "01/11/2026",
    }
    answer = at_the_college.post("/quan-tri/nguoi-dung/moi/", said)
    assert set(answer.context["form"].errors) == {"login"}
    assert not SignInLink.objects.exists()


def test_an_account_is_closed_and_opened_again_only_by_whom_all_its_roles_concern(
    at_the_college, staff, chapter, client
):
    person = staff["visitor"]
    Role.objects.create(user=person, role="recorder", unit_id=chapter.id("22.cdyt"), valid_from=date(2024, 1, 1))
    address = f"/quan-tri/nguoi-dung/{person.pk}/tai-khoan/"
    at_the_college.post(address, {"what": "close"})
    assert not User.objects.get(pk=person.pk).is_active and noted("close_account") == [("college", str(person.pk))]
    at_the_college.post(address, {"what": "open"})
    assert User.objects.get(pk=person.pk).is_active
    Role.objects.create(user=person, role="recorder", unit_id=chapter.id("22"), valid_from=date(2024, 1, 1))
    for what in ("close", "recover", "invite", "factor"):
        answer = at_the_college.post(address, {"what": what}, follow=True)
        assert "nhờ quản trị của cấp trên" in told(answer)
    assert User.objects.get(pk=person.pk).is_active and not SignInLink.objects.exists()


def test_a_link_that_waits_is_withdrawn(at_the_province, staff):
    person = staff["recorder"]
    address = f"/quan-tri/nguoi-dung/{person.pk}/tai-khoan/"
    shown = at_the_province.post(address, {"what": "recover"}).context["address"]
    link = SignInLink.objects.get(user=person)
    assert "Rút liên kết" in told(at_the_province.get(f"/quan-tri/nguoi-dung/{person.pk}/"))
    at_the_province.post(address, {"what": f"withdraw-{link.pk}"})
    assert noted("withdraw_link") == [("province", str(person.pk))]
    at_the_province.logout()
    assert at_the_province.get(shown).status_code == 410


def test_an_administrator_whose_account_is_recovered_and_the_others_are_told(at_the_province, staff, chapter):
    fellows = {}
    for number, (who, code) in enumerate((("fellow", "22"), ("third", "22"), ("elsewhere", "22.cdyt"))):
        login = f"09140000{number:02}"
        fellows[who] = User.objects.create_user(login, "mật khẩu dài", name=who, is_illustrative=True)
        Role.objects.create(
            user=fellows[who], role="administrator", unit_id=chapter.id(code), valid_from=date(2024, 1, 1)
        )
    told_before = Notice.objects.count()
    at_the_province.post(f"/quan-tri/nguoi-dung/{staff['recorder'].pk}/tai-khoan/", {"what": "recover"})
    assert Notice.objects.count() == told_before, "of others only the line in the log tells"
    at_the_province.post(f"/quan-tri/nguoi-dung/{fellows['fellow'].pk}/tai-khoan/", {"what": "recover"})
    notices = Notice.objects.filter(kind="administrator_recovered")
    assert {notice.user.name for notice in notices} == {"fellow", "third"}
    at_the_province.force_login(fellows["fellow"])
    assert "Một người quản trị đã lập liên kết lấy lại mật khẩu của tài khoản này." in told(
        at_the_province.get("/thong-bao/")
    )
