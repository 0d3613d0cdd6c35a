"""What the tests of all pages stand on: the demonstration with a paper, a photo, a publication beside it, and sessions.

    CHUNGTAY_HOME=DATA python -m tests.browser.everything

A process of its own on a loaded demonstration's folder; the last line that it prints is JSON, by page of pages.py: its
address, and how it answered Django's test client, once warm: status, type, queries, milliseconds of the processor.
"""

import io
import json
import time
from datetime import date, timedelta

import django

django.setup()

import pyotp  # noqa: E402
from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402
from PIL import Image  # noqa: E402

from chungtay.accounts.actions import assign_second_factor, open_link, open_second_factor  # noqa: E402
from chungtay.accounts.models import SecondFactor, User  # noqa: E402
from chungtay.accounts.queries import factor_secret  # noqa: E402
from chungtay.accounts.rules import LinkKind  # noqa: E402
from chungtay.accounts.rules.devices import PASSED  # noqa: E402
from chungtay.aid.actions import add_evidence  # noqa: E402
from chungtay.blood.actions import record_honours  # noqa: E402
from chungtay.blood.models import Donation, Donor, Drive, HonourGiven, SignUp  # noqa: E402
from chungtay.bloodlists.actions import import_list, open_list  # noqa: E402
from chungtay.callout.actions import open_request, take_duty, take_next_step  # noqa: E402
from chungtay.callout.models import BloodRequest  # noqa: E402
from chungtay.callout.queries import token_of  # noqa: E402
from chungtay.callout.rules.states import Urgency  # noqa: E402
from chungtay.correspondence.actions import issue_directive, record_outgoing, submit_proposal  # noqa: E402
from chungtay.correspondence.models import Directive, Proposal  # noqa: E402
from chungtay.correspondence.rules import DirectiveDraft, OutgoingDraft, PaperKind, ProposalDraft  # noqa: E402
from chungtay.explorer.actions import add_saved_question  # noqa: E402
from chungtay.intake.models import ImportDraft  # noqa: E402
from chungtay.ledger.actions import declare, record  # noqa: E402
from chungtay.ledger.models import Standing  # noqa: E402
from chungtay.ledger.rules import Amount, DeclarationDraft, RecordDraft  # noqa: E402
from chungtay.meetings.actions import record_conclusion  # noqa: E402
from chungtay.meetings.models import Conclusion, Meeting  # noqa: E402
from chungtay.meetings.rules.drafts import ConclusionDraft  # noqa: E402
from chungtay.meetings.rules.states import ConclusionKind, MeetingState  # noqa: E402
from chungtay.opinions.actions import decide_opinions, submit_opinion  # noqa: E402
from chungtay.opinions.models import Opinion  # noqa: E402
from chungtay.opinions.queries import discussed_by  # noqa: E402
from chungtay.opinions.rules.states import OpinionState  # noqa: E402
from chungtay.opinions.rules.texts import Said  # noqa: E402
from chungtay.organizations.models import Role, Unit  # noqa: E402
from chungtay.plans.models import Target  # noqa: E402
from chungtay.portal.actions import open_portal  # noqa: E402
from chungtay.portal.models import ArticlePage, SectionPage  # noqa: E402
from chungtay.records.models import Waiting  # noqa: E402
from chungtay.reports.actions import publish_review  # noqa: E402
from chungtay.submissions.actions import (  # noqa: E402
    ask_reopening,
    close_period_of,
    open_report_type,
    open_round,
    record_submission,
    submit_submission,
)
from chungtay.submissions.rules.calendar import ReportTypeDraft  # noqa: E402
from chungtay.submissions.rules.states import Cadence  # noqa: E402
from tests.browser.live import PASSWORD  # noqa: E402
from tests.browser.pages import PAGES, Shown  # noqa: E402

FIRST, LAST = date(2024, 1, 1), date(2024, 10, 31)
MADE = {  # people that the demonstration does not have
    "nobody": ("0912000021", "Ngô Thị Không Vai"),
    "beginner": ("0912000022", "Tạ Văn Bắt Đầu"),
    "two_steps": ("0912000023", "Trần Thị Hai Bước"),
}


def drafts(client: Client, unit: int) -> dict[str, str]:
    """Two files on their way in: one whose columns are asked about, one that was checked, with a cell that is wrong."""
    found = {}
    for number, word in enumerate(("draft", "checked"), start=1):
        rows = f"Mã bản ghi;Đơn vị;Ngày;Nội dung;gift.count;gift.value\na{number};;05/10/2026;Tặng quà;2O;1.000.000\n"
        rows += f"b{number};;06/10/2026;Tặng quà;12;3.600.000\n"
        client.post(reverse("imports"), {"unit": unit, "file": SimpleUploadedFile(f"quý 4 {word}.csv", rows.encode())})
        found[word] = str(ImportDraft.objects.latest("pk").pk)
    client.post(reverse("note_columns", args=[found["checked"]]), {"sheet": "0", "check": "1"})
    return found


def said() -> dict[str, str]:
    """An article with an opinion that is shown and one that waits, and the own page of the latter's sender."""
    at = timezone.now()
    front = open_portal(by=None, at=at, unit_code="22", titles={"vi": "Hội Chữ thập đỏ tỉnh Quảng Ninh"})
    section = SectionPage(title="Bạn đọc", slug="ban-doc")
    front.add_child(instance=section)
    article = ArticlePage(title="Ý kiến về đợt trao quà", slug="trao-qua", shown_at=at)
    section.add_child(instance=article)
    for page in (section, article):
        page.save_revision().publish()
    about = discussed_by(article.pk)
    assert about
    for text in ("Cảm ơn Hội.", "Quà đến tận tay bà con."):
        words = Said("Chị Hoa", "hoa@vidu.vn", text)
        token = submit_opinion(at=at, article=about, said=words, address="127.0.0.1")
    shown = Opinion.objects.filter(text="Cảm ơn Hội.").values_list("pk", flat=True)
    decide_opinions(by=_of("approver"), at=at, opinion_ids=list(shown), state=OpinionState.SHOWN)
    return {"article": str(article.pk), "article_path": "ban-doc/trao-qua/", "opinion_token": str(token)}


def transcript(client: Client, unit: int) -> str:
    """A document that was read: a sentence about the unit and one about its cluster."""
    text = (
        "Trong quý III năm 2026, Hội đã trao 1.250 suất quà trị giá trên 500 triệu đồng. Cụm tiếp nhận 900 đơn vị máu."
    )
    answer = client.post(reverse("transcripts"), {"unit": unit, "pasted": text})
    return str(answer["Location"].split("/")[2])


def sent(ward: int) -> dict[str, str]:
    """A directive to a ward with a file, one of the demonstration's; a proposal from below, and the province's own."""
    at, on, top = timezone.now(), timezone.localdate(), Unit.objects.get(code="22").pk
    asks = DirectiveDraft(top, PaperKind.PLAN, "Hiến máu dịp Tết", "Vận động 50 người.", (ward,), on, on)
    asking = issue_directive(by=None, at=at, on=on, draft=asks, files=[("danh sách.pdf", b"%PDF-1.7")])
    own = ProposalDraft(top, PaperKind.PROPOSAL, "Mở rộng kho dự phòng", "Đề nghị cấp đất.", on, "Tỉnh ủy")
    return {
        "directive": str(Directive.objects.filter(unit=top).earliest("pk").pk),
        "asking": str(asking.pk),
        "proposal": str(Proposal.objects.get(to_unit=top).pk),
        "own_proposal": str(submit_proposal(by=None, at=at, on=on, draft=own).pk),
    }


def handed_in(ward: int) -> dict[str, str]:
    """A type of report with two rounds by hand: one ward has sent one and writes the other; a wish to open days again."""
    at, on, leader = timezone.now(), timezone.localdate(), _of("approver")
    draft = ReportTypeDraft(Unit.objects.get(code="22").pk, "Báo cáo thiệt hại", Cadence.SUDDEN, on - timedelta(90))
    kind = open_report_type(by=leader, at=at, draft=draft)
    days = [(on - timedelta(60), on - timedelta(31)), (on - timedelta(30), on - timedelta(1))]
    earlier, later = (open_round(by=leader, at=at, type_id=kind.pk, first=a, last=z, title=f"Bão {a}") for a, z in days)
    whose = {"by": _of("recorder"), "at": at, "unit_id": ward}
    begun = record_submission(**whose, round_id=later.pk, words={"results": "Đã cứu trợ 20 hộ."})
    given = submit_submission(**whose, round_id=earlier.pk, estimate=True)
    other = Unit.objects.filter(code__startswith="22.0").exclude(pk=ward).order_by("pk")[0].pk
    close_period_of(by=leader, at=at, unit_id=other, through=on - timedelta(5))
    wish = ask_reopening(
        by=_of("supervisor"), at=at, unit_id=other, through=on - timedelta(9), reason="Ghi sót một đợt."
    )
    return {
        "report_type": str(kind.pk), "round": str(earlier.pk), "open_round": str(later.pk), "draft_report": str(begun.pk),
        "sent_report": str(given.pk), "reopening": str(wish.pk),
    }  # fmt: skip


def honoured() -> str:
    """A donor to whom the first honour was handed."""
    given = Donation.objects.filter(withdrawn_because="").exclude(donor=None).order_by("pk")[0]
    handed = {"given_on": timezone.localdate(), "paper": "Quyết định số 12/QĐ-CTĐ"}
    marks = {given.donor_id: 1}
    record_honours(by=_of("blood_coordinator"), at=timezone.now(), on=timezone.localdate(), marks=marks, **handed)
    return str(HonourGiven.objects.latest("pk").pk)


def listed() -> dict[str, str]:
    """Lists of a blood centre: one with an unclear column, one with wrong cells, one that was recorded."""
    told = {"by": _of("blood_coordinator"), "at": timezone.now(), "on": timezone.localdate()}
    unit = Unit.objects.get(code="22").pk
    head = "Họ tên;Ngày sinh;Điện thoại;Nhóm máu;Ngày hiến;Thể tích;Mã túi máu"
    right = "Trần Thị Minh Họa;05/03/1990;0912000777;O+;05/10/2026;350;HM-01"
    wrong = "Lê Văn Minh Họa;31/02/1990;12;Z;05/10/2126;35;G1234 17 654321 B"
    found = {}
    for word, rows in {
        "asked_list": [f"{head};Nghề nghiệp", f"{right};giáo viên"], "wrong_list": [head, wrong, right], "blood_list": [head, right],
    }.items():  # fmt: skip
        data = "\n".join(rows).encode()
        row = open_list(**told, unit_id=unit, centre="Viện Minh Họa", name=f"{word}.csv", data=data)
        found[word] = str(row.pk)
    import_list(**told, list_id=row.pk)
    return found | {"listed": str(row.listed.get().pk)}


def unfit() -> None:
    """Declared totals that do not fit: below their detail, and crossing another, in the cluster's ten months."""
    unit, at = Unit.objects.get(code="22.206").pk, timezone.now()
    october, november, december = date(2024, 10, 31), date(2024, 11, 30), date(2024, 12, 31)
    line = RecordDraft(unit, "unfit", date(2024, 10, 1), (Amount("gift.count", 40),), title="Tặng quà")
    record(by=None, at=at, records=[line])
    totals = [
        (date(2024, 10, 1), october, Amount("gift.count", 35)),
        (date(2024, 9, 1), november, Amount("meal.portions", 90)),
        (date(2024, 10, 1), december, Amount("meal.portions", 80)),
    ]
    drafts = [
        DeclarationDraft(unit, f"unfit-{first}-{last}", "all", first, last, (one,)) for first, last, one in totals
    ]
    declare(by=None, at=at, declarations=drafts)


def signed() -> dict[str, str]:
    """Somebody who signed up for the demonstration's drive to come."""
    row = SignUp.objects.filter(drive__state="open", state="registered").select_related("drive").latest("pk")
    past = Drive.objects.get(state="reported")
    return {
        "sign_up": str(row.pk), "signed_for": str(row.drive_id), "drive_token": row.drive.token, "past_drive": str(past.pk),
    }  # fmt: skip


def asked_for_blood() -> dict[str, str]:
    """A request that is open, with its first wave, watched by who is on duty; and the demonstration's, which is over."""
    at, by, past = timezone.now(), _of("blood_coordinator"), BloodRequest.objects.get()
    take_duty(by=by, at=at, unit_id=past.unit_id, until_at=at + timedelta(hours=8))
    said = {"contact_id": past.contact_id, "need": {"product": "rbc", "abo": "B", "rhd": "+"}, "units": 3}
    opened = open_request(by=by, at=at, urgency=Urgency.CRITICAL, needed_at=at + timedelta(hours=6), **said)
    take_next_step(by=by, at=at, request_id=opened.pk)
    token = token_of(opened.calls.order_by("pk")[0]) or ""
    return {"call": str(opened.pk), "past_call": str(past.pk), "call_token": token}


def samples(recording: Client) -> dict[str, str]:
    """What stands in braces in pages.py."""
    at, ward = timezone.now(), Unit.objects.get(code="22.07132").pk
    gift = Standing.objects.filter(unit=ward, kind="record").order_by("-day")[0]
    recorder = _of("recorder")
    picture = io.BytesIO()
    Image.new("RGB", (1200, 900), (120, 60, 60)).save(picture, "JPEG")
    (photo,) = add_evidence(by=recorder, at=at, unit_id=ward, key=gift.key, photos=[picture.getvalue()])
    draft = OutgoingDraft(Unit.objects.get(code="22").pk, PaperKind.REPORT, "BC-CTĐ", "Báo cáo giao ban cụm 10 tháng")
    unfit()
    paper = record_outgoing(by=_of("records_clerk"), at=at, draft=draft)
    publication = publish_review(by=_of("approver"), at=at, of="22/cum-2", first=FIRST, last=LAST)
    kept = f"{reverse('explore')}?of=22&from=2024-01-01&to=2024-10-31&indicator=gift.count"
    add_saved_question(by=_of("approver"), at=at, name="Suất quà 10 tháng", address=kept)
    meeting = Meeting.objects.get(state=MeetingState.CALLED)
    promise = ConclusionDraft(ConclusionKind.DIRECTION, "Giữ nhịp hiến máu", meeting.host_id, date(2025, 12, 31))
    conclusion = record_conclusion(by=_of("cluster_head"), at=at, meeting_id=meeting.pk, draft=promise)
    donor = Donor.objects.order_by("pk")[0]
    newcomer = User.objects.create_user("0912000012", name="Phạm Thị Mới")
    return drafts(recording, ward) | {
        **sent(ward),
        **handed_in(ward),
        **asked_for_blood(),
        **said(),
        "transcript": transcript(recording, ward),
        "delivery": str(gift.seq),
        "declaration": str(Standing.objects.filter(kind="declaration").order_by("-day")[0].seq),
        "waiting": str(Waiting.objects.order_by("entry_seq")[0].entry_seq),
        "photo": str(photo.pk),
        "paper": str(paper.pk),
        "honour": honoured(),
        **signed(),
        **listed(),
        "donor": str(donor.pk),
        "donor_token": donor.token,
        "target": str(Target.objects.get(unit__code="22", indicator__code="blood.units").pk),
        "publication": str(publication.pk),
        "meeting": str(meeting.pk),
        "closed_meeting": str(Meeting.objects.filter(state=MeetingState.CLOSED)[0].pk),
        "conclusion": str(conclusion.pk),
        "earlier": str(Conclusion.objects.filter(value__isnull=False)[0].pk),
        "person": str(recorder.pk),
        "role": str(Role.objects.filter(user=recorder)[0].pk),
        "invitation": f"ma={open_link(by=None, at=at, user=newcomer, kind=LinkKind.INVITATION).token}",
    }


def clients() -> dict[str, Client]:
    """A signed-in client for each person of pages.py."""
    found = {"visitor": Client(HTTP_HOST="127.0.0.1")}
    for who in {page.who for page in PAGES} - {"visitor", "half_way"}:
        found[who] = Client(HTTP_HOST="127.0.0.1")
        made = MADE.get(who)
        person = User.objects.create_user(made[0], PASSWORD, name=made[1]) if made else _of(who)
        if who in ("beginner", "two_steps"):
            open_second_factor(by=person, at=timezone.now())
        if who == "two_steps":
            app = pyotp.TOTP(factor_secret(SecondFactor.objects.get(user=person)))
            assign_second_factor(by=person, at=timezone.now(), code=app.now())
        found[who].force_login(person)
    session = found["two_steps"].session
    session[PASSED] = True
    session.save()
    found["half_way"] = Client(HTTP_HOST="127.0.0.1")
    found["half_way"].post(reverse("sign_in"), {"login": MADE["two_steps"][0], "password": PASSWORD})
    return found


def told(page: Shown, client: Client, known: dict[str, str]) -> dict[str, str | int]:
    """A page's address and how it answers the second time."""
    args = [word.format(**known) for word in page.args]
    path = page.name if page.name.startswith("/") else reverse(page.name, args=args)
    asked = page.asked.format(**known)
    address = f"{path}?{asked}" if asked else path
    client.raise_request_exception = False
    client.get(address)
    began = time.process_time()
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    return {
        "ms": round((time.process_time() - began) * 1000),
        "address": address,
        "status": answer.status_code,
        "type": answer.get("Content-Type", ""),
        "queries": len(queries),
    }


def main() -> None:
    who = clients()
    known = samples(who["recorder"])
    cookies = {name: {key: morsel.value for key, morsel in one.cookies.items()} for name, one in who.items()}
    print(json.dumps({"cookies": cookies, "pages": {str(page): told(page, who[page.who], known) for page in PAGES}}))


def _of(role: str) -> User:
    return User.objects.filter(roles__role=role).order_by("pk")[0]


if __name__ == "__main__":
    main()
