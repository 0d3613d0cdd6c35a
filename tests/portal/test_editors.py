"""From an editor's draft to what a visitor reads: written, handed in, published by a leader, taken away."""

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image as Picture
from wagtail.images.models import Image

from chungtay.accounts.models import User
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
    return parts | {"title": title, "slug": "bai-moi", "shown_at": "2024-11-11 16:31", "lead": "Chiều 11/11."} | more


def picture(name: str, width: int = 60, kind: str = "JPEG") -> SimpleUploadedFile:
    file = io.BytesIO()
    Picture.new("L", (width, width)).save(file, kind)
    return SimpleUploadedFile(name, file.getvalue())


def test_an_article_goes_from_its_editor_by_a_leader_to_a_visitor(
    chapter: Chapter, portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "ASKED_EVERY", 0)
    editor = signed_in(chapter, "0912000031", Role.PORTAL_EDITOR)
    leader = signed_in(chapter, "0912000032", Role.APPROVER)
    visitor, address = Client(), "/tin/xa-hoi/bai-moi/"
    home = editor.get("/bien-tap/").content.decode()
    assert "<title>" in home
    assert not [word for word in ("guide.wagtail.org", "docs.wagtail.org", "gravatar") if word in home]
    assert "- Wagtail" not in home

    add = f"/bien-tap/pages/add/portal/articlepage/{portal.section.pk}/"
    editor.post(add, article("Tin của biên tập", **{"action-publish": "1"}))
    assert visitor.get(address).status_code == 404
    page = ArticlePage.objects.get(slug="bai-moi")
    edit = f"/bien-tap/pages/{page.pk}/edit/"
    assert not page.live
    editor.post(edit, article("Tin của biên tập", **{"action-submit": "1"}))
    page.refresh_from_db()
    assert page.workflow_in_progress
    assert visitor.get(address).status_code == 404

    task = page.current_workflow_task_state
    approve = f"/bien-tap/pages/workflow/action/{page.pk}/approve/{task.pk}/"
    editor.post(approve)
    assert visitor.get(address).status_code == 404
    leader.post(approve)
    shown = visitor.get(address).content.decode()
    assert "Tin của biên tập" in shown
    assert "Cụm thi đua số 2" in shown
    assert "Thứ 2, 11/11/2024 | 16:31:00 [GMT +7]" in shown
    leader.post(f"/bien-tap/pages/{page.pk}/unpublish/")
    assert visitor.get(address).status_code == 404


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
        assert answer.status_code == 200, word
        assert not Image.objects.exists(), word
    editor.post("/bien-tap/images/add/", {"title": "ảnh", "file": picture("a.jpg"), "collection": "1"})
    assert Image.objects.get().title == "ảnh"
