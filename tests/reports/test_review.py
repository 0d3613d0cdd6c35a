"""A review on a real book: what it says, what changes it, what stands when it is published."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from chungtay.documents.formats import Format
from chungtay.documents.formats.markdown import markdown
from chungtay.kernel.errors import Refusal
from chungtay.ledger.actions import attest, declare, open_batch, post_tree, record, withdraw
from chungtay.ledger.rules import Amount, DeclarationDraft, RecordDraft
from chungtay.organizations.actions import (
    assign_appointment,
    assign_issuing_body,
    assign_member,
    assign_office,
)
from chungtay.organizations.rules import ClusterRole
from chungtay.reports.actions import publish_review, record_gathering, record_words
from chungtay.reports.models import Publication, PublicationFile
from chungtay.reports.queries import changes_since, checked_book, file_of, published, review
from chungtay.reports.rules.material import Gathering
from tests.factories.organizations import MEMBERS

AT = datetime(2026, 11, 12, 3, 0, tzinfo=UTC)
ASKED = {"of": "22/cum-2", "first": date(2024, 1, 1), "last": date(2024, 10, 31)}
YAGI = frozenset({"disaster:yagi_2024"})


def given(where, unit, day, key, tags=frozenset(), source="", **amounts):
    rows = tuple(Amount(code.replace("_", ".", 1), value, tags) for code, value in amounts.items())
    draft = RecordDraft(where.id(unit), key, day, rows, title="Trao quà", source=source)
    return record(by=None, at=AT, records=[draft])[0]


@pytest.fixture
def told(house):
    """Work of all six members, this year and the year before."""
    for year, share in ((2023, 9), (2024, 10)):
        for unit in MEMBERS:
            given(
                house, unit, date(year, 3, 5), f"work-{year}", social_turns=300 * share, social_value=15_000_000 * share,
                health_cases=90 * share, health_value=2_800_000 * share, blood_units=112 * share,
            )  # fmt: skip
            given(house, unit, date(year, 9, 15), f"storm-{year}", YAGI, disaster_gifts=60, disaster_value=71_000_000)
    return house


def lines_of(found):
    return markdown(found).splitlines()


def test_a_review_tells_the_cluster_in_the_seeds_words(told):
    text = "\n".join(lines_of(review(**ASKED)))
    assert "Cụm thi đua số 2 đã trợ giúp 23.400 lượt người với tổng trị giá gần 1,1 tỷ đồng." in text
    assert "lượt người được trợ giúp tăng 11,1%, tổng trị giá tăng 11,1%" in text
    assert "5.400 trường hợp được hỗ trợ có tổng trị giá 168 triệu đồng" in text
    assert "tiếp nhận tổng số 6.720 đơn vị máu; ngoài ra Cụm còn vận động 360 suất quà trị giá 426 triệu đồng" in text
    assert "bị ảnh hưởng cơn bão số 3 (Yagi)" in text and "DỮ LIỆU MINH HỌA" not in text


def test_flipping_one_record_changes_only_the_lines_that_depend_on_it(told):
    before = lines_of(review(**ASKED))
    given(told, "22.206", date(2024, 9, 15), "storm-2024", YAGI, disaster_gifts=61, disaster_value=71_000_000)
    after = lines_of(review(**ASKED))
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert changed and all("361" in line or "61" in line for line in changed)
    assert all("suất quà" in line or line.startswith("|") for line in changed)
    assert not any("lượt người" in line and not line.startswith("|") for line in changed)


def test_who_did_not_report_is_named_and_not_compared(told):
    withdraw(by=None, at=AT, unit_id=told.id("22.195"), key="work-2024", reason="thử")
    withdraw(by=None, at=AT, unit_id=told.id("22.195"), key="storm-2024", reason="thử")
    text = "\n".join(lines_of(review(**ASKED)))
    assert "Chưa báo cáo: Cẩm Phả; mọi số liệu trong báo cáo chưa gồm các đơn vị này." in text
    assert "Không so sánh tổng trị giá với cùng kỳ năm 2023 vì chưa đủ báo cáo của: Cẩm Phả." in text
    attest(by=None, at=AT, unit_id=told.id("22.195"), first=ASKED["first"], last=ASKED["last"])
    assert "Chưa báo cáo: Cẩm Phả" not in "\n".join(lines_of(review(**ASKED)))


def test_people_reached_is_not_enough_evidence_and_never_a_number(told):
    assert "*Số người được trợ giúp: không đủ căn cứ để tính.*" in lines_of(review(**ASKED))


def test_visits_of_the_meeting_day_stand_beside_the_period(told):
    given(told, "22.206", date(2024, 11, 11), "visit", visit_households=2)
    meeting = Gathering(date(2024, 11, 11), "afternoon", "TX Quảng Yên", "Hội CTĐ tỉnh", "phường Quảng Yên")
    record_gathering(by=None, at=AT, **ASKED, gathering=meeting)
    text = "\n".join(lines_of(review(**ASKED)))
    assert "Chiều ngày 11/11/2024, tại TX Quảng Yên, Hội CTĐ tỉnh tổ chức hội nghị giao ban" in text
    assert "hỗ trợ cho 2 hộ gia đình có hoàn cảnh khó khăn tại phường Quảng Yên" in text
    assert "thăm hỏi 2 hộ gia đình" not in text


def test_own_words_fill_their_slot_and_an_empty_slot_shows_as_a_gap(told):
    assert "[…… chưa có nội dung: tham mưu, chỉ đạo ……]" in lines_of(review(**ASKED))
    record_words(by=None, at=AT, **ASKED, slot="direction", text="Bám sát chỉ đạo.")
    record_words(by=None, at=AT, **ASKED, slot="direction", text="Bám sát chỉ đạo của tỉnh.")
    text = lines_of(review(**ASKED))
    assert "Bám sát chỉ đạo của tỉnh." in text and "[…… chưa có nội dung: tham mưu, chỉ đạo ……]" not in text
    with pytest.raises(Refusal, match="không có phần"):
        record_words(by=None, at=AT, **ASKED, slot="weather", text="Nắng")


def test_head_and_signature_come_from_dated_settings(told):
    assign_office(
        by=None, at=AT, cluster_id=told.cluster.pk, unit_id=told.id("22.206"), role=ClusterRole.HEAD,
        valid_from=date(2024, 1, 1),
    )  # fmt: skip
    assign_issuing_body(
        by=None, at=AT, unit_id=told.id("22.206"), superior="Hội Chữ thập đỏ tỉnh Quảng Ninh",
        name="Hội Chữ thập đỏ thị xã Quảng Yên", place="Quảng Yên", symbol="CTĐ", valid_from=date(2024, 1, 1),
    )  # fmt: skip
    assign_appointment(
        by=None, at=AT, unit_id=told.id("22.206"), person="Nguyễn Văn A", title="Chủ tịch", valid_from=date(2024, 1, 1),
        signs_as="TM. Ban Thường vụ",
    )  # fmt: skip
    head = review(**ASKED).head
    assert head.superior == "HỘI CHỮ THẬP ĐỎ TỈNH QUẢNG NINH" and head.issuer == "CỤM THI ĐUA SỐ 2"
    assert head.place_and_date.startswith("Quảng Yên, ngày") and head.signature.name == "Nguyễn Văn A"
    own = review(of="22.206", first=ASKED["first"], last=ASKED["last"]).head
    assert own.issuer == "HỘI CHỮ THẬP ĐỎ THỊ XÃ QUẢNG YÊN" and own.signature.lines[0] == "TM. BAN THƯỜNG VỤ"


def test_illustrative_records_put_the_watermark_on_the_review(told):
    assert review(**ASKED).watermark is None
    given(told, "22.206", date(2024, 4, 1), "made-up", source="demonstration:1", gift_count=1)
    assert review(**ASKED).watermark == "DỮ LIỆU MINH HỌA"
    assert review(of="22.195", first=ASKED["first"], last=ASKED["last"]).watermark is None


def test_a_published_review_stands_and_says_what_would_be_otherwise_now(told):
    publication = publish_review(by=None, at=AT, **ASKED)
    kept = {form: file_of(publication.pk, form) for form in Format}
    assert all(kept.values()) and changes_since(publication.pk) == []
    given(told, "22.206", date(2024, 3, 5), "late", blood_units=3)
    assert {form: file_of(publication.pk, form) for form in Format} == kept
    changes = {
        (c.figure.by, c.figure.key): c for c in changes_since(publication.pk) if c.figure.indicator == "blood.units"
    }
    assert changes[None, None].figure.value == 6720 and changes[None, None].value == 6723
    assert (changes["unit", "22.206"].value or 0) - (changes["unit", "22.206"].figure.value or 0) == 3
    assert [p.title for p in published("22/cum-2")] == ["Báo cáo 10 tháng năm 2024 - Cụm thi đua số 2"]


def test_the_same_review_as_known_then_is_what_was_published(told):
    publication = publish_review(by=None, at=AT, **ASKED)
    printed = [(f.indicator, f.by, f.key, f.value) for f in review(**ASKED).figures()]
    given(told, "22.206", date(2024, 3, 5), "late", blood_units=3, social_turns=5)
    then = [(f.indicator, f.by, f.key, f.value) for f in review(**ASKED, known_seq=publication.seq).figures()]
    assert then == printed


@pytest.mark.postgres
def test_nobody_posts_while_a_review_is_read_to_be_published(told):
    with CaptureQueriesContext(connection) as queries:
        publish_review(by=None, at=AT, **ASKED)
    held = [i for i, query in enumerate(queries) if "ledger_chainhead" in query["sql"] and "FOR UPDATE" in query["sql"]]
    read = [i for i, query in enumerate(queries) if "ledger_fact" in query["sql"] or "ledger_monthsum" in query["sql"]]
    assert held and read and held[0] < read[0]


def test_publishing_waits_for_an_unfinished_import(told):
    open_batch(by=None, at=AT, source="import:7")
    assert "Đang có lượt nhập dữ liệu chưa xong" in "\n".join(lines_of(review(**ASKED)))
    with pytest.raises(Refusal, match="import:7"):
        publish_review(by=None, at=AT, **ASKED)
    assert not Publication.objects.exists()


def test_verify_holds_published_heads_and_bytes_against_the_book(told):
    publication = publish_review(by=None, at=AT, **ASKED)
    assert checked_book().ok
    for table, column, value, found in (
        ("reports_publication", "hash", "f", "another hash was printed"),
        ("reports_publication", "title", "Báo cáo khác", "publication {}: differs from what was published"),
        ("reports_publication", "figures", "[]", "publication {}: differs from what was published"),
        ("reports_publicationfile", "content", b"forged", "bytes changed"),
        ("reports_publicationfile", "sha256", "f" * 64, "publication {}: differs from what was published"),
    ):
        with transaction.atomic():
            with connection.cursor() as cursor:
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER {table}_no_update{on}")
                cursor.execute(f"UPDATE {table} SET {column} = %s", [value])
            assert any(found.format(publication.pk) in line for line in checked_book().mismatches)
            assert any(f"trigger missing: {table}_no_update" in line for line in checked_book().mismatches)
            transaction.set_rollback(True)
    assert PublicationFile.objects.count() == len(Format)


def test_verify_misses_the_entries_after_which_a_review_was_published(told):
    Publication.objects.create(
        of="22", first_on=ASKED["first"], last_on=ASKED["last"], title="Báo cáo", published_at=AT, seq=10**6, hash="f",
        figures=[],
    )  # fmt: skip
    assert "published head 1000000: not in the book" in checked_book().mismatches


def test_verify_misses_a_publication_that_was_taken_away(told):
    publication = publish_review(by=None, at=AT, **ASKED)
    with transaction.atomic():
        with connection.cursor() as cursor:
            for table in ("reports_publicationfile", "reports_publication"):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER {table}_no_delete{on}")
                cursor.execute(f"DELETE FROM {table}")
        assert f"publication {publication.pk}: missing" in checked_book().mismatches
        transaction.set_rollback(True)
    assert checked_book().ok


def test_a_scope_that_never_stood_is_refused_by_name(book):
    for code in ("22/cum-9", "99"):
        with pytest.raises(Refusal) as refused:
            review(of=code, first=ASKED["first"], last=ASKED["last"])
        assert refused.value.params["code"] == code


def test_a_cluster_that_had_other_members_is_not_compared(told):
    assign_member(
        by=None, at=AT, cluster_id=told.cluster.pk, unit_id=told.id("22.206.07132"), valid_from=date(2024, 2, 1)
    )
    post_tree(by=None, at=AT)
    text = "\n".join(lines_of(review(**ASKED)))
    assert "Không so sánh với cùng kỳ năm 2023 vì khi đó thành phần của Cụm khác." in text
    assert "so với cùng kỳ" not in text.lower()


def test_a_unit_that_did_not_stand_all_the_year_before_is_not_compared(told):
    given(told, "22.07132", date(2025, 8, 1), "first", gift_count=5)
    given(told, "22.07132", date(2026, 8, 1), "second", gift_count=50)
    text = "\n".join(lines_of(review(of="22.07132", first=date(2026, 1, 1), last=date(2026, 10, 31))))
    assert "Không so sánh với cùng kỳ năm 2025 vì đơn vị thành lập ngày 01/07/2025." in text
    assert "tăng" not in text


def test_a_unit_that_ended_inside_the_period_is_not_compared_with_a_whole_one(told):
    given(told, "22.206", date(2025, 3, 5), "work-2025", social_turns=10)
    year = {"first": date(2025, 1, 1), "last": date(2025, 12, 31)}
    unit = "\n".join(lines_of(review(of="22.206", **year)))
    assert "Không so sánh với cùng kỳ năm 2024 vì đơn vị kết thúc hoạt động từ ngày 01/07/2025." in unit
    cluster = "\n".join(lines_of(review(of="22/cum-2", **year)))
    assert "vì có đơn vị trong Cụm kết thúc hoạt động từ ngày 01/07/2025." in cluster
    assert "giảm" not in unit + cluster


def test_days_that_are_not_equally_many_are_not_compared_and_the_review_says_why(told):
    text = "\n".join(lines_of(review(of="22/cum-2", first=date(2024, 2, 15), last=date(2024, 3, 15))))
    assert "Không so sánh với cùng kỳ năm 2023 vì kỳ này có 30 ngày, khi đó có 29 ngày." in text


def test_two_years_are_not_compared_with_a_span_that_shares_one_of_them(told):
    text = "\n".join(lines_of(review(of="22/cum-2", first=date(2023, 1, 1), last=date(2024, 12, 31))))
    assert "Không so sánh với cùng kỳ năm 2023 vì kỳ báo cáo dài hơn một năm." in text
    assert "tăng" not in text


def test_what_could_not_be_placed_in_the_period_keeps_it_from_being_compared(told):
    year = (date(2024, 1, 1), date(2024, 12, 31))
    whole = (Amount("social.value", 900_000_000),)
    declare(by=None, at=AT, declarations=[DeclarationDraft(told.id("22.206"), "year", "all", *year, whole)])
    text = "\n".join(lines_of(review(**ASKED)))
    assert "Không so sánh tổng trị giá với cùng kỳ năm 2023 vì có số khai gộp chưa tách được theo kỳ." in text
    assert "tổng trị giá tăng" not in text and "lượt người được trợ giúp tăng 11,1%" in text


def test_illustrative_readings_before_the_period_and_the_year_before_put_the_watermark_too(told):
    given(told, "22.206", date(2024, 4, 1), "reading", source="demonstration:1", org_members=5)
    assert review(of="22.206", first=date(2024, 9, 9), last=date(2024, 9, 9)).watermark == "DỮ LIỆU MINH HỌA"
    given(told, "22.195", date(2023, 4, 1), "earlier", source="demonstration:1", gift_count=5)
    assert review(of="22.195", first=ASKED["first"], last=ASKED["last"]).watermark == "DỮ LIỆU MINH HỌA"


def test_relief_that_names_no_event_is_not_told_as_given_for_the_storm(told):
    given(told, "22.206", date(2024, 5, 5), "fire", disaster_gifts=7)
    text = "\n".join(lines_of(review(**ASKED)))
    assert "367 suất quà" in text
    assert "bị ảnh hưởng cơn bão số 3 (Yagi) và thiên tai khác" in text


def test_units_of_one_short_name_are_told_apart(told):
    given(told, "22.206", date(2025, 3, 5), "old", gift_count=4)
    given(told, "22.07132", date(2025, 8, 1), "new", gift_count=5)
    text = "\n".join(lines_of(review(of="22", first=date(2025, 1, 1), last=date(2025, 12, 31))))
    assert "thị xã Quảng Yên | " in text and "phường Quảng Yên | " in text


def test_what_belongs_to_no_unit_below_stands_in_a_row_that_says_so(told):
    given(told, "22.206.07132", date(2024, 4, 1), "below", gift_count=5)
    given(told, "22.206", date(2024, 4, 1), "own", gift_count=7)
    lines = lines_of(review(of="22.206", first=ASKED["first"], last=ASKED["last"]))
    assert any("| Phần chung, không tách theo đơn vị |" in line and "| 7 |" in line for line in lines)


def test_a_unit_without_settings_writes_under_the_unit_above_it(told):
    given(told, "22.07132", date(2025, 8, 1), "new", gift_count=5)
    found = review(of="22.07132", first=date(2025, 7, 1), last=date(2025, 12, 31))
    assert found.head.superior == "HỘI CHỮ THẬP ĐỎ TỈNH QUẢNG NINH"
    assert "Kính gửi: Hội Chữ thập đỏ tỉnh Quảng Ninh." in "\n".join(lines_of(found))


def test_declarations_that_do_not_fit_are_told_under_their_section(told):
    unit = told.id("22.206")
    cells = [("a", date(2024, 1, 1), date(2024, 6, 30), 500), ("b", date(2024, 4, 1), date(2024, 9, 30), 70)]
    cells += [("c", date(2024, 3, 1), date(2024, 3, 31), 100)]
    for key, first, last, value in cells:
        draft = DeclarationDraft(unit, key, "all", first, last, (Amount("blood.units", value),))
        declare(by=None, at=AT, declarations=[draft])
    text = markdown(review(**ASKED))
    assert "Số khai chéo với số khai trước nên chưa tính" in text and "(04/2024 - 09/2024), chéo với số của" in text
    assert "vượt số khai, cần đối chiếu" in text and "(03/2024), chi tiết đã là" in text
    withdraw(by=None, at=AT, unit_id=unit, key="b", reason="nhầm")
    assert "chéo" not in markdown(review(**ASKED))
