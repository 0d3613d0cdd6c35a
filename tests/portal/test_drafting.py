"""From meeting to news: what an article is drafted of, who may draft it, and that it is drafted once."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.documents.formats import html
from chungtay.ledger.actions import load_core, post_tree
from chungtay.meetings.models import Meeting
from chungtay.organizations.actions import assign_role
from chungtay.organizations.rules import Role
from chungtay.portal.formats import is_illustrative, parts_of
from chungtay.portal.models import ArticlePage
from chungtay.portal.rules.genre import Held, article_of, article_of_meeting, headline
from chungtay.reports.actions import publish_review
from chungtay.reports.rules.composition import compose
from tests.factories.organizations import AT, Chapter
from tests.factories.organizations import cast as people_of
from tests.factories.organizations import chapter as planted
from tests.ledger.telling import recorded
from tests.reports.made_up import cluster_review

from .conftest import Portal

FIRST, LAST = date(2024, 1, 1), date(2024, 10, 31)
HELD = Held(
    title="Hội nghị tổng kết Cụm thi đua số 2 năm 2023", on=date(2023, 12, 20), part_of_day="morning", place="TP Uông Bí",
    scope="Cụm thi đua số 2", host="Hội Chữ thập đỏ thành phố Uông Bí", came=("Hạ Long", "Cẩm Phả", "Uông Bí"),
    concluded=("Ký giao ước thi đua.", "Tiếp nhận đủ máu"), households=2, visits_place="phường Quang Trung",
)  # fmt: skip


def test_every_paragraph_of_an_article_is_the_published_reviews() -> None:
    review = compose(cluster_review())
    page = html.page(review, "").encode()
    draft = article_of(parts_of(page), "Báo cáo", illustrative=is_illustrative(page))
    figures = review.figures()
    told = "\n".join(html_text for html_text in (block.text for block in review.blocks() if hasattr(block, "runs")))
    assert draft.illustrative == bool(review.watermark)
    for passage in draft.passages:
        for piece in passage.pieces:
            if piece.figure:  # the number names the figure that the review prints there
                runs = [run for block in review.blocks() if hasattr(block, "runs") for run in block.runs]
                assert any(run.text == piece.text and run.figure == figures[piece.figure - 1] for run in runs)
    sentences = [piece.text for passage in draft.passages for piece in passage.pieces if not piece.figure]
    own = " ".join(line for slot in review.slots for line in (slot.text or "").splitlines())
    opened = "Phương hướng, nhiệm vụ năm 2025"
    assert [text for text in sentences if text.strip() not in told + own and not text.startswith(opened)] == []
    assert "chưa có nội dung" not in "".join(sentences)


def test_a_headline_is_the_meetings_sentence_without_day_and_brackets() -> None:
    told = "Chiều 11/11, tại TX Quảng Yên, Hội Chữ thập đỏ (CTĐ) tỉnh tổ chức hội nghị giao ban công tác hội và phong trào CTĐ "
    years = "năm 2024; phương hướng, nhiệm vụ năm 2025"
    genre = "Hội Chữ thập đỏ tỉnh giao ban công tác hội và phong trào CTĐ tại "
    assert headline(f"{told}{years} tại Cụm thi đua số 2.") == f"{genre}Cụm thi đua số 2"
    assert headline(f"{told}{years}.") == f"{genre}TX Quảng Yên"
    assert headline("Hội nghị đã họp.") == ""


def test_a_closed_meeting_without_a_published_review_tells_what_it_kept() -> None:
    draft = article_of_meeting(HELD)
    assert draft.lead.startswith(
        "Sáng 20/12, tại TP Uông Bí, Hội Chữ thập đỏ thành phố Uông Bí tổ chức hội nghị tổng kết"
    )
    who, what, visited = (passage.text for passage in draft.passages)
    assert who.endswith("3 đơn vị: Hạ Long, Cẩm Phả và Uông Bí.")
    assert what == "Hội nghị thống nhất: Ký giao ước thi đua; Tiếp nhận đủ máu."
    assert "2 hộ gia đình" in visited and visited.endswith("tại phường Quang Trung.")


@pytest.fixture
def told(db: None) -> Chapter:
    book = planted()
    load_core(by=None, at=AT)
    post_tree(by=None, at=AT)
    recorded(book, "22.206", date(2024, 5, 5), gift_count=3_500, blood_units=70, social_turns=5_000)
    people_of(book)
    assign_role(
        by=None,
        at=AT,
        user=book.people["outsider"],
        role=Role.PORTAL_EDITOR,
        valid_from=FIRST,
        unit_id=book.id("22"),
    )
    return book


def test_one_click_drafts_the_article_of_a_published_review_once(client: Client, told: Chapter, portal: Portal) -> None:
    published = publish_review(by=None, at=AT, of="22/cum-2", first=FIRST, last=LAST)
    page, way = reverse("publication", args=[published.pk]), reverse("draft_article_of_review", args=[published.pk])
    client.force_login(told.people["head"])
    assert client.post(way).status_code == 403
    client.force_login(told.people["outsider"])  # edits the portal of the province
    assert f'action="{way}"' in client.get(page).content.decode()
    answers = [client.post(way) for _ in range(2)]
    article = ArticlePage.objects.get(drafted_from=f"publication:{published.pk}")
    assert {answer["Location"] for answer in answers} == {reverse("wagtailadmin_pages:edit", args=[article.pk])}
    assert not article.live and article.author == "" and str(published.pk) in article.sources
    assert client.get(answers[0]["Location"]).status_code == 200
    asked = [block.value for block in article.body if block.block_type == "figure"]
    assert {(one["unit"], one["first"], one["last"]) for one in asked} == {("22/cum-2", FIRST, LAST)}
    assert "3.500 suất quà" in str(article.body)


def test_a_meeting_that_is_not_closed_gives_no_article(client: Client, told: Chapter, portal: Portal) -> None:
    meeting = Meeting.objects.create(
        of="22/cum-2", kind="briefing", title="Hội nghị giao ban", first_on=FIRST, last_on=LAST, held_on=date(2024, 11, 11),
        host_id=told.id("22"), state="held", called_at=AT,
    )  # fmt: skip
    client.force_login(told.people["outsider"])
    way = reverse("draft_article_of_meeting", args=[meeting.pk])
    assert client.post(way)["Location"] == reverse("meeting", args=[meeting.pk])
    assert not ArticlePage.objects.exclude(drafted_from="").exists()
    Meeting.objects.filter(pk=meeting.pk).update(state="closed")
    client.post(way)
    assert ArticlePage.objects.get(drafted_from=f"meeting:{meeting.pk}").title == "Hội nghị giao ban"
