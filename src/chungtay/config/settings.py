"""Settings: one machine and SQLite unless the environment says otherwise."""

import fcntl
import os
import secrets
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

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
    "chungtay.administration",
    "chungtay.exchange",
    "chungtay.reports",
    "chungtay.records",
    "chungtay.aid",
    "chungtay.figures",
    "chungtay.ledger",
    "chungtay.disasters",
    "chungtay.programmes",
    "chungtay.organizations",
    "chungtay.places",
    "chungtay.documents",
    "chungtay.accounts",
    "chungtay.design",
    "chungtay.audit",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "chungtay.design.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
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
            ]
        },
    }
]

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

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
LOCALE_PATHS = [PACKAGE / "design" / "locale"]

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
    "chungtay.ledger.actions.load_core",
    "chungtay.programmes.actions.load_programmes",
    "chungtay.disasters.actions.load_disasters",
)

# Unconfirmed facts of the field are settings, never constants.
CHUNGTAY_STOCK_AGE_DAYS = int(os.environ.get("CHUNGTAY_STOCK_AGE_DAYS", "400"))  # a reading of a stock counts so long
