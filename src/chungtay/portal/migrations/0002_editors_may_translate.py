"""Editors of portals that were opened before may hand a page on to be translated, as those of later ones may."""

from typing import Any

from django.db import migrations


def grant_translation(apps: Any, _editor: Any) -> None:
    groups = list(apps.get_model("auth", "Group").objects.filter(name__startswith="portal:"))
    if not groups:
        return
    # Permissions are made after all migrations: in the run that brings the app, this one would not be there yet.
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="simple_translation", model="simpletranslation"
    )
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename="submit_translation", defaults={"name": "Can submit translations"}
    )
    for group in groups:
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0001_pages"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(grant_translation, migrations.RunPython.noop)]
