"""The outgoing register: numbers after signature, once each; who keeps it and who reads it."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.accounts.models import User
from chungtay.audit.models import AuditLine
from chungtay.correspondence.actions import assign_number, correct_outgoing, record_outgoing, withdraw_outgoing
from chungtay.correspondence.models import OutgoingDocument
from chungtay.correspondence.queries import papers_of, register
from chungtay.correspondence.rules import OutgoingDraft, PaperKind, gaps, proposed_symbol, shown_number
from chungtay.kernel.errors import Refusal
from tests.factories.organizations import AT, Chapter

TODAY = date(2026, 11, 26)


def paper(chapter: Chapter, about: str = "Báo cáo giao ban", kind: PaperKind = PaperKind.REPORT) -> OutgoingDocument:
    draft = OutgoingDraft(chapter.id("22"), kind, "BC-CTĐ", about, source="/bao-cao/da-phat-hanh/1/")
    return record_outgoing(by=None, at=AT, draft=draft)


def number(row: OutgoingDocument, day: date = TODAY, given: int | None = None) -> int | None:
    return assign_number(by=None, at=AT, on=TODAY, paper_id=row.pk, signed_on=day, number=given).number


def test_numbers_are_written_as_on_paper_and_gaps_are_seen() -> None:
    assert shown_number(7, "BC-CTĐ") == "07/BC-CTĐ"
    assert proposed_symbol(PaperKind.REPORT, "CTĐ") == "BC-CTĐ"
    assert proposed_symbol(PaperKind.LETTER, "CTĐ") == "CTĐ"
    assert proposed_symbol(PaperKind.REPORT, "BC-CTĐ") == "BC-CTĐ"
    assert gaps([1, 2, 5]) == (3, 4)


def test_a_number_follows_the_last_of_its_year_and_begins_anew_with_the_year(chapter: Chapter) -> None:
    assert [number(paper(chapter, str(n))) for n in range(3)] == [1, 2, 3]
    assert number(paper(chapter, "năm trước"), date(2025, 12, 30)) == 1


def test_a_number_is_given_once_and_the_refusal_names_the_paper_and_the_next(chapter: Chapter) -> None:
    number(paper(chapter, "Thư mời họp cụm"), given=5)
    with pytest.raises(Refusal) as refusal:
        number(paper(chapter), given=5)
    assert refusal.value.params["about"] == "Thư mời họp cụm" and refusal.value.params["next"] == 6
    assert register(chapter.id("22"), 2026).gaps == (1, 2, 3, 4)


def test_a_withdrawn_paper_keeps_its_number_and_cannot_be_changed(chapter: Chapter) -> None:
    row = paper(chapter)
    number(row)
    withdraw_outgoing(by=None, at=AT, paper_id=row.pk, reason="ban hành nhầm")
    assert number(paper(chapter)) == 2
    with pytest.raises(Refusal):
        number(row)


def test_a_paper_cannot_be_signed_on_a_day_to_come_nor_numbered_twice(chapter: Chapter) -> None:
    row = paper(chapter)
    with pytest.raises(Refusal):
        number(row, date(2026, 11, 27))
    number(row)
    with pytest.raises(Refusal):
        number(row)


def test_kinds_are_numbered_apart_where_the_chapter_does_so(chapter: Chapter, settings: object) -> None:
    settings.CHUNGTAY_SERIES_PER_KIND = True
    assert (number(paper(chapter)), number(paper(chapter, kind=PaperKind.LETTER))) == (1, 1)


def test_a_correction_keeps_number_and_kind_and_the_audit_line_keeps_what_stood(chapter: Chapter) -> None:
    row = paper(chapter, "Báo cáo tháng 9")
    number(row)
    draft = OutgoingDraft(chapter.id("22.195"), PaperKind.LETTER, "BC-CTĐ", "Báo cáo tháng 10")
    corrected = correct_outgoing(by=None, at=AT, paper_id=row.pk, draft=draft)
    assert (corrected.number, corrected.kind, corrected.unit_id) == (1, "report", chapter.id("22"))
    assert "Báo cáo tháng 9" in AuditLine.objects.get(action="correct_outgoing").text


def test_the_clerk_enters_a_report_signs_and_numbers_it(
    client: Client, chapter: Chapter, cast: dict[str, User]
) -> None:
    client.force_login(cast["approver"])
    page = client.get(reverse("record_outgoing"), {"of": "22", "about": "Báo cáo giao ban", "source": "/bao-cao/1/"})
    told = page.context["form"].initial | {"symbol": "BC-CTĐ"}
    assert client.post(page.request["PATH_INFO"] + "?of=22", told).status_code == 302
    row = OutgoingDocument.objects.get()
    assert "chờ cấp số" in client.get(reverse("outgoing")).content.decode()
    answer = client.post(
        reverse("assign_number", args=(row.pk,)), {"signed_on": "25/11/2026", "number": "12"}, follow=True
    )
    assert "12/BC-CTĐ" in answer.content.decode()
    assert papers_of(["/bao-cao/1/"], chapter.id("22"))["/bao-cao/1/"].number == 12
    assert papers_of(["/bao-cao/1/"], chapter.id("22.206")) == {}  # nobody says how the report of another unit left it


def test_an_address_of_another_site_is_no_source(client: Client, chapter: Chapter, cast: dict[str, User]) -> None:
    client.force_login(cast["approver"])
    told = {"kind": "report", "about": "x", "copies": "1", "source": "https://example.org/"}
    assert client.post(reverse("record_outgoing") + "?of=22", told).status_code == 200
    assert client.post(reverse("record_outgoing") + "?of=22", told | {"source": "//example.org/"}).status_code == 200
    assert not OutgoingDocument.objects.exists()


@pytest.mark.parametrize(
    ("who", "reads"), [("recorder", True), ("head", False), ("outsider", False), ("visitor", False)]
)
def test_who_does_not_publish_for_the_unit_writes_nothing(
    client: Client, chapter: Chapter, cast: dict[str, User], who: str, reads: bool
) -> None:
    row = paper(chapter)
    client.force_login(cast[who])
    assert client.get(reverse("record_outgoing"), {"of": "22"}).status_code == 403
    for name in ("correct_outgoing", "assign_number", "withdraw_outgoing"):
        assert client.post(reverse(name, args=(row.pk,)), {"reason": "x"}).status_code == 403
    assert client.get(reverse("outgoing"), {"of": "22.206"}).status_code == (200 if reads else 403)
    assert client.get(reverse("outgoing"), {"of": "22"}).status_code == 403
