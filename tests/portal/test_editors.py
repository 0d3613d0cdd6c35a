"""From an editor's draft to what a visitor reads: written, handed in, published by a leader, taken away."""

import io
import json
import re
import zipfile
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from PIL import Image as Picture
from wagtail.documents.models import Document
from wagtail.images.models import Image

from chungtay.accounts.models import User
from chungtay.notifications.models import Notice
from chungtay.notifications.rules import NoticeKind
from chungtay.organizations.actions import assign_role
from chungtay.organizations.rules import Role
from chungtay.portal.middleware import kept
from chungtay.portal.models import ArticlePage
from tests.factories.organizations import AT, BEGINS, Chapter
from tests.portal.conftest import Portal


def signed_in(chapter: Chapter, login: str, role: Role) -> Client:
    """A browser of somebody who holds a role of the province."""
    user = User.objects.create_user(login, "mot-cau-du-dai", name=login)
    assign_role(by=None, at=AT, user=user, unit_id=chapter.id("22"), role=role, valid_from=BEGINS)
    client = Client()
    client.force_login(user)
    return client


def article(title: str, **more: str) -> dict[str, str]:
    """What the form of an article sends."""
    parts = {
        "body-count": "2",
        "body-0-type": "heading",
        "body-0-value": "Kết quả",
        "body-0-order": "0",
        "body-0-deleted": "",
    }
    parts |= {"body-1-type": "text", "body-1-order": "1", "body-1-deleted": "", "body-1-value": json.dumps(
        {"blocks": [{"key": "a", "text": "Cụm thi đua số 2", "type": "unstyled", "depth": 0, "inlineStyleRanges": [],
                     "entityRanges": []}], "entityMap": {}})}  # fmt: skip
    return parts | {"title": title, "slug": "bai-moi", "shown_at": "11/11/2024 16:31", "lead": "Chiều 11/11."} | more


def picture(name: str, width: int = 60, kind: str = "JPEG") -> SimpleUploadedFile:
    file = io.BytesIO()
    Picture.new("L", (width, width)).save(file, kind)
    return SimpleUploadedFile(name, file.getvalue())


def test_editors_of_a_portal_opened_before_may_hand_a_page_on_to_be_translated(portal: Portal) -> None:
    lost = Permission.objects.get(codename="submit_translation")
    groups = list(Group.objects.filter(name__startswith="portal:"))
    for group in groups:
        group.permissions.remove(lost)
    lost.delete()
    import_module("chungtay.portal.migrations.0002_editors_may_translate").grant_translation(apps, None)
    assert groups and all(group.permissions.filter(codename="submit_translation").exists() for group in groups)


def told_of(kind: NoticeKind) -> list[tuple[str, str, dict[str, str]]]:
    """Who was told, where it leads, what it says."""
    return [*Notice.objects.filter(kind=kind).values_list("user__login", "path", "params")]


def foreign(editor: Client, *paths: str) -> list[str]:
    """What on editors' screens leads to others, or bears the library's name instead of the chapter's."""
    words = (
        "guide.wagtail.org",
        "docs.wagtail.org",
        "gravatar",
        "- Wagtail</title>",
        "wagtailadmin/images/favicon.ico",
    )
    pages = [editor.get(path).content.decode() for path in paths]
    return [word for page in pages for word in words if word in page or "<title>" not in page]


def goes_back(leader: Client, page: ArticlePage, edit: str) -> None:
    """Published again, the article can be compared with what it was, days as they are written, and be made that again."""
    leader.post(edit, article("Tin sửa lại", **{"action-publish": "1", "shown_at": "31/12/2024 08:00"}))
    first, *_others, last = page.revisions.order_by("pk")
    compared = leader.get(f"/bien-tap/pages/{page.pk}/revisions/compare/{first.pk}...{last.pk}/").content.decode()
    assert "11/11/2024 16:31" in compared and "31/12/2024 08:00" in compared and "+07:00" not in compared
    before = leader.get(f"/bien-tap/pages/{page.pk}/revisions/{first.pk}/revert/").content.decode()
    assert 'value="Tin của biên tập"' in before


def test_an_article_goes_from_its_editor_by_a_leader_to_a_visitor(
    chapter: Chapter, portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "ASKED_EVERY", 0)
    editor = signed_in(chapter, "0912000031", Role.PORTAL_EDITOR)
    leader = signed_in(chapter, "0912000032", Role.APPROVER)
    visitor, address = Client(), "/tin/xa-hoi/bai-moi/"
    assert not foreign(editor, "/bien-tap/", "/bien-tap/khong-co/")

    add = f"/bien-tap/pages/add/portal/articlepage/{portal.section.pk}/"
    editor.post(add, article("Tin của biên tập", **{"action-publish": "1"}))
    assert visitor.get(address).status_code == 404
    page = ArticlePage.objects.get(slug="bai-moi")
    edit = f"/bien-tap/pages/{page.pk}/edit/"
    assert 'value="11/11/2024 16:31"' in editor.get(edit).content.decode() and not foreign(editor, edit)
    editor.post(edit, article("Tin của biên tập", **{"action-submit": "1"}))
    page.refresh_from_db()
    assert page.workflow_in_progress
    assert told_of(NoticeKind.ARTICLE_SUBMITTED) == [("0912000032", edit, {"where": "Hội tỉnh"})]
    assert visitor.get(address).status_code == 404

    task = page.current_workflow_task_state
    approve = f"/bien-tap/pages/workflow/action/{page.pk}/approve/{task.pk}/"
    editor.post(approve)
    assert visitor.get(address).status_code == 404
    leader.post(approve)
    assert told_of(NoticeKind.ARTICLE_PUBLISHED) == [("0912000031", edit, {"where": "Hội tỉnh"})]
    assert not mail.outbox  # by the house's own ways alone
    shown = visitor.get(address).content.decode()
    told = ("Tin của biên tập", "Cụm thi đua số 2", "Thứ 2, 11/11/2024 | 16:31:00 [GMT +7]")
    assert not [text for text in told if text not in shown]
    goes_back(leader, page, edit)
    assert "Tin sửa lại" in visitor.get(address).content.decode()
    leader.post(f"/bien-tap/pages/{page.pk}/unpublish/")
    assert visitor.get(address).status_code == 404


def packed(*names: str, size: int = 20) -> bytes:
    """An Office file with these parts, each of so many zeros."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("[Content_Types].xml", *names):
            archive.writestr(name, b"0" * size)
    return file.getvalue()


def in_vietnamese(answer: HttpResponse) -> list[str]:
    """What a form says is wrong, none of it in English."""
    said = [str(error) for errors in answer.context["form"].errors.values() for error in errors]
    return said if all(re.search("[ạảãáàậẩầấặẵắằịỉệểếềọỏộổốồờớởợụủứừữựỳđ]", one) for one in said) else []


def test_what_is_no_picture_or_too_large_is_not_taken(chapter: Chapter, portal: Portal) -> None:
    editor = signed_in(chapter, "0912000031", Role.PORTAL_EDITOR)
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    hostile = {
        "svg": SimpleUploadedFile("a.svg", svg, "image/svg+xml"),
        "svg named a picture": SimpleUploadedFile("a.png", svg, "image/png"),
        "html named a picture": SimpleUploadedFile("a.jpg", b"<html><script>alert(1)</script></html>", "image/jpeg"),
        "a gif named jpg": picture("a.jpg", kind="GIF"),
        "forty megapixels": picture("a.png", 6400, kind="PNG"),
    }
    for word, file in hostile.items():
        answer = editor.post("/bien-tap/images/add/", {"title": word, "file": file, "collection": "1"})
        assert answer.status_code == 200 and in_vietnamese(answer), word
        assert not Image.objects.exists(), word
    editor.post("/bien-tap/images/add/", {"title": "ảnh", "file": picture("a.jpg"), "collection": "1"})
    assert Image.objects.get().title == "ảnh"


def test_a_file_beside_an_article_is_what_its_name_says(chapter: Chapter, portal: Portal) -> None:
    editor = signed_in(chapter, "0912000031", Role.PORTAL_EDITOR)
    word = "word/document.xml"
    hostile = {
        "bang.docx": packed(word, size=60 << 20),  # unfolds into a hundred megabytes
        "macro.docx": packed(word, "word/vbaProject.bin"),
        "bang-tinh.xlsx": packed(word),
        "trang.pdf": b"<html><script>alert(1)</script></html>",
        "hoa-don.exe.pdf": b"MZ" + bytes(99),
        "so.csv": b"<script>alert(1)</script>",
        "trang.pdf.html": b"%PDF-1.7",
        "hinh.svg": b"<svg/>",
    }
    for name, data in hostile.items():
        file = SimpleUploadedFile(name, data, "application/octet-stream")
        answer = editor.post("/bien-tap/documents/add/", {"title": name, "file": file, "collection": "1"})
        assert answer.status_code == 200 and in_vietnamese(answer), (name, answer.context["form"].errors)
    good = {"a.docx": packed(word), "b.pdf": b"%PDF-1.7 ...", "c.csv": "Tên;Số\nHạ Long;12\n".encode()}
    for name, data in good.items():
        file = SimpleUploadedFile(name, data)
        editor.post("/bien-tap/documents/add/", {"title": name, "file": file, "collection": "1"})
    assert {*Document.objects.values_list("title", flat=True)} == good.keys()
    served = Client().get(Document.objects.get(title="a.docx").url)
    assert (
        served.headers["X-Content-Type-Options"] == "nosniff" and "attachment" in served.headers["Content-Disposition"]
    )
