"""Settings: one machine and SQLite unless the environment says otherwise."""

import fcntl
import json
import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.contrib.messages import constants as messages
from django.core.exceptions import ImproperlyConfigured

from chungtay.organizations.rules import Role

PACKAGE = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("CHUNGTAY_HOME") or Path.cwd() / "data").resolve()


def _kept_secret(name: str) -> str:
    """A secret made on first use and kept in a file of its own in the data folder, readable by its owner only."""
    path = HOME / name
    kept = path.read_text().strip() if path.exists() else ""
    if not kept:
        HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)  # several workers may come first
            kept = file.read().strip() or secrets.token_urlsafe(48)
            file.seek(0)
            file.write(kept)
    return kept


def _data_keys() -> tuple[bytes, ...]:
    """Master keys of what is sealed in the database and beside it: the first seals, each opens (kernel.sealing)."""
    given = os.environ.get("CHUNGTAY_DATA_KEYS", "").split()
    if any(len(key) < SHORTEST_KEY for key in given):
        raise ImproperlyConfigured(f"CHUNGTAY_DATA_KEYS: keys of at least {SHORTEST_KEY} characters, by spaces")
    return tuple(key.encode() for key in given or _kept_secret("fields.key").split())


def _mail(address: str) -> dict[str, Any]:
    """Django's settings of a mail server, from `smtp://user:password@host:587/?tls=1` (or `ssl=1`)."""
    url = urlsplit(address)
    asked = parse_qs(url.query)
    return {
        "EMAIL_HOST": url.hostname or "localhost",
        "EMAIL_PORT": url.port or 25,
        "EMAIL_HOST_USER": unquote(url.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
        "EMAIL_USE_TLS": "tls" in asked,
        "EMAIL_USE_SSL": "ssl" in asked,
    }


SHORTEST_KEY = 32
SECRET_KEY = os.environ.get("CHUNGTAY_SECRET_KEY") or _kept_secret("secret.key")
CHUNGTAY_DATA_KEYS = _data_keys()
DEBUG = os.environ.get("CHUNGTAY_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("CHUNGTAY_HOSTS", "localhost,127.0.0.1,[::1]").replace(" ", "").split(",")
SECURE = os.environ.get("CHUNGTAY_HTTPS") == "1"
PROXIES = int(os.environ.get("CHUNGTAY_PROXIES", "1" if SECURE else "0"))  # of our own, before this site

INSTALLED_APPS = [
    "chungtay.demonstration",
    "chungtay.desk",
    "chungtay.portal",
    "chungtay.opinions",
    "chungtay.openness",
    "chungtay.administration",
    "chungtay.directory",
    "chungtay.intake",
    "chungtay.transcription",
    "chungtay.exchange",
    "chungtay.reading",
    "chungtay.reports",
    "chungtay.correspondence",
    "chungtay.plans",
    "chungtay.submissions",
    "chungtay.scrutiny",
    "chungtay.papers",
    "chungtay.meetings",
    "chungtay.explorer",
    "chungtay.totals",
    "chungtay.records",
    "chungtay.aid",
    "chungtay.drives",
    "chungtay.honours",
    "chungtay.bloodlists",
    "chungtay.callboard",
    "chungtay.callout",
    "chungtay.bloodrules",
    "chungtay.blood",
    "chungtay.people",
    "chungtay.figures",
    "chungtay.ledger",
    "chungtay.disasters",
    "chungtay.programmes",
    "chungtay.organizations",
    "chungtay.notifications",
    "chungtay.places",
    "chungtay.quantities",
    "chungtay.unpacking",
    "chungtay.documents",
    "chungtay.accounts",
    "chungtay.design",
    "chungtay.audit",
    "wagtail.contrib.sitemaps",
    "wagtail.contrib.table_block",
    "wagtail.contrib.simple_translation",
    "wagtail.locales",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "csp",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "chungtay.portal.middleware.KeptPages",
    "django.middleware.gzip.GZipMiddleware",  # pads at random against guessing by length (BREACH)
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "chungtay.design.middleware.ChosenLanguage",
    "chungtay.design.middleware.BodyLimit",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "chungtay.design.middleware.PrintableForms",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "chungtay.accounts.middleware.SeenSessions",
    "chungtay.desk.middleware.SecondStepFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "chungtay.portal.middleware.VisitorsRead",
    "chungtay.accounts.middleware.SignedInOnly",
    "chungtay.portal.middleware.EditorsOfToday",
]

ROOT_URLCONF = "chungtay.config.urls"
WSGI_APPLICATION = "chungtay.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "chungtay.desk.context_processors.frame",
                "chungtay.portal.context_processors.public_frame",
            ]
        },
    }
]

FORM_RENDERER = "chungtay.design.forms.WrittenWidgets"

DATABASES = {"default": dj_database_url.config(default=f"sqlite:///{HOME / 'chungtay.sqlite3'}", conn_max_age=600)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;"
            f"PRAGMA synchronous={os.environ.get('CHUNGTAY_SYNCHRONOUS', 'FULL')};"
            "PRAGMA foreign_keys=ON;PRAGMA cache_size=-64000;PRAGMA temp_store=MEMORY;PRAGMA mmap_size=268435456;"
        ),
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"

# Whose roles see personal data or give roles: they sign in with a second factor (decision 0014).
CHUNGTAY_SECOND_FACTOR_ROLES = frozenset(
    Role(name)
    for name in os.environ.get("CHUNGTAY_SECOND_FACTOR_ROLES", "blood_coordinator,administrator")
    .replace(",", " ")
    .split()
)
CHUNGTAY_LINK_DAYS = int(os.environ.get("CHUNGTAY_LINK_DAYS", "14"))  # how long an invitation is good
CHUNGTAY_RECOVERY_DAYS = int(os.environ.get("CHUNGTAY_RECOVERY_DAYS", "2"))  # and a link to set a lost password

EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get("CHUNGTAY_MAIL_FROM", "webmaster@localhost")
CHUNGTAY_MAIL = bool(os.environ.get("EMAIL_URL"))  # whether mail can be sent at all
globals().update(_mail(os.environ.get("EMAIL_URL", "")))

# How people are told of what concerns them.
CHUNGTAY_ADDRESS = os.environ.get("CHUNGTAY_ADDRESS") or f"{'https' if SECURE else 'http'}://{ALLOWED_HOSTS[0]}"
CHUNGTAY_DIGEST_HOUR = int(os.environ.get("CHUNGTAY_DIGEST_HOUR", "7"))  # from this hour of the day letters go out
CHUNGTAY_PUSH_SERVICES = (  # a browser says where it is reached: nothing else is ever called
    "https://fcm.googleapis.com",
    "https://*.push.services.mozilla.com",
    "https://*.notify.windows.com",
    "https://*.push.apple.com",
)

# How donors are told of a call: ways in the order of trying (console, mail, sms); none: the board shows what to say.
CHUNGTAY_CALL_DAYS = int(os.environ.get("CHUNGTAY_CALL_DAYS", "365"))  # a list is made by the calls of as many days
CHUNGTAY_CALL_WAYS = tuple(os.environ.get("CHUNGTAY_CALL_WAYS", "").replace(",", " ").split())
if set(CHUNGTAY_CALL_WAYS) - {"console", "mail", "sms"}:
    raise ImproperlyConfigured("CHUNGTAY_CALL_WAYS: console, mail, sms")
CHUNGTAY_SMS_URL = os.environ.get("CHUNGTAY_SMS_URL", "")
if "sms" in CHUNGTAY_CALL_WAYS and not CHUNGTAY_SMS_URL.startswith(("https://", "http://")):
    raise ImproperlyConfigured("CHUNGTAY_SMS_URL: the address of the provider")
CHUNGTAY_SMS_METHOD = os.environ.get("CHUNGTAY_SMS_METHOD", "POST").upper()
CHUNGTAY_SMS_TYPE = os.environ.get("CHUNGTAY_SMS_TYPE", "json")
CHUNGTAY_SMS_BODY = json.loads(os.environ.get("CHUNGTAY_SMS_BODY") or '{"to": "{number}", "text": "{text}"}')
CHUNGTAY_SMS_HEADERS = json.loads(os.environ.get("CHUNGTAY_SMS_HEADERS") or "{}")
CHUNGTAY_SMS_OK = os.environ.get("CHUNGTAY_SMS_OK", "")
CHUNGTAY_SMS_SECONDS = float(os.environ.get("CHUNGTAY_SMS_SECONDS", "10"))
CHUNGTAY_SMS_ACCENTED = os.environ.get("CHUNGTAY_SMS_ACCENTED") == "1"

TASKS = {
    "default": {"BACKEND": "django_tasks_db.DatabaseBackend"}
}  # done by `chungtay work`, which serve keeps running

MESSAGE_TAGS = {messages.SUCCESS: "good", messages.WARNING: "attention", messages.ERROR: "wrong"}  # as notices are

# The public portal (Wagtail): pages in two languages, pictures and files in the home's own folder.
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
WAGTAIL_SITE_NAME = "Chung Tay"
WAGTAILADMIN_BASE_URL = CHUNGTAY_ADDRESS
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_LOGIN_URL = "sign_in"
WAGTAIL_ENABLE_UPDATE_CHECK = WAGTAIL_ENABLE_WHATS_NEW_BANNER = WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILADMIN_PERMITTED_LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
WAGTAIL_USER_TIME_ZONES = ["Asia/Ho_Chi_Minh"]
WAGTAIL_ALLOW_UNICODE_SLUGS = True  # as typed; a page's address is kept without accents
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 << 20
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 36_000_000  # a picture is unpacked in memory: one of 40 megapixels takes 160 MB
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "csv", "odt", "ods"]
MEDIA_ROOT, MEDIA_URL = HOME / "media", "/tep/"

LANGUAGE_CODE = (
    "en" if os.environ.get("CHUNGTAY_LANGUAGE") == "en" else "vi"
)  # of commands, and before a reader chooses
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
LOCALE_PATHS = [PACKAGE / "design" / "locale", PACKAGE / "portal" / "locale"]  # win over the words of libraries

STATIC_URL = "/static/"  # served out of the package: nothing is collected
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_IMMUTABLE_FILE_TEST = r"/built/.+-[\w-]{8}\.\w+$"  # a digest of the contents is in the name

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
    }
}
SESSION_ENGINE = "chungtay.accounts.backends"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_SSL_REDIRECT = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"

LOGGING = {  # what fails is told on standard error, with its path and never with what was asked or typed
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {
        "failures": {"class": "logging.StreamHandler", "level": "ERROR", "formatter": "plain"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "loggers": {
        "django": {"handlers": ["failures"]},
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},  # scanners, day and night
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# What a database that was made or migrated is given: each is an idempotent action (by=, at=).
CHUNGTAY_FIRST_STEPS = (
    "chungtay.places.actions.load_points",
    "chungtay.ledger.actions.load_core",
    "chungtay.programmes.actions.load_programmes",
    "chungtay.disasters.actions.load_disasters",
)

# Unconfirmed facts of the field are settings, never constants.
# May leaders approve what they entered themselves: never, sole (nobody else may approve for the unit), always.
CHUNGTAY_APPROVE_OWN = os.environ.get("CHUNGTAY_APPROVE_OWN", "sole")
# May who handed a report in take it as well: never, sole (nobody else may for the unit that asks for it), always.
CHUNGTAY_ACCEPT_OWN = os.environ.get("CHUNGTAY_ACCEPT_OWN", "sole")
CHUNGTAY_STOCK_AGE_DAYS = int(os.environ.get("CHUNGTAY_STOCK_AGE_DAYS", "400"))  # a reading of a stock counts so long
CHUNGTAY_CARE_DAYS = int(os.environ.get("CHUNGTAY_CARE_DAYS", "7"))  # a backup and a check of the book are due so often
CHUNGTAY_RELIEF_DAYS = int(os.environ.get("CHUNGTAY_RELIEF_DAYS", "180"))  # relief is likely so long after a disaster
CHUNGTAY_DUPLICATE_DAYS = int(os.environ.get("CHUNGTAY_DUPLICATE_DAYS", "3"))  # the same work so near is asked about
CHUNGTAY_PRICE_TIMES = int(os.environ.get("CHUNGTAY_PRICE_TIMES", "5"))  # a price so far from the usual is asked about

# What is sent in: photos as evidence, and how much one person may write within an hour.
CHUNGTAY_EVIDENCE_BYTES = int(os.environ.get("CHUNGTAY_EVIDENCE_BYTES", str(10 << 20)))  # of one photo as it arrives
CHUNGTAY_EVIDENCE_PIXELS = int(os.environ.get("CHUNGTAY_EVIDENCE_PIXELS", "50000000"))
CHUNGTAY_EVIDENCE_EDGE = int(os.environ.get("CHUNGTAY_EVIDENCE_EDGE", "1600"))  # longer edges are shrunk to this
CHUNGTAY_EVIDENCE_PER_RECORD = int(os.environ.get("CHUNGTAY_EVIDENCE_PER_RECORD", "12"))
CHUNGTAY_EVIDENCE_DAYS = int(os.environ.get("CHUNGTAY_EVIDENCE_DAYS", "30"))  # that photos of no record are kept
CHUNGTAY_UPLOAD_BYTES = int(os.environ.get("CHUNGTAY_UPLOAD_BYTES", str(64 << 20)))  # of anything that is sent at once
CHUNGTAY_WRITES_AN_HOUR = int(os.environ.get("CHUNGTAY_WRITES_AN_HOUR", "600"))
CHUNGTAY_SERIES_PER_KIND = (
    os.environ.get("CHUNGTAY_SERIES_PER_KIND") == "1"
)  # papers numbered per kind, not all together
CHUNGTAY_ATTACHMENT_BYTES = int(
    os.environ.get("CHUNGTAY_ATTACHMENT_BYTES", str(10 << 20))
)  # of a file with a directive
CHUNGTAY_ATTACHMENTS = int(os.environ.get("CHUNGTAY_ATTACHMENTS", "5"))  # files with one directive
CHUNGTAY_EVIDENCE_CACHE = 3600  # seconds that a reader's own browser may keep a small picture

# Files on their way in: what one may be, how long it is kept, and from how many rows on it is done in the background.
CHUNGTAY_IMPORT_BYTES = int(os.environ.get("CHUNGTAY_IMPORT_BYTES", str(20 << 20)))
CHUNGTAY_IMPORT_UNPACKED = int(
    os.environ.get("CHUNGTAY_IMPORT_UNPACKED", str(200 << 20))
)  # bytes of a workbook's parts
CHUNGTAY_IMPORT_ROWS = int(os.environ.get("CHUNGTAY_IMPORT_ROWS", "200000"))
CHUNGTAY_IMPORT_CELLS = int(os.environ.get("CHUNGTAY_IMPORT_CELLS", "6000000"))
CHUNGTAY_IMPORT_DAYS = int(os.environ.get("CHUNGTAY_IMPORT_DAYS", "30"))
CHUNGTAY_IMPORT_DRAFTS = int(os.environ.get("CHUNGTAY_IMPORT_DRAFTS", "20"))  # of one person at a time
CHUNGTAY_IMPORT_AT_ONCE = int(os.environ.get("CHUNGTAY_IMPORT_AT_ONCE", "2000"))  # rows done while the page waits
CHUNGTAY_IMPORT_SHOWN = int(os.environ.get("CHUNGTAY_IMPORT_SHOWN", "2000"))  # refused rows that are kept to be mended
# A blood centre's list: days until one that nobody recorded, and what is sealed of people not found, are thrown away.
CHUNGTAY_BLOOD_LIST_DAYS = int(os.environ.get("CHUNGTAY_BLOOD_LIST_DAYS", "30"))

# Documents that are read: how large one may be, how many figures it may hold, how many of one person wait, and for how
# long one that nobody posted is kept.
CHUNGTAY_DOCUMENT_BYTES = int(os.environ.get("CHUNGTAY_DOCUMENT_BYTES", str(20 << 20)))
CHUNGTAY_DOCUMENT_FIGURES = int(os.environ.get("CHUNGTAY_DOCUMENT_FIGURES", "3000"))
CHUNGTAY_DOCUMENTS = int(os.environ.get("CHUNGTAY_DOCUMENTS", "50"))
CHUNGTAY_ERASURE_DAYS = int(os.environ.get("CHUNGTAY_ERASURE_DAYS", "3"))  # within them a donor's wish is carried out
CHUNGTAY_DONOR_YEARS = int(os.environ.get("CHUNGTAY_DONOR_YEARS", "10"))  # without contact; then a donor is erased
CHUNGTAY_DOCUMENT_DAYS = int(os.environ.get("CHUNGTAY_DOCUMENT_DAYS", "30"))
