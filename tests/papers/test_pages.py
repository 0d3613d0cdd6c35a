"""The papers of a meeting in the frame, as files, and from the command line."""

import json
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from time import process_time

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pptx import Presentation
from pypdf import PdfReader

from chungtay.correspondence.models import OutgoingDocument
from chungtay.ledger.queries.catalogue import catalogue
from chungtay.meetings.actions import record_paper
from chungtay.meetings.models import Conclusion, Meeting
from chungtay.meetings.rules.states import ConclusionState
from chungtay.organizations.queries import structure
from chungtay.papers.formats import PaperFormat
from chungtay.plans.actions import assign_target
from chungtay.plans.rules import TargetBasis, TargetDraft
from chungtay.submissions.models import ReportRound, ReportType, Submission
from tests.factories.organizations import AT, Chapter, cast
from tests.ledger.telling import recorded, unfit
from tests.meetings.conftest import LAST_YEAR, closed, concluded, opened, said

FIRST, LAST = date(2024, 1, 1), date(2024, 10, 31)
FILES = {"docx": b"PK", "pdf": b"%PDF", "pptx": b"PK"}


def planted(book: Chapter) -> Meeting:
    """Last year's meeting with conclusions, this year's called with a paper, targets, records and a warned report."""
    before = opened(book, LAST_YEAR)
    blood = catalogue()["blood.units"].code
    late = concluded(book, before, due=date(2024, 9, 30), indicator=blood, value=50, since=FIRST)
    closed(before)
    said(late, ConclusionState.UNDER_WAY, "Đã mở hai đợt")
    recorded(book, "22.206", date(2024, 5, 3), gift_count=40, gift_value=20_000_000)
    recorded(book, "22.206", date(2024, 6, 3), blood_units=30)
    recorded(book, "22.195", date(2023, 6, 3), blood_units=90)
    recorded(book, "22.195", date(2024, 6, 3), blood_units=12)
    for code, value in (("22.206", 60), ("22.195", 100)):
        draft = TargetDraft(book.id(code), blood, FIRST, date(2024, 12, 31), value, TargetBasis.AGREED)
        assign_target(by=None, at=AT, draft=draft)
    warned_report(book)
    meeting = opened(book, first=FIRST, last=LAST, place="TX Quảng Yên", chair="Bà Hạnh", secretary="Ông Minh")
    record_paper(
        by=None, at=AT, meeting_id=meeting.pk, unit_id=book.id("22.195"), title="Kinh nghiệm", text="Cách làm."
    )
    concluded(book, meeting, due=date(2025, 6, 30))
    return meeting


def warned_report(book: Chapter) -> None:
    kind = ReportType.objects.create(
        unit_id=book.id("22"),
        name="10 tháng",
        cadence="months",
        months=10,
        owed_by="direct",
        first_on=FIRST,
        entered_at=AT,
    )
    one = ReportRound.objects.create(type=kind, first_on=FIRST, last_on=LAST, cutoff_on=LAST, due_on=LAST, opened_at=AT)
    warning = {
        "key": "x",
        "code": "number_alone",
        "params": {"name": "Suất quà", "number": "40"},
        "explanation": "Quà hiện vật.",
    }
    Submission.objects.create(
        round=one, unit_id=book.id("22.206"), revision=1, state="submitted", warnings=[warning], submitted_at=AT, seq=1
    )


@pytest.mark.django_db
def test_papers_are_read_in_the_frame_and_fetched_as_files_by_whom_the_meeting_concerns(
    book, client: Client, assert_queries
) -> None:
    meeting, people = planted(book), cast(book)
    unfit(book, "22.206")
    client.force_login(people["head"])
    client.get(reverse("meeting_paper", args=[meeting.pk, "html"]))  # organization and catalogue are read once
    with assert_queries():
        page = client.get(reverse("meeting_paper", args=[meeting.pk, "html"])).content.decode()
    for words in (
        "30/50 đơn vị máu, đạt 60%", "quá hạn 42 ngày", "Kinh nghiệm (", "Suất quà là 40 nhưng chưa có trị giá.",
        "Giải trình: Quà hiện vật.", "Phần thứ năm",
    ):  # fmt: skip
        assert words in page
    assert (
        f"{reverse('behind')}?of=22.206&amp;indicator=blood.units&amp;from=2024-01-01&amp;to=2024-09-30" in page
    )  # the figure of a conclusion leads to its source
    for form, start in FILES.items():
        answer = client.get(reverse("meeting_paper", args=[meeting.pk, form]))
        assert answer.content.startswith(start) and "filename" in answer["Content-Disposition"]
    chair = client.get(reverse("chair_page", args=[meeting.pk]), {"format": "pdf"})
    assert len(PdfReader(BytesIO(chair.content)).pages) == 1
    asked = client.get(reverse("chair_page", args=[meeting.pk])).content.decode()
    assert "quá hạn 42 ngày" in asked and "đơn vị máu" in asked
    for name in ("minutes_paper", "notice_paper"):
        assert client.get(reverse(name, args=[meeting.pk]), {"format": "docx"}).content.startswith(b"PK")
        assert client.get(reverse(name, args=[meeting.pk]), {"format": "pptx"}).status_code == 404
    assert client.get(reverse("meeting_paper", args=[meeting.pk, "exe"])).status_code == 404
    client.force_login(people["outsider"])  # records for a member: asked to the meeting, but does not run it
    assert client.get(reverse("meeting_paper", args=[meeting.pk, "html"])).status_code == 200
    assert client.get(reverse("chair_page", args=[meeting.pk])).status_code == 403
    client.force_login(people["visitor"])
    for name in ("chair_page", "minutes_paper", "notice_paper"):
        assert client.get(reverse(name, args=[meeting.pk])).status_code == 403


@pytest.mark.django_db
def test_a_closed_meeting_prints_the_figures_of_its_closing_and_its_page_says_what_they_are_now(
    book, client: Client, assert_queries
) -> None:
    meeting, people = planted(book), cast(book)
    said(Conclusion.objects.earliest("pk"), ConclusionState.UNDER_WAY, "Còn một đợt", at=meeting)
    later = {"kind": "direction", "indicator": "blood.units", "since": date(2025, 1, 1), "value": 70}
    concluded(book, meeting, due=date(2025, 12, 31), **later)
    closed(meeting)
    meeting.refresh_from_db()
    recorded(book, "22.206", date(2024, 6, 20), blood_units=15)
    client.force_login(people["head"])
    structure()
    with assert_queries():
        page = client.get(reverse("meeting", args=[meeting.pk])).content.decode()
    assert "30 đơn vị máu</a> (nay là 45 đơn vị máu) / 50 đơn vị máu" in page
    assert "cần đạt 70 đơn vị máu, tính từ ngày 01/01/2025" in page
    minutes = client.get(reverse("minutes_paper", args=[meeting.pk])).content.decode()
    assert "30/50 đơn vị máu" in minutes and f"known_at={meeting.closed_seq}" in minutes
    with assert_queries(20):
        paper = client.get(reverse("meeting_paper", args=[meeting.pk, "html"])).content.decode()
    assert "30/50 đơn vị máu" in paper
    notice = client.get(reverse("notice_paper", args=[meeting.pk])).content.decode()
    assert "cần đạt 70 đơn vị máu, tính từ ngày 01/01/2025" in notice


@pytest.mark.django_db
def test_the_notice_leads_to_the_register_and_shows_its_number_once_it_has_one(
    book, client: Client, assert_queries
) -> None:
    meeting, people = opened(book, first=FIRST, last=LAST), cast(book)
    concluded(book, meeting, due=date(2025, 6, 30))
    for value in range(5, 10):
        concluded(book, meeting, due=date(2025, 6, 30), indicator="blood.units", value=value)
    client.force_login(people["approver"])
    address = reverse("notice_paper", args=[meeting.pk])
    structure()  # read once by each process, not by a page
    with assert_queries():
        page = client.get(address).content.decode()
    assert "kind=notice&amp;about=Th%C3%B4ng+b%C3%A1o" in page and "Số để trống đến khi văn thư" in page
    with assert_queries():
        client.get(reverse("minutes_paper", args=[meeting.pk]))
    form = client.get(reverse("record_outgoing"), {"of": "22", "kind": "notice", "source": address}).content.decode()
    assert '<option value="notice" selected>' in form
    OutgoingDocument.objects.create(
        unit_id=book.id("22"), kind="notice", symbol="TB-CTĐ", about="x", source=address, number=7, year=2024, series="notice",
        signed_on=date(2024, 11, 12), entered_at=AT,
    )  # fmt: skip
    assert "07/TB-CTĐ" in client.get(address).content.decode()


@pytest.mark.django_db
def test_the_command_writes_every_format_of_the_latest_meeting_in_five_seconds(book, tmp_path: Path) -> None:
    meeting = planted(book)
    begun = process_time()
    for form in PaperFormat:
        out, told = tmp_path / f"paper.{form}", StringIO()
        call_command("meeting-paper", meeting="latest", format=form.value, out=out, json=True, stdout=told)
        assert json.loads(told.getvalue()) == {
            "path": str(out), "format": form, "meeting": meeting.pk, "bytes": out.stat().st_size
        }  # fmt: skip
    assert process_time() - begun < 5
    assert len(Presentation(tmp_path / "paper.pptx").slides) <= 14
    for asked in ({"meeting": "99", "format": "pdf"}, {"meeting": "latest", "format": "pptx", "paper": "minutes"}):
        with pytest.raises(SystemExit) as ended:
            call_command("meeting-paper", out=tmp_path / "none", **asked)
        assert ended.value.code == 1 and not (tmp_path / "none").exists()
