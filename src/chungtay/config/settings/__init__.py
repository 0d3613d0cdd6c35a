"""Settings: one machine and SQLite unless the environment says otherwise."""

import fcntl
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

from .blood import *  # noqa: F403 - a settings module is made of names
from .limits import *  # noqa: F403
from .portal import *  # noqa: F403

PACKAGE = Path(__file__).resolve().parent.parent.parent
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

CHUNGTAY_WHOLE = ""  # where these are not the whole: the settings that are
INSTALLED_APPS = [
    "chungtay.demonstration",
    "chungtay.desk",
    "chungtay.portal",
    "chungtay.almanac",
    "chungtay.opendata",
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
    "chungtay.design.middleware.SpokenNames",
    "chungtay.design.middleware.PrintableForms",
    "chungtay.accounts.middleware.SignedIn",
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

TASKS = {
    "default": {"BACKEND": "django_tasks_db.DatabaseBackend"}
}  # done by `chungtay work`, which serve keeps running

MESSAGE_TAGS = {messages.SUCCESS: "good", messages.WARNING: "attention", messages.ERROR: "wrong"}  # as notices are

WAGTAILADMIN_BASE_URL = CHUNGTAY_ADDRESS
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
