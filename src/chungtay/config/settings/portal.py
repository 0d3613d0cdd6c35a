"""The public portal: what of the chapter is public, readers' opinions, and what Wagtail may do."""

import os

from django.core.exceptions import ImproperlyConfigured

CHUNGTAY_PORTAL, CHUNGTAY_OPEN = "tin", "cong-khai"  # the first parts of public addresses
CHUNGTAY_SMALL_CELL = int(os.environ.get("CHUNGTAY_SMALL_CELL", "5"))  # counts of people below it are not told
if CHUNGTAY_SMALL_CELL < 5:
    raise ImproperlyConfigured("CHUNGTAY_SMALL_CELL: 5 or more")
CHUNGTAY_CHAPTER = os.environ.get("CHUNGTAY_CHAPTER", "")  # code of the open pages' unit; empty: the only province
CHUNGTAY_PUBLIC_MEETINGS = tuple(  # kinds of meetings that stand in the public calendar
    os.environ.get("CHUNGTAY_PUBLIC_MEETINGS", "interim,final").replace(",", " ").split()
)
if set(CHUNGTAY_PUBLIC_MEETINGS) - {"briefing", "interim", "final"}:
    raise ImproperlyConfigured("CHUNGTAY_PUBLIC_MEETINGS: briefing, interim, final")
CHUNGTAY_DATA_LICENCE = os.environ.get("CHUNGTAY_DATA_LICENCE", "CC BY 4.0")  # the chapter's choice for its open data
CHUNGTAY_DATA_LICENCE_URL = os.environ.get(
    "CHUNGTAY_DATA_LICENCE_URL", "https://creativecommons.org/licenses/by/4.0/deed.vi"
)
CHUNGTAY_EDITORS_PUBLISH = os.environ.get("CHUNGTAY_EDITORS_PUBLISH") == "1"  # without a leader's yes
# Readers' opinions: how long after its day an article takes them (0: always), seconds that writing one takes at least, how
# many come within an hour from one place and in all, days until what is not shown, and e-mail addresses, are erased.
CHUNGTAY_OPINION_DAYS = int(os.environ.get("CHUNGTAY_OPINION_DAYS", "90"))
CHUNGTAY_OPINION_SECONDS = int(os.environ.get("CHUNGTAY_OPINION_SECONDS", "4"))
CHUNGTAY_OPINIONS_PER_ADDRESS = int(os.environ.get("CHUNGTAY_OPINIONS_PER_ADDRESS", "6"))
CHUNGTAY_OPINIONS_AN_HOUR = int(os.environ.get("CHUNGTAY_OPINIONS_AN_HOUR", "200"))
CHUNGTAY_OPINION_REFUSED_DAYS = int(os.environ.get("CHUNGTAY_OPINION_REFUSED_DAYS", "90"))
CHUNGTAY_OPINION_EMAIL_DAYS = int(os.environ.get("CHUNGTAY_OPINION_EMAIL_DAYS", "180"))

# Wagtail: one door and one account (decision 0032), no request to anybody else.
WAGTAIL_SITE_NAME = "Chung Tay"
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_LOGIN_URL = "sign_in"
WAGTAIL_ENABLE_UPDATE_CHECK = WAGTAIL_ENABLE_WHATS_NEW_BANNER = WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAILADMIN_COMMENTS_ENABLED = False  # they go out as letters of Wagtail's; who reviews says why in returning a page
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILADMIN_PERMITTED_LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
WAGTAIL_USER_TIME_ZONES = ["Asia/Ho_Chi_Minh"]
WAGTAIL_ALLOW_UNICODE_SLUGS = True  # as typed; a page's address is kept without accents
FORMAT_MODULE_PATH = "chungtay.portal.locale"  # how days are written and read where a form or a list does not say
WAGTAIL_DATE_FORMAT, WAGTAIL_TIME_FORMAT = "%d/%m/%Y", "%H:%M"
WAGTAIL_DATETIME_FORMAT = f"{WAGTAIL_DATE_FORMAT} {WAGTAIL_TIME_FORMAT}"
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 << 20
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 36_000_000  # a picture is unpacked in memory: one of 40 megapixels takes 160 MB
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "csv", "odt", "ods"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "chungtay.portal.forms.PaperForm"  # a file must be what its name says
CHUNGTAY_PAPER_BYTES = int(os.environ.get("CHUNGTAY_PAPER_BYTES", str(20 << 20)))  # of one file beside an article
