"""Reports are listed, written by two officers, checked and published; the clerk's number comes back to them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from urllib.parse import urlencode

import pytest
from django.forms import Form
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chungtay.accounts.models import User
from chungtay.correspondence.actions import assign_number, record_outgoing
from chungtay.correspondence.rules import OutgoingDraft, PaperKind
from chungtay.kernel.errors import Refusal
from chungtay.kernel.months import month_index
from chungtay.kernel.periods import Period
from chungtay.ledger.models import OpenBatch
from chungtay.organizations.actions import assign_role
from chungtay.organizations.rules import Role
from chungtay.reports.actions import publish_review, record_gathering, record_words
from chungtay.reports.models import Publication, ReviewMeeting, ReviewWords
from chungtay.reports.queries import changes, review
from chungtay.reports.rules.material import Gathering
from chungtay.reports.rules.progress import Progress, Written, progress_of, usual_periods
from chungtay.reports.rules.slots import MOST_LETTERS, wanted
from tests.factories.organizations import AT, MEMBERS, Chapter
from tests.ledger.telling import recorded, unfit
from tests.reports.test_pages import FIRST, LAST, SPAN, text_of

REPORT = {"of": "22/cum-2", "first": FIRST, "last": LAST}
WORDS, PUBLISH = "/bao-cao/viet/", "/bao-cao/phat-hanh/"
YEAR = {"of": "22/cum-2", "year": 2024}


@pytest.fixture
def clerk(told: Chapter) -> User:
    """The clerk of the province: publishes, sees no records."""
    person = User.objects.create_user("0912000088", "mật khẩu dài", name="Lê Thị Văn Thư", is_illustrative=True)
    role = Role.RECORDS_CLERK
    assign_role(by=None, at=AT, user=person, role=role, valid_from=date(2024, 1, 1), unit_id=told.id("22"))
    told.people["clerk"] = person
    return person


def posted(client: Client, path: str, typed: dict[str, object]) -> HttpResponse:
    return client.post(f"{path}?{urlencode(SPAN)}", typed)


def sent(form: Form) -> dict[str, object]:
    """What the browser would send of a form as it stands."""
    told = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in told.items()}


def typed(client: Client) -> dict[str, object]:
    """What the browser would send of the page as it stands."""
    return sent(client.get(WORDS, SPAN).context["form"])


def test_usual_periods_of_a_year_are_those_that_have_begun() -> None:
    periods = usual_periods(2024, date(2024, 8, 15))
    assert [p.wording() for p in periods[:4]] == [
        "năm 2024", "10 tháng năm 2024", "6 tháng cuối năm 2024", "6 tháng đầu năm 2024"
    ]  # fmt: skip
    assert len(usual_periods(2024, date(2025, 1, 1))) == 20 and Period.month(2024, 9) not in periods


def test_a_report_is_ready_when_no_wanted_slot_is_a_gap() -> None:
    slots = wanted(is_cluster=True)
    assert progress_of(Written(), slots, published=False) == Progress.NOT_BEGUN
    assert progress_of(Written(slots - {"meeting"}), slots, published=False) == Progress.WRITING
    assert progress_of(Written(slots - {"meeting"}, meeting=True), slots, published=False) == Progress.READY
    assert "meeting" not in wanted(is_cluster=False)


def test_a_review_is_told_in_five_lines_from_its_own_sentences(told: Chapter) -> None:
    report = review(**REPORT)
    first, overall, social, health, blood = report.summary
    assert first == "Báo cáo 10 tháng năm 2024 - Cụm thi đua số 2"
    body = " ".join(block.text for block in report.blocks() if hasattr(block, "runs"))
    assert overall.rstrip(".") in body and social in body and "300 đơn vị máu" in blood
    assert health == "Chăm sóc sức khỏe, nồi cháo nhân đạo: chưa báo cáo."


@pytest.mark.parametrize(
    ("who", "status"),
    [("clerk", 200), ("approver", 200), ("recorder", 403), ("head", 403), ("outsider", 403), ("visitor", 403)],
)
def test_who_may_publish_writes_and_others_do_not(
    opened: Callable[..., HttpResponse], client: Client, clerk: User, who: str, status: int
) -> None:
    for path in (WORDS, PUBLISH):
        assert opened(who, path, SPAN).status_code == status
    if status == 403:
        assert posted(client, WORDS, {"causes": "x"}).status_code == 403
        assert posted(client, PUBLISH, {"confirmed": "on"}).status_code == 403
        assert not ReviewWords.objects.exists() and not Publication.objects.exists()


def test_the_head_of_a_cluster_reads_the_list_without_ways_to_write(opened: Callable[..., HttpResponse]) -> None:
    page = opened("head", "/bao-cao/cac-ky/", YEAR).content.decode()
    assert "10 tháng năm 2024" in page and WORDS not in page and PUBLISH not in page
    assert opened("outsider", "/bao-cao/cac-ky/", YEAR).status_code == 403
    assert opened("head", "/bao-cao/")["Location"] == reverse("reviews")


def test_words_are_kept_in_versions_and_stand_when_figures_change(
    opened: Callable[..., HttpResponse], client: Client, told: Chapter, clerk: User
) -> None:
    opened("clerk", WORDS, SPAN)
    assert posted(client, WORDS, typed(client) | {"causes": "Thiếu\r\nkinh phí"}).status_code == 302
    assert posted(client, WORDS, typed(client) | {"causes": "Thiếu người"}).status_code == 302
    assert posted(client, WORDS, typed(client)).status_code == 302  # nothing changed: no version
    recorded(told, "22.206", date(2024, 10, 30), gift_count=1_000)
    page = text_of(client.get(WORDS, SPAN))
    assert "Thiếu người" in page and "1 bản trước" in page and "Lê Thị Văn Thư viết lúc" in page
    assert [row.text for row in ReviewWords.objects.order_by("pk")] == ["Thiếu\nkinh phí", "Thiếu người"]
    assert "còn thiếu 6/7" in text_of(client.get("/bao-cao/cac-ky/", YEAR))


def test_of_two_officers_on_a_slot_the_second_is_told_and_both_texts_are_shown(
    opened: Callable[..., HttpResponse], client: Client, clerk: User, told: Chapter
) -> None:
    opened("clerk", WORDS, SPAN)
    mine = typed(client) | {"causes": "Bản của văn thư", "proposals": "Đề xuất của văn thư"}
    for slot in ("causes", "directions"):
        record_words(by=told.people["approver"], at=AT, **REPORT, slot=slot, text="Bản của lãnh đạo")
    answer = posted(client, WORDS, mine)
    page = text_of(answer)
    assert answer.status_code == 200 and "approver vừa viết phần này" in page
    assert "Bản của lãnh đạo" in page and "Bản của văn thư" in page
    now = {slot: answer.context["form"][slot].value() for slot in ("causes", "directions", "proposals")}
    assert now == {"causes": mine["causes"], "directions": "Bản của lãnh đạo", "proposals": mine["proposals"]}
    again = sent(answer.context["form"]) | {"causes": "Cả hai"}
    assert posted(client, WORDS, again).status_code == 302
    latest = {row.slot: row.text for row in ReviewWords.objects.order_by("pk")}
    assert latest == {"causes": "Cả hai", "directions": "Bản của lãnh đạo", "proposals": "Đề xuất của văn thư"}


def test_what_is_wrong_saves_nothing_and_loses_nothing(
    opened: Callable[..., HttpResponse], client: Client, clerk: User
) -> None:
    opened("clerk", WORDS, SPAN)
    long = "a" * (MOST_LETTERS + 1)
    answer = posted(client, WORDS, typed(client) | {"causes": long, "proposals": "Giữ lại", "place": "Hạ Long"})
    form = answer.context["form"]
    assert {"causes", "held_on"} == set(form.errors) and not ReviewWords.objects.exists()
    assert (form["causes"].value(), form["proposals"].value(), form["place"].value()) == (long, "Giữ lại", "Hạ Long")


def test_a_meeting_is_set_and_a_second_officer_does_not_overwrite_it_unseen(
    opened: Callable[..., HttpResponse], client: Client, clerk: User
) -> None:
    opened("clerk", WORDS, SPAN)
    mine = typed(client) | {"held_on": "12/11/2024", "part_of_day": "morning", "place": "Quảng Yên", "host": "Hội CTĐ"}
    record_gathering(by=None, at=AT, **REPORT, gathering=Gathering(date(2024, 11, 13), place="Đông Triều"))
    answer = posted(client, WORDS, mine)
    assert "Đông Triều" in str(answer.context["form"].errors["held_on"])
    assert ReviewMeeting.objects.get().place == "Đông Triều"
    client.get(WORDS, SPAN)
    assert posted(client, WORDS, mine | {"seen_gathering": typed(client)["seen_gathering"]}).status_code == 302
    assert ReviewMeeting.objects.get().held_on == date(2024, 11, 12)


def test_what_stands_against_publishing_is_listed_and_must_be_confirmed(
    opened: Callable[..., HttpResponse], client: Client, clerk: User, told: Chapter
) -> None:
    page = text_of(opened("clerk", PUBLISH, SPAN))
    assert "6 bản ghi trong kỳ chờ duyệt" in page and "7 phần viết tay còn trống" in page
    assert "4 đơn vị chưa báo cáo" in page and "Đến trang Duyệt" not in page
    assert "Đến trang Duyệt" in text_of(opened("approver", PUBLISH, SPAN))
    assert posted(client, PUBLISH, {}).status_code == 200 and not Publication.objects.exists()
    months = {str(told.id("22")): [month_index(LAST)], str(told.id("22.206")): [month_index(date(2023, 1, 1))]}
    batch = OpenBatch.objects.create(
        source="import:7", opened_at=timezone.now(), told={"title": "dở.xlsx", "months": months}
    )
    assert "dở.xlsx" not in text_of(client.get(PUBLISH, SPAN))  # of the province itself, and of a month long before
    OpenBatch.objects.filter(pk=batch.pk).update(
        told={"title": "dở.xlsx", "months": {str(told.id("22.206")): [month_index(LAST)]}}
    )
    assert "dở.xlsx" in text_of(posted(client, PUBLISH, {"confirmed": "on"}))
    assert '<button class="button" type="submit">Phát hành' not in client.get(PUBLISH, SPAN).content.decode()
    assert not Publication.objects.exists()


def test_a_published_report_tells_its_number_and_what_is_another_figure_now(
    opened: Callable[..., HttpResponse], client: Client, told: Chapter, clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened("clerk", PUBLISH, SPAN)
    address = posted(client, PUBLISH, {"confirmed": "on"})["Location"]
    page = client.get(address)
    register = page.context["register"]
    assert register.startswith("/van-ban-di/ghi/?of=22&about=") and f"source={address}" in register
    assert client.get(register).context["form"].initial["about"] == "Báo cáo 10 tháng năm 2024 - Cụm thi đua số 2"
    assert len(page.context["publication"].digests) == 5 and "Lê Thị Văn Thư" in text_of(page)
    draft = OutgoingDraft(told.id("22"), PaperKind.REPORT, "BC-CTĐ", "Báo cáo", source=address)
    paper = record_outgoing(by=clerk, at=AT, draft=draft)
    assert "chờ cấp số" in text_of(client.get(address))
    assign_number(by=clerk, at=AT, on=date(2024, 11, 12), paper_id=paper.pk, signed_on=date(2024, 11, 12), number=7)
    recorded(told, "22.206", date(2024, 10, 30), gift_count=1_000)
    after = client.get(address)
    assert "07/BC-CTĐ" in text_of(after) and "+1.000 1 bút toán ghi sau" in text_of(after)
    assert len(after.context["changes"]) == 2 and after.context["unchanged"]
    monkeypatch.setattr(changes, "MOST_FACTS", 0)  # so many that they are not counted
    assert "+1.000" in text_of(client.get(address)) and "bút toán ghi sau" not in text_of(client.get(address))
    assert "2 số liệu nay đã khác" in text_of(client.get("/bao-cao/cac-ky/", YEAR))


def test_a_form_that_is_sent_twice_publishes_once(
    opened: Callable[..., HttpResponse], client: Client, told: Chapter, clerk: User
) -> None:
    asked = {"confirmed": "on", "asked_at": opened("clerk", PUBLISH, SPAN).context["asked_at"]}
    answers = [posted(client, PUBLISH, asked) for _ in range(2)]
    assert Publication.objects.count() == 1 and answers[0]["Location"] == answers[1]["Location"]
    assert "không phát hành lần nữa" in text_of(client.get(answers[1]["Location"]))
    posted(client, PUBLISH, asked | {"asked_at": client.get(PUBLISH, SPAN).context["asked_at"]})
    assert Publication.objects.count() == 2


def test_a_writer_who_saw_an_older_version_is_refused(told: Chapter) -> None:
    first = record_words(by=None, at=AT, **REPORT, slot="causes", text="một", after=0)
    record_words(by=None, at=AT, **REPORT, slot="causes", text="hai", after=first.pk)
    with pytest.raises(Refusal):
        record_words(by=None, at=AT, **REPORT, slot="causes", text="ba", after=first.pk)


def test_pages_of_reports_keep_their_query_budget_whatever_they_list(
    opened: Callable[..., HttpResponse], client: Client, told: Chapter, clerk: User,
    assert_queries: Callable[..., AbstractContextManager[None]],
) -> None:  # fmt: skip
    for number, unit in enumerate(MEMBERS, start=1):
        recorded(told, unit, date(2024, number, 3), gift_count=7, house_built=1, health_cases=2)
    unfit(told, "22.206")
    months = [publish_review(by=None, at=AT, of="22/cum-2", first=date(2024, m, 1), last=LAST) for m in (1, 4, 10)]
    recorded(told, "22.206", date(2024, 10, 30), gift_count=1_000)
    publication = reverse("publication", args=(months[0].pk,))
    opened("clerk", "/bao-cao/", SPAN)
    for path, asked in (("/bao-cao/cac-ky/", YEAR), (PUBLISH, SPAN), (publication, {}), (WORDS, SPAN)):
        with assert_queries():
            assert client.get(path, asked).status_code == 200
