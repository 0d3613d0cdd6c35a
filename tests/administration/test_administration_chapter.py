"""A chapter's look in the frame, its headings; nothing but a picture comes in as a logo."""

import io
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from chungtay.audit.models import AuditLine
from chungtay.organizations.models import ChapterLook
from chungtay.organizations.queries import issuing_body_on

SAID = {"name": "Hội Chữ thập đỏ Quảng Ninh", "contact": "Văn phòng Hội, 0203 3 123 456", "accent": "#7cb518"}
LOOK = "/quan-tri/hoi/dien-mao/"


def picture(kind="JPEG", size=(900, 600), **options):
    out = io.BytesIO()
    Image.new("RGB", size, "#3366aa").save(out, kind, **options)
    return out.getvalue()


def file(data, name="logo.jpg"):
    return SimpleUploadedFile(name, data)


def test_name_logo_and_accent_stand_in_the_frame_of_the_chapter_and_at_the_door(at_the_province, staff, client):
    assert at_the_province.post(LOOK, SAID | {"logo": file(picture())}).status_code == 302
    look = ChapterLook.objects.get()
    at_the_province.logout()
    client.force_login(staff["recorder"])
    for page in (client.get("/").content.decode(), client.post("/dang-xuat/", follow=True).content.decode()):
        assert "Hội Chữ thập đỏ Quảng Ninh" in page
        assert f'src="/bieu-trung/{look.logo_digest}.png"' in page
        assert 'href="/mau-nhan/7cb518.css"' in page
    assert "0203 3 123 456" in page
    assert AuditLine.objects.get(action="assign_look").by_name == "province"


def test_the_frame_asks_no_more_questions_for_the_look(client, staff, at_the_province, django_assert_num_queries):
    at_the_province.post(LOOK, SAID)
    client.force_login(staff["recorder"])
    with django_assert_num_queries(2):  # session with its person, roles with the look
        page = client.get("/tat-ca-muc/").content.decode()
    assert "Hội Chữ thập đỏ Quảng Ninh" in page


def test_a_logo_is_drawn_anew_small_and_without_what_a_camera_hides_in_it(at_the_province, client):
    told = Image.Exif()
    told[0x010E] = "bí mật"
    at_the_province.post(LOOK, SAID | {"logo": file(picture(exif=told))})
    answer = client.get(f"/bieu-trung/{ChapterLook.objects.get().logo_digest}.png")
    kept = Image.open(io.BytesIO(answer.content))
    assert (answer["Content-Type"], kept.format, kept.size) == ("image/png", "PNG", (192, 128))
    assert not kept.getexif() and "immutable" in answer["Cache-Control"]


@pytest.mark.parametrize(
    "data",
    [b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", b"GIF89a", picture("GIF"), b"\x89PNG\r\n\x1a\n",
     picture("BMP", (2000, 2000))],
    ids=["svg", "letters", "gif", "half a png", "too large"],
)  # fmt: skip
def test_what_is_no_picture_of_the_three_kinds_is_refused(at_the_province, data):
    form = at_the_province.post(LOOK, SAID | {"logo": file(data)}).context["form"]
    assert set(form.errors) == {"logo"} and not ChapterLook.objects.exists()


@pytest.mark.parametrize("colour", ["xanh", "#12345", "#d91e18"])
def test_no_colour_and_the_emblem_s_red_are_refused_at_the_field(at_the_province, colour):
    assert set(at_the_province.post(LOOK, SAID | {"accent": colour}).context["form"].errors) == {"accent"}


def test_a_colour_that_cannot_be_read_is_said_to_be_corrected(at_the_province):
    at_the_province.post(LOOK, SAID)
    assert "đủ tương phản" in at_the_province.get("/quan-tri/hoi/").content.decode()
    at_the_province.post(LOOK, SAID | {"accent": "#0b5d66"})
    assert "đủ tương phản" not in at_the_province.get("/quan-tri/hoi/").content.decode()


def test_a_heading_holds_from_its_day_on_and_ends_the_one_before(at_the_province, chapter):
    said = {
        "superior": "",
        "name": "Hội Chữ thập đỏ tỉnh",
        "place": "Quảng Ninh",
        "symbol": "BC-CTĐ",
        "valid_from": "01/01/2024",
    }
    at_the_province.post("/quan-tri/hoi/co-quan-ban-hanh/", said)
    at_the_province.post("/quan-tri/hoi/co-quan-ban-hanh/", said | {"symbol": "BC-TCTĐ", "valid_from": "01/01/2025"})
    of = chapter.id("22")
    assert [issuing_body_on(of, date(year, 6, 1)).symbol for year in (2024, 2025)] == ["BC-CTĐ", "BC-TCTĐ"]
    again = at_the_province.post("/quan-tri/hoi/co-quan-ban-hanh/", said | {"valid_from": "01/01/2025"})
    assert set(again.context["form"].errors) == {"valid_from"}


def test_every_address_of_a_style_but_a_colour_s_is_unknown(client, db):
    assert client.get("/mau-nhan/zzzzzz.css").status_code == 404
    assert re.search(r"--accent:#[0-9a-f]{6};", client.get("/mau-nhan/0b5d66.css").content.decode())
