"""The demonstration in the book: figures are the naive sums, the book agrees with itself, a second load adds nothing."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chungtay.accounts.actions import record_sign_in
from chungtay.accounts.models import User
from chungtay.aid.queries import deliveries
from chungtay.callout.models import BloodRequest, SentMessage
from chungtay.callout.queries import chain_fault, replay
from chungtay.callout.rules.states import CallState, MessagePurpose, MessageState, RequestState
from chungtay.demonstration.actions import correct_passwords, load_demonstration
from chungtay.demonstration.formats import committed
from chungtay.demonstration.queries import seed_loaded
from chungtay.documents.formats import written
from chungtay.figures.queries import Question, behind, figures
from chungtay.kernel.errors import Refusal
from chungtay.ledger.models import Entry
from chungtay.ledger.queries import head
from chungtay.ledger.queries.verification import verification
from chungtay.meetings.models import Meeting
from chungtay.meetings.queries import meeting_page, meeting_row, visits_of
from chungtay.organizations.models import Role as Held
from chungtay.organizations.models import Unit
from chungtay.organizations.queries import structure, unit_on, units_visible_to
from chungtay.organizations.rules import Permission, Role
from chungtay.reports.queries import review

from .conftest import AT, passwords
from .naive import all_made, sums
from .telling import CLUSTER, FIRST, LAST, TODAY, check_against_naive, figures_of


def test_every_figure_is_the_naive_sum_of_what_was_made(demonstration: None) -> None:
    check_against_naive(2024)


def test_figures_under_a_programme_are_naive_sums_too(demonstration: None) -> None:
    found = all_made(2024, TODAY)
    for programme in ("tet_nhan_ai", "thang_nhan_dao", "dia_chi_nhan_dao", "hien_mau"):
        expected = {c: v for c, v in sums(found, CLUSTER, FIRST, LAST, programme).items() if v}
        assert figures_of("22/cum-2", FIRST, LAST, f"programme:{programme}") == expected


def test_the_book_agrees_with_itself(demonstration: None) -> None:
    found = verification()
    assert found.ok and found.entries > 3000


def test_some_give_detail_some_totals_and_one_a_ten_month_total_above_its_detail(demonstration: None) -> None:
    def kinds(unit: str) -> Counter[str]:
        lines = behind(Question((unit,), FIRST, LAST, ("gift.count",)), "gift.count").entries
        return Counter(Entry.objects.get(seq=line.seq).kind for line in lines)

    for unit in ("22.193", "22.206", "22.cdyt"):
        assert kinds(unit).keys() == {"record"}
    assert kinds("22.195")["remainder"] >= 8 and kinds("22.195").keys() == {"remainder"}
    assert kinds("22.205").keys() == {"record", "remainder"}


def test_every_entry_of_work_says_that_it_is_the_demonstrations(demonstration: None) -> None:
    sources = Entry.objects.filter(kind__in=("record", "declaration")).values_list("source", flat=True)
    assert set(sources) == {"demonstration:2024"} and seed_loaded() == 2024
    for of in ("22/cum-2", "22.195", "22.206.07132"):
        assert "DỮ LIỆU MINH HỌA" in written(review(of=of, first=FIRST, last=LAST), "md").decode()


def test_silence_of_the_members_is_a_zero_and_of_others_it_is_none(demonstration: None) -> None:
    asked = Question(("22/cum-2", "22.200"), FIRST, LAST, ("organ.registered", "meal.localities"))
    cluster = {f.indicator: f for f in figures(replace(asked, of=("22/cum-2",)))}
    assert (cluster["organ.registered"].state, cluster["organ.registered"].value) == ("zero", 0)
    assert (cluster["meal.localities"].value, cluster["meal.localities"].reported) == (5, 6)
    assert figures(replace(asked, of=("22.200",)))[0].state == "not_reported"


def test_a_second_load_adds_nothing(demonstration: None) -> None:
    before = head(), User.objects.count(), Held.objects.count()
    again = load_demonstration(by=None, at=timezone.now(), passwords={})
    assert not again.new and (head(), User.objects.count(), Held.objects.count()) == before


def test_a_book_of_another_seed_is_refused(demonstration: None) -> None:
    with pytest.raises(Refusal, match="hạt giống 2024"):
        load_demonstration(by=None, at=AT, passwords=passwords(), seed=5)


def test_everybody_signs_in_and_finds_the_way_to_work(demonstration: None, client: Client) -> None:
    people = committed("chapter.json")["people"]
    assert {person["role"] for person in people} == {role.value for role in Role}
    for person in people:
        signed_in = record_sign_in(
            at=AT, login=person["login"], password=passwords()[person["login"]], address="127.0.0.1"
        )
        client.force_login(signed_in)
        page = client.get(reverse("home"))
        named = "Cụm thi đua số 2" if "cluster" in person else person["unit"]
        assert page.status_code == 200 and named in page.content.decode()


def test_people_see_their_own_scope_and_no_more(demonstration: None) -> None:
    def seen(role: Role, permission: Permission) -> set[str]:
        login = next(p["login"] for p in committed("chapter.json")["people"] if p["role"] == role)
        return set(units_visible_to(User.objects.get(login=login), TODAY, permission).values_list("code", flat=True))

    recorder = seen(Role.RECORDER, Permission.SEE_RECORDS)
    assert {"22.206", "22.206.07132", "22.07132"} <= recorder
    assert all(code.startswith("22.206") or code == "22.07132" for code in recorder)
    assert seen(Role.CLUSTER_HEAD, Permission.SEE_FIGURES) == CLUSTER
    assert seen(Role.CLUSTER_HEAD, Permission.SEE_RECORDS) == set()
    assert {"22", "22.193", "22.07132"} <= seen(Role.APPROVER, Permission.APPROVE)
    assert seen(Role.ADMINISTRATOR, Permission.SEE_RECORDS) == set()


def test_the_new_wards_have_work_today(demonstration: None) -> None:
    ward = unit_on("22.07132", TODAY)
    assert ward and deliveries([ward.id]).filter(occurred_on__gte=date(2026, 1, 1)).exists()


def test_the_forces_of_the_cluster_are_the_real_ones_of_2022_and_fall_slowly(demonstration: None) -> None:
    def had(day: date) -> dict[str, int | None]:
        codes = ("org.bases", "org.chapters", "org.members", "org.volunteers", "org.youth")
        return {f.indicator: f.value for f in figures(Question(("22/cum-2",), day, day, codes))}

    then, later = had(date(2022, 12, 31)), had(LAST)
    assert list(then.values()) == [141, 1661, 56_000, 5_000, 48_150]
    assert later["org.chapters"] == 1661 and 54_000 < (later["org.members"] or 0) < 56_000


def test_deliveries_keep_giver_place_and_partners(demonstration: None) -> None:
    member = Unit.objects.get(code="22.193")
    own = deliveries([member.pk])
    assert own.filter(partners__code="22.cdyt").exists() and own.exclude(giver="").exists()
    ward = Unit.objects.get(code="22.193.06655")
    assert {d.place.code for d in deliveries([ward.pk]) if d.place} == {"06655"}


def test_lost_passwords_are_given_anew(demonstration: None) -> None:
    new = {login: f"{password} mới" for login, password in passwords().items()}
    correct_passwords(at=AT, passwords=new)
    login = next(iter(new))
    assert record_sign_in(at=AT, login=login, password=new[login], address="127.0.0.1").login == login
    with pytest.raises(Refusal):
        record_sign_in(at=AT, login=login, password=passwords()[login], address="127.0.0.1")


def test_the_meeting_opens_with_what_became_of_last_years_conclusions(demonstration: None) -> None:
    page = meeting_page(meeting_row(Meeting.objects.get(held_on=date(2024, 11, 11)).pk), TODAY)
    told = {one.stands.state: one for one in page.earlier}
    assert len(page.earlier) == 5 and told.keys() == {"open", "done", "under_way", "dropped"}
    assert told["under_way"].overdue and "bão số 3" in told["dropped"].steps[-1].reason
    blood, health = (one.measured.figure for one in page.earlier if one.measured)
    days = date(2024, 1, 1), date(2024, 11, 11)
    assert blood.value == sums(all_made(2024, TODAY), CLUSTER, *days)["blood.units"]
    assert health.value == sums(all_made(2024, TODAY), ("22.193",), *days)["health.cases"]
    visits = visits_of(page.meeting.held_on, {unit.id for unit in page.units}, structure())
    assert sum(visit.households for visit in visits) == 2


def test_a_call_out_is_over_everybody_was_told_and_its_lists_come_out_again(demonstration: None) -> None:
    request = BloodRequest.objects.get()
    assert request.state == RequestState.MET and "minh họa" in request.contact.hospital
    told = set(request.calls.exclude(state=CallState.DONATED).values_list("pk", flat=True))
    over = SentMessage.objects.filter(purpose=MessagePurpose.CLOSED, way="console", state=MessageState.SENT)
    assert told and set(over.values_list("call", flat=True)) == told
    assert request.calls.filter(state=CallState.DONATED).count() == request.units
    assert chain_fault(request) is None and all(replay(wave).same for wave in request.waves.all())
    assert not SentMessage.objects.filter(state=MessageState.QUEUED).exists()
