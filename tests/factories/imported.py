"""Imports the house, all of it, for the process that others are forked from (processes.py)."""

import gc
import os

import django

gc.disable()  # what is imported stays
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chungtay.config.settings")
django.setup()

from django.core.management import get_commands, load_command_class  # noqa: E402
from django.db.migrations.loader import MigrationLoader  # noqa: E402
from django.urls import get_resolver  # noqa: E402

_ = get_resolver().url_patterns
for _name, _app in get_commands().items():
    if _app.startswith("chungtay."):
        load_command_class(_app, _name)
MigrationLoader(None)
gc.freeze()
