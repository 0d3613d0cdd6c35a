"""Tables: names of days and moments, migrations in one line, nothing that waits to be migrated."""

import re
from collections.abc import Iterator
from io import StringIO

import pytest
from django.apps import apps as django_apps
from django.core.management import call_command
from django.db import models
from django.db.migrations.loader import MigrationLoader

from .source import PACKAGE, lessons
from .words import identifiers

MOMENTS = (models.DateTimeField,)
DAYS = (models.DateField,)
NAMED_FOR_NOTHING = re.compile(r"^\d{4}_(auto|alter|initial$|merge|custom)")


def own_models() -> list[type[models.Model]]:
    return [model for model in django_apps.get_models() if model.__module__.startswith("chungtay.")]


def own_fields() -> Iterator[tuple[str, models.Field]]:
    """Fields that the house itself names; a library's abstract base names its own."""
    for model in own_models():
        library = {
            field.name
            for base in model.__mro__
            if issubclass(base, models.Model) and hasattr(base, "_meta") and not base.__module__.startswith("chungtay.")
            for field in base._meta.local_fields
        }
        for field in model._meta.local_fields:
            if field.name not in library:
                yield f"{model.__module__}.{model.__name__}.{field.name}", field


def holds_day(field: models.Field) -> bool:
    return type(field).__name__ == "DayField" or (isinstance(field, DAYS) and not isinstance(field, MOMENTS))


def test_a_day_ends_in_on_and_a_moment_in_at() -> None:
    allowed = identifiers("Days and moments")
    wrong = []
    for name, field in own_fields():
        suffix = "_at" if isinstance(field, MOMENTS) else "_on" if holds_day(field) else None
        if suffix and not field.name.endswith(suffix) and field.name not in allowed:
            wrong.append(f"{name} (expected …{suffix})")
    assert not wrong, lessons(
        wrong, "A date in Viet Nam ends in _on, a moment in _at; the few bare words stand in the glossary."
    )


def test_a_name_does_not_lie_about_being_a_day_or_a_moment() -> None:
    wrong = []
    for name, field in own_fields():
        if field.name.endswith("_on") and not holds_day(field):
            wrong.append(name)
        if field.name.endswith("_at") and not isinstance(field, MOMENTS):
            wrong.append(name)
    assert not wrong, lessons(wrong, "_on promises a day, _at a moment.")


def test_every_model_can_say_what_a_row_is() -> None:
    mute = [model.__name__ for model in own_models() if model.__str__ is models.Model.__str__]
    assert not mute, lessons(mute, "Give the model a __str__ that a person understands.")


def test_migrations_stand_in_one_line() -> None:
    graph = MigrationLoader(None, ignore_no_migrations=True).graph
    ours = {config.label for config in django_apps.get_app_configs() if config.name.startswith("chungtay.")}
    forked = [
        f"{app}: {', '.join(leaves)}"
        for app in sorted(ours)
        if len(leaves := [n for _, n in graph.leaf_nodes(app)]) > 1
    ]
    assert not forked, lessons(forked, "Two migrations end the app's line: renumber the later one behind the other.")


def test_migrations_are_named_for_what_they_change() -> None:
    files = sorted(PACKAGE.glob("*/migrations/[0-9]*.py"))
    assert files
    vague = [f"{path.parts[-3]}/{path.name}" for path in files if NAMED_FOR_NOTHING.match(path.stem)]
    assert not vague, lessons(vague, "Name the migration after the change: 0002_counting_rules, not 0002_auto.")


def test_migrations_are_numbered_without_gap() -> None:
    wrong = []
    for folder in sorted(PACKAGE.glob("*/migrations")):
        numbers = sorted(int(path.name[:4]) for path in folder.glob("[0-9]*.py"))
        if numbers != list(range(1, len(numbers) + 1)):
            wrong.append(f"{folder.parent.name}: {numbers}")
    assert not wrong, lessons(wrong, "0001, 0002, 0003: one line, one number each.")


@pytest.mark.django_db
def test_no_change_of_a_model_waits_for_its_migration() -> None:
    said = StringIO()
    try:
        call_command("makemigrations", "--check", "--dry-run", stdout=said)
    except SystemExit:
        pytest.fail(f"Write the migration (and name it for what it changes):\n{said.getvalue()}")
