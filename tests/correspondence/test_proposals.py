"""Proposals up and their answers; what a report says of papers sent down and up."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.accounts.models import User
from chungtay.audit.models import AuditLine
from chungtay.correspondence.actions import (
    assign_number,
    record_proposal_answer,
    submit_proposal,
    withdraw_directive,
    withdraw_proposal,
)
from chungtay.correspondence.models import Proposal
from chungtay.correspondence.queries import directed_within
from chungtay.correspondence.rules import Directed, PaperKind, PaperTold, ProposalAnswer, ProposalDraft
from chungtay.kernel.errors import Refusal
from chungtay.kernel.periods import Period
from chungtay.notifications.models import Notice
from chungtay.organizations.actions import assign_role
from chungtay.organizations.rules import Role
from chungtay.reports.rules.directing import directing
from chungtay.reports.rules.material import Body, Material
from tests.factories.organizations import AT, REFORM, Chapter

from .test_directives import TODAY, issued

YEAR = Period.year(2024)


def proposed(chapter: Chapter, about: str = "Cấp kinh phí phòng chống bão", **told: object) -> Proposal:
    given = {
        "unit_id": chapter.id("22.206"), "kind": PaperKind.PROPOSAL, "about": about, "text": "Đề nghị cấp 50 triệu.",
        "sent_on": date(2024, 3, 4), "to": "Ủy ban nhân dân thị xã",
    }  # fmt: skip
    return submit_proposal(by=None, at=AT, on=TODAY, draft=ProposalDraft(**{**given, **told}))


def answered(row: Proposal, answer: ProposalAnswer, day: date | None = date(2024, 3, 20)) -> None:
    told = {"answer": answer, "answered_on": day, "text": "Theo dự toán"}
    record_proposal_answer(by=None, at=AT, on=TODAY, proposal_id=row.pk, **told)


def sentence(told: Directed, *, is_cluster: bool = False) -> str:
    material = Material(Body("22", "Hội", "Hội", is_cluster), YEAR, YEAR.last, {}, directed=told)
    return " ".join(block.text for block in directing(material))


def test_a_report_says_what_was_issued_received_and_proposed() -> None:
    assert sentence(Directed()) == ""
    plan = PaperTold(PaperKind.PLAN, "Tổ chức Tết Nhân ái 2024", date(2024, 1, 5), 17, "KH-CTĐ")
    letter = PaperTold(PaperKind.LETTER, "về việc báo cáo", date(2024, 2, 6))
    asked = [PaperTold(PaperKind.PROPOSAL, "x", date(2024, 3, n), answer=a) for n, a in ((1, "agreed"), (2, "refused"))]
    assert sentence(Directed((plan, letter), proposed=tuple(asked))) == (
        "Trong năm 2024, Hội đã ban hành 2 văn bản chỉ đạo: kế hoạch số 17/KH-CTĐ ngày 05/01/2024 về tổ chức Tết Nhân ái "
        "2024 và công văn ngày 06/02/2024 về việc báo cáo; tham mưu 2 đề xuất, trong đó 1 được đồng ý và 1 không được "
        "đồng ý."
    )
    assert sentence(Directed(received=(plan,) * 4 + (letter,) * 8, proposed=(asked[0],) * 3), is_cluster=True) == (
        "Trong năm 2024, các đơn vị trong Cụm đã tiếp nhận 12 văn bản chỉ đạo của Hội cấp trên (8 công văn, 4 kế hoạch); "
        "tham mưu 3 đề xuất, đều được đồng ý."
    )


def test_a_proposal_goes_to_one_authority_that_stands_above(chapter: Chapter) -> None:
    above, beside = chapter.id("22"), chapter.id("22.195")
    wrong = ({"to": ""}, {"to_unit_id": above}, {"to": "", "to_unit_id": beside}, {"text": ""}, {"sent_on": date.max})
    for told in wrong:
        with pytest.raises(Refusal):
            proposed(chapter, **told)
    assert proposed(chapter, to="", to_unit_id=above).paper.recipients == "Hội Chữ thập đỏ tỉnh Quảng Ninh"


def test_an_answer_has_a_day_and_a_correction_keeps_what_stood_in_the_audit_book(chapter: Chapter) -> None:
    row = proposed(chapter)
    for day in (None, date(2024, 3, 3), date(2026, 11, 27)):
        with pytest.raises(Refusal):
            answered(row, ProposalAnswer.AGREED, day)
    answered(row, ProposalAnswer.AGREED)
    answered(row, ProposalAnswer.PARTLY)
    assert "agreed 2024-03-20" in AuditLine.objects.filter(action="record_proposal_answer").latest("pk").text
    withdraw_proposal(by=None, at=AT, proposal_id=row.pk, reason="gửi lại")
    with pytest.raises(Refusal):
        answered(row, ProposalAnswer.AGREED)


def test_a_period_tells_its_standing_papers_in_one_question(
    chapter: Chapter, django_assert_num_queries: object
) -> None:
    row, gone = issued(chapter), issued(chapter, about="nhầm")
    withdraw_directive(by=None, at=AT, on=TODAY, directive_id=gone.pk, reason="nhầm")
    assign_number(by=None, at=AT, on=TODAY, paper_id=row.paper_id, signed_on=date(2024, 1, 4), number=17)
    answered(proposed(chapter), ProposalAnswer.AGREED)
    withdraw_proposal(by=None, at=AT, proposal_id=proposed(chapter, "nhầm").pk, reason="nhầm")
    with django_assert_num_queries(1):
        sent = directed_within([chapter.id("22")], YEAR.first, YEAR.last)
    assert [(p.shown_number, p.day) for p in sent.issued] == [("17/KH", date(2024, 1, 4))]
    assert not sent.received and not sent.proposed
    members = [chapter.id(code) for code in ("22.206", "22.195")]
    got = directed_within(members, YEAR.first, YEAR.last)
    assert (len(got.issued), len(got.received), [p.answer for p in got.proposed]) == (0, 1, ["agreed"])
    assert not directed_within(members, date(2025, 1, 1), date(2025, 12, 31))


def test_an_answer_on_paper_is_written_on_behalf_until_the_authority_answers_itself(
    client: Client, chapter: Chapter, cast: dict[str, User]
) -> None:
    ward = chapter.id("22.07132")
    assign_role(by=None, at=AT, user=cast["visitor"], role=Role.APPROVER, valid_from=REFORM, unit_id=ward)
    row = proposed(chapter, unit_id=ward, to="", to_unit_id=chapter.id("22"), sent_on=date(2026, 11, 20))
    address, told = reverse("proposal", args=[row.pk]), {"answer": "agreed", "answered_on": "2026-11-24", "text": "x"}
    client.force_login(cast["visitor"])
    assert "Ghi thay Hội Chữ thập đỏ tỉnh Quảng Ninh" in client.get(address).content.decode()
    client.post(address, told)
    assert "(ghi thay)" in client.get(address).content.decode()
    assert Notice.objects.filter(user=cast["approver"], kind="proposal_answered").count() == 1
    client.force_login(cast["approver"])
    client.post(address, told | {"answer": "partly"})
    assert "(ghi thay)" not in client.get(address).content.decode()
    client.force_login(cast["visitor"])
    assert client.post(address, told).status_code == 403


def test_the_unit_below_proposes_and_the_one_above_answers(
    client: Client, chapter: Chapter, cast: dict[str, User]
) -> None:
    row = proposed(chapter, to="", to_unit_id=chapter.id("22"))
    assert list(Notice.objects.values_list("user__name", "kind")) == [("approver", "proposal_submitted")]
    address = reverse("proposal", args=[row.pk])
    client.force_login(cast["recorder"])
    assert client.get(address).status_code == 200
    assert client.post(address, {"answer": "agreed", "answered_on": "2024-04-01"}).status_code == 403
    assert client.get(reverse("submit_proposal")).status_code == 403
    client.force_login(cast["outsider"])
    assert client.get(address).status_code == 403
    client.force_login(cast["approver"])
    assert client.get(reverse("proposals"), {"of": "22"}).context["lines"][0].open
    assert client.post(address, {"answer": "agreed", "answered_on": ""}).status_code == 200
    client.post(address, {"answer": "agreed", "answered_on": "2024-04-01", "text": "Đồng ý 30 triệu"})
    assert "Đồng ý 30 triệu" in client.get(address).content.decode()
    told = {"kind": "proposal", "about": "Mở rộng kho", "text": "Đề nghị", "sent_on": "2026-11-20", "to": "Tỉnh ủy"}
    assert client.post(reverse("submit_proposal") + "?of=22", told).status_code == 302
    own = Proposal.objects.get(unit=chapter.id("22"))
    client.post(reverse("withdraw_proposal", args=[own.pk]), {"reason": "gửi lại"})
    assert "gửi lại" in client.get(reverse("proposal", args=[own.pk])).content.decode()
