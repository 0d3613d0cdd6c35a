"""A text's way into the book through the pages, and back from the book to the sentence."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from chungtay.audit.models import AuditLine
from chungtay.kernel.errors import Refusal
from chungtay.kernel.sealing import keys_for
from chungtay.ledger.actions import declare, record
from chungtay.ledger.models import Claim, Declared, Entry, Standing, StandingCell
from chungtay.ledger.rules import Amount, DeclarationDraft, RecordDraft
from chungtay.ledger.rules.keys import cell_key
from chungtay.transcription import actions
from chungtay.transcription.models import FigureAnswer, Transcript, TranscriptContent
from chungtay.transcription.rules.states import TranscriptState
from tests.factories.organizations import AT, Chapter

from .conftest import Bring

TITLE = "Kết quả công tác Hội 10 tháng năm 2024\n\n"
GIFTS = "Trong 10 tháng năm 2024, Hội Chữ thập đỏ thị xã Quảng Yên đã trao 450 suất quà."
BLOOD = "Trong 10 tháng năm 2024, Hội Chữ thập đỏ thị xã Quảng Yên tiếp nhận trên 600 đơn vị máu."
CLUSTER = "Trong 10 tháng năm 2024, Cụm thi đua số 2 tiếp nhận 6.727 đơn vị máu."
EVENT = "Ngày 05/10/2024, Hội Chữ thập đỏ thị xã Quảng Yên đã trao 30 suất quà."
FIRST, LAST = date(2024, 1, 1), date(2024, 10, 31)


def place_of(transcript: Transcript, code: str, about: str = "22.206") -> int:
    """Place of the figure with that indicator and unit, told by accepting everything that lacks nothing."""
    return next(a.place for a in transcript.answers.all() if (a.cell["indicator"], a.cell["about"]) == (code, about))


def accept_all(client: Client, transcript: Transcript) -> None:
    client.post(f"/doc-van-ban/{transcript.pk}/tra-loi/", {"do": "sure", "above": "1"})


def preview(client: Client, transcript: Transcript) -> str:
    return client.post(f"/doc-van-ban/{transcript.pk}/ghi/").content.decode()


def post(client: Client, transcript: Transcript, **more: Any) -> None:
    page = preview(client, transcript)
    mark = page.partition('name="mark" value="')[2].partition('"')[0]
    client.post(f"/doc-van-ban/{transcript.pk}/ghi/", {"mark": mark, **more})
    transcript.refresh_from_db()


def bring_and_post(client: Client, bring: Bring, text: str) -> Transcript:
    transcript = bring(text)
    accept_all(client, transcript)
    post(client, transcript)
    return transcript


def standing(code: str) -> list[tuple[int, bool]]:
    rows = StandingCell.objects.filter(indicator__code=code).order_by("pk")
    return list(rows.values_list("value", "estimate"))


def test_accepted_figures_are_posted_and_the_book_leads_back_to_the_sentence(
    client: Client, where: Chapter, bring: Bring
) -> None:
    detail = RecordDraft(where.id("22.206"), "k1", date(2024, 3, 5), (Amount("gift.count", 100),), title="Tết")
    record(by=None, at=AT, records=[detail])
    transcript = bring(TITLE + "\n\n".join([GIFTS, BLOOD, CLUSTER, EVENT]))
    assert transcript.state == TranscriptState.READ and not FigureAnswer.objects.exists()
    accept_all(client, transcript)
    before = Entry.objects.count()
    page = preview(client, transcript)
    assert Entry.objects.count() == before, "the preview takes back what it tried"
    assert "450 suất quà" in page and "100 suất quà" in page and "ước 600 đơn vị máu" in page
    assert "Trong ngày này sổ đã ghi" not in page
    post(client, transcript)
    assert transcript.state == TranscriptState.POSTED
    assert (standing("gift.count"), standing("blood.units")) == ([(450, False)], [(600, True)])
    cell = StandingCell.objects.get(indicator__code="gift.count")
    assert (cell.covers, cell.beneath, cell.remainder) == ("all", 130, 320), "100 recorded before, 30 by the text"
    claim = Claim.objects.get()
    assert (claim.about, claim.value, claim.first_on, claim.last_on) == ("22/cum-2", 6727, FIRST, LAST)
    assert "6.727" in claim.place
    event = Entry.objects.get(key__startswith="vb:")
    assert event.day == date(2024, 10, 5) and event.source.startswith(f"document:{transcript.pk}:")

    back = f"/doc-van-ban/{transcript.pk}/?so={place_of(transcript, 'gift.count')}"
    declared = Declared.objects.get(indicator__code="gift.count").pk >> 12
    assert f'href="{back}#so' in client.get(f"/so-ghi-chep/{declared}/").content.decode()
    figures = "/so-lieu/nguon/?of=22.206&indicator=gift.count&from=2024-01-01&to=2024-10-31"
    assert f'href="{back}#so' in client.get(figures).content.decode()
    shown = client.get(back).content.decode()
    assert f"/so-ghi-chep/{declared}/" in shown and "đã ghi vào sổ" in shown
    told = set(AuditLine.objects.filter(object_type="transcript").values_list("action", flat=True))
    assert told == {"open_transcript", "note_sure", "post_transcript"}


def test_the_same_text_again_posts_nothing_and_says_so(client: Client, where: Chapter, bring: Bring) -> None:
    first = bring_and_post(client, bring, GIFTS)
    before = Entry.objects.count()
    again = bring(f"  {GIFTS}\r\n", who="colleague")
    assert again == first and Transcript.objects.count() == 1
    assert "không ghi gì thêm" in client.get(f"/doc-van-ban/{first.pk}/").content.decode()
    other = bring(f"{GIFTS} Phong trào lan rộng.")
    accept_all(client, other)
    assert "Sổ đã có đúng số này" in preview(client, other)
    post(client, other)
    assert Entry.objects.count() == before and standing("gift.count") == [(450, False)]


def test_a_later_version_corrects_by_the_same_keys(client: Client, where: Chapter, bring: Bring) -> None:
    old = bring_and_post(client, bring, TITLE + "\n\n".join([GIFTS, BLOOD, EVENT]))
    key = Entry.objects.get(source__startswith="document:", key__startswith="vb:").key
    new = bring(TITLE + "\n\n".join([GIFTS.replace("450", "470"), EVENT.replace("30 suất", "35 suất")]))
    assert new.follows == old
    accept_all(client, new)
    page = client.get(f"/doc-van-ban/{new.pk}/").content.decode()
    assert "con số của bản trước không còn" in page and "bản trước: 450 suất quà" in page
    assert "Muốn rút các số này" in page
    gone = str(place_of(old, "blood.units"))
    post(client, new)
    assert "Rút các số đã chọn" in preview(client, new), "what is gone may be withdrawn after all else is posted"
    post(client, new, gone=gone)
    assert "của bản trước không còn" not in client.get(f"/doc-van-ban/{new.pk}/").content.decode()
    old.refresh_from_db()
    assert (old.state, new.state) == (TranscriptState.SUPERSEDED, TranscriptState.POSTED)
    assert standing("gift.count") == [(470, False)] and standing("blood.units") == []
    assert Standing.objects.filter(unit=where.id("22.206"), key__startswith="vb:").get().key == key
    client.post(f"/doc-van-ban/{old.pk}/tra-loi/", {"do": f"refuse-{gone}", f"revision-{gone}": "1"})
    assert old.answers.get(place=gone).answer == "accepted", "a superseded document takes no answers"


def test_a_hedged_number_asks_for_the_exact_one_and_never_replaces_a_final(
    client: Client, where: Chapter, bring: Bring
) -> None:
    transcript = bring(BLOOD)
    accept_all(client, transcript)
    place = place_of(transcript, "blood.units")
    change = {
        "do": f"change-{place}", f"revision-{place}": "1", "so": str(place), "indicator": "blood.units",
        "about": "22.206", "covers": "all", "first": "2024-01-01", "last": "2024-10-31", "value": "sáu trăm mấy",
    }  # fmt: skip
    address = f"/doc-van-ban/{transcript.pk}/tra-loi/"
    wrong = client.post(address, change)
    assert wrong.status_code == 200 and "sáu trăm mấy" in wrong.content.decode()
    client.post(address, change | {"value": "612"})
    post(client, transcript)
    assert standing("blood.units") == [(612, False)]
    other = bring(BLOOD + " Đây là số làm tròn.")
    accept_all(client, other)
    assert "sổ đã có số chốt" in preview(client, other)
    post(client, other)
    assert standing("blood.units") == [(612, False)] and Claim.objects.get().value == 600


def test_a_cell_of_the_monthly_totals_is_corrected_where_it_stands(
    client: Client, where: Chapter, bring: Bring
) -> None:
    draft = DeclarationDraft(where.id("22.206"), "", "all", FIRST, LAST, (Amount("gift.count", 400),))
    key = cell_key(draft, draft.amounts[0])
    declare(by=None, at=AT, declarations=[DeclarationDraft(draft.unit_id, key, "all", FIRST, LAST, draft.amounts)])
    transcript = bring(GIFTS)
    accept_all(client, transcript)
    assert "400 suất quà" in preview(client, transcript)
    post(client, transcript)
    assert standing("gift.count") == [(450, False)]
    assert Standing.objects.filter(key=key).get().seq == Declared.objects.get(value=450).pk >> 12


def test_two_officers_are_told_of_each_other(client: Client, where: Chapter, bring: Bring) -> None:
    transcript = bring(GIFTS)
    accept_all(client, transcript)
    page = preview(client, transcript)
    mark = page.partition('name="mark" value="')[2].partition('"')[0]
    place = place_of(transcript, "gift.count")
    client.force_login(where.people["colleague"])
    client.post(f"/doc-van-ban/{transcript.pk}/tra-loi/", {"do": f"refuse-{place}", f"revision-{place}": "1"})
    client.force_login(where.people["recorder"])
    address = f"/doc-van-ban/{transcript.pk}/tra-loi/"
    told = client.post(address, {"do": f"open-{place}", f"revision-{place}": "1"}, follow=True).content.decode()
    assert "colleague vừa trả lời" in told and transcript.answers.get().answer == "refused"
    client.post(f"/doc-van-ban/{transcript.pk}/ghi/", {"mark": mark})
    assert standing("gift.count") == [], "what was previewed is no longer what is accepted"


def test_only_whom_the_unit_concerns_reads_and_only_its_recorders_answer(
    client: Client, where: Chapter, bring: Bring, assert_queries: Callable[[], AbstractContextManager[None]]
) -> None:
    secret = f"{GIFTS} Bà Nguyễn Thị Bí Mật được tặng."
    transcript = bring(secret)
    content = TranscriptContent.objects.get()
    for part in (content.head, content.file, content.document, content.reading):
        assert bytes(part) and "Bí Mật".encode() not in bytes(part)
    pages = ("", "tep/")
    forms = ("tra-loi/", "ghi/", "bo/", "ban-truoc/")
    for who, reads in (("outsider", 403), ("visitor", 403), ("auditor", 200)):
        client.force_login(where.people[who])
        assert {client.get(f"/doc-van-ban/{transcript.pk}/{path}").status_code for path in pages} == {reads}
        assert {client.post(f"/doc-van-ban/{transcript.pk}/{path}").status_code for path in forms} == {403}
    assert "data-look" not in client.get("/doc-van-ban/").content.decode(), (
        "an auditor reads, and has no box to paste into"
    )
    client.force_login(where.people["outsider"])
    answer = client.post("/doc-van-ban/", {"unit": where.id("22.206"), "pasted": GIFTS})
    assert answer.status_code == 200 and Transcript.objects.count() == 1
    client.force_login(where.people["recorder"])
    accept_all(client, transcript)
    for address in ("/doc-van-ban/", f"/doc-van-ban/{transcript.pk}/"):
        with assert_queries():
            assert client.get(address).status_code == 200
    with pytest.raises(Refusal):
        actions.close_transcript(
            by=where.people["auditor"], at=AT, on=timezone.localdate(), transcript_id=transcript.pk
        )
    role = where.people["recorder"].roles
    role.update(valid_to=timezone.localdate())
    assert client.post(f"/doc-van-ban/{transcript.pk}/ghi/").status_code == 403


def test_a_figure_of_a_unit_of_others_is_kept_to_check_against(client: Client, where: Chapter, bring: Bring) -> None:
    transcript = bring_and_post(client, bring, GIFTS.replace("thị xã Quảng Yên", "thành phố Cẩm Phả"))
    assert Claim.objects.get().about == "22.195" and standing("gift.count") == []
    assert transcript.answers.get().became == "claim"


def test_a_text_is_looked_at_without_being_kept(client: Client, where: Chapter) -> None:
    client.force_login(where.people["recorder"])
    given = {"unit": where.id("22.206"), "pasted": f"{GIFTS} <script>alert(1)</script>", "do": "look"}
    page = client.post("/doc-van-ban/", given).content.decode()
    assert '<mark class="doc-mark">450</mark>' in page and "<script>alert" not in page
    assert not Transcript.objects.exists()


def test_what_cannot_be_read_is_kept_as_evidence_and_what_nobody_posts_expires(
    client: Client, where: Chapter, bring: Bring, settings: Any
) -> None:
    client.force_login(where.people["recorder"])
    photo = SimpleUploadedFile("Công văn.png", b"\x89PNG\r\n\x1a\n" + b"0" * 64)
    answer = client.post("/doc-van-ban/", {"unit": where.id("22.206"), "file": photo})
    kept = Transcript.objects.get()
    page = client.get(answer["Location"]).content.decode()
    assert kept.state == TranscriptState.KEPT and "giữ làm minh chứng" in page and "hãy gõ lại" in page
    assert client.get(f"/doc-van-ban/{kept.pk}/tep/").content.startswith(b"\x89PNG")
    broken = SimpleUploadedFile("a.docx", b"PK\x03\x04 nothing")
    assert client.post("/doc-van-ban/", {"unit": where.id("22.206"), "file": broken}).status_code == 200
    settings.CHUNGTAY_DOCUMENT_FIGURES = 3  # and so many letters at most, counted before a long text is read
    long = SimpleUploadedFile("a.txt", f"{GIFTS}\n".encode() * 9)
    assert "Tệp quá lớn" in client.post("/doc-van-ban/", {"unit": where.id("22.206"), "file": long}).content.decode()
    settings.CHUNGTAY_DOCUMENT_FIGURES = 3000

    waiting = bring(GIFTS)
    assert DBTaskResult.objects.filter(task_path__endswith="expire_transcripts", run_after__gt=timezone.now()).exists()
    client.post(f"/doc-van-ban/{waiting.pk}/bo/")
    assert bring(GIFTS) == waiting, "the same text takes up again what was set aside"
    posted = bring_and_post(client, bring, BLOOD)
    late = timezone.now() + timedelta(days=settings.CHUNGTAY_DOCUMENT_DAYS + 1)
    assert actions.close_expired(by=None, at=late) == 1
    assert set(Transcript.objects.values_list("pk", flat=True)) == {kept.pk, posted.pk}


@pytest.mark.parametrize("path", ["ghi/", "tra-loi/"])
def test_a_document_that_is_gone_is_not_found(client: Client, where: Chapter, path: str) -> None:
    client.force_login(where.people["recorder"])
    assert client.post(f"/doc-van-ban/77/{path}").status_code == 404


def test_a_document_whose_key_is_lost_leads_back_to_the_list(
    client: Client, where: Chapter, bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    transcript = bring(TITLE + GIFTS)
    monkeypatch.setattr(
        "chungtay.transcription.queries.contents.content_keys", lambda: keys_for("transcript", [b"k" * 32])
    )
    for way, data in (("", None), ("tep/", None), ("tra-loi/", {"do": "accept-0"}), ("ghi/", {})):
        address = f"/doc-van-ban/{transcript.pk}/{way}"
        answer = client.get(address) if data is None else client.post(address, data)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/doc-van-ban/"), way
