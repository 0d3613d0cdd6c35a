"""A portal of one section and three articles, and two who keep it, for a real browser.

CHUNGTAY_HOME=DATA python -m tests.browser.portal
"""

import io
from datetime import date, timedelta

import django

django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.utils import timezone  # noqa: E402
from PIL import Image as Picture  # noqa: E402
from wagtail.images.models import Image  # noqa: E402
from wagtail.models import Locale  # noqa: E402

from chungtay.accounts.models import User  # noqa: E402
from chungtay.ledger.actions import load_core, post_tree, record  # noqa: E402
from chungtay.ledger.rules import Amount, RecordDraft  # noqa: E402
from chungtay.organizations.actions import assign_role  # noqa: E402
from chungtay.organizations.rules import Role  # noqa: E402
from chungtay.portal.actions import open_portal  # noqa: E402
from chungtay.portal.models import ArticlePage, LinkedSite, SectionPage  # noqa: E402
from tests.browser.live import PASSWORD  # noqa: E402
from tests.factories.organizations import AT, BEGINS, chapter  # noqa: E402

KEEPERS = {"0912000031": Role.PORTAL_EDITOR, "0912000032": Role.APPROVER}

BODY = [
    ("text", "<p>Cụm thi đua số 2 gồm có Hội Chữ thập đỏ của sáu địa phương và một trường cao đẳng.</p>" * 12),
    ("heading", "Kết quả nổi bật"),
    ("quote", {"text": "Chung tay vì người nghèo.", "who": "Chủ tịch Hội"}),
]


def picture() -> Image:
    """A picture of one colour."""
    file = io.BytesIO()
    Picture.new("RGB", (1200, 800), (160, 60, 40)).save(file, "JPEG")
    upload = SimpleUploadedFile("anh.jpg", file.getvalue(), "image/jpeg")
    return Image.objects.create(title="Buổi giao ban", file=upload)


def keepers() -> None:
    """Who edits and who publishes, and a gift in the book for them to tell of."""
    where = chapter()
    for login, role in KEEPERS.items():
        user = User.objects.create_user(login, PASSWORD, name=f"Người {role}")
        assign_role(by=None, at=AT, user=user, unit_id=where.id("22"), role=role, valid_from=BEGINS)
    load_core(by=None, at=AT)
    post_tree(by=None, at=AT)
    gift = RecordDraft(where.id("22.206"), "qua", date(2024, 5, 4), (Amount("gift.count", 1_250),), title="Tặng quà")
    record(by=None, at=AT, records=[gift])


def main() -> None:
    keepers()
    now, seen = timezone.now(), picture()
    front = open_portal(by=None, at=now, unit_code="22", titles={"vi": "Hội Chữ thập đỏ tỉnh", "en": "The chapter"})
    for top in (front, front.get_translation(Locale.objects.get(language_code="en"))):
        section = SectionPage(title="Công tác xã hội", slug="xa-hoi", locale=top.locale)
        top.add_child(instance=section)
        section.save_revision().publish()
        for number in range(3):
            article = ArticlePage(title=f"Hội Chữ thập đỏ tỉnh giao ban lần {number}", slug=f"bai-{number}")
            article.lead = "Chiều 11/11, tại thị xã Quảng Yên, Hội Chữ thập đỏ tỉnh tổ chức hội nghị giao ban."
            article.locale, article.body, article.shown_at = top.locale, BODY, now - timedelta(days=number)
            article.picture, article.picture_caption = seen, "Toàn cảnh hội nghị"
            section.add_child(instance=article)
            article.save_revision().publish()
    LinkedSite.objects.create(name="Trung ương Hội", address="https://redcross.org.vn/")


if __name__ == "__main__":
    main()
