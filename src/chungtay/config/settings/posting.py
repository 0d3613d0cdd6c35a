"""Settings of a process that posts and serves nobody: `exchange` and the rooms it stands on, without Wagtail.

More than half of the set-up was the others' (decision 0033).
"""

from . import *  # noqa: F403

CHUNGTAY_WHOLE = "chungtay.config.settings"  # those that know every app's migrations
INSTALLED_APPS = [
    "chungtay.exchange",
    "chungtay.aid",
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
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
]
