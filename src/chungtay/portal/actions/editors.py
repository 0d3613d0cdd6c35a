"""The groups of a portal: editors write and hand in, publishers publish."""

from datetime import date, datetime
from typing import Final

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from chungtay.accounts.models import User
from chungtay.portal.queries.editors import EDITORS, PUBLISHERS, editing_groups, group_name

_PAGES: Final = {EDITORS: ("add_page", "change_page"), PUBLISHERS: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")}  # fmt: skip
_FILES: Final = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")
_SNIPPETS: Final = ("add_linkedsite", "change_linkedsite", "delete_linkedsite")
WORKFLOW: Final = "Lãnh đạo duyệt"


def add_groups(*, by: User | None, at: datetime, unit_code: str, fronts: list[Page]) -> None:
    """Make the two groups of a portal, what they may do on its pages, and the review between them."""
    for part, allowed in _PAGES.items():
        group, _ = Group.objects.get_or_create(name=group_name(unit_code, part))
        group.permissions.add(
            *Permission.objects.filter(codename__in=("access_admin", "submit_translation", *_SNIPPETS))
        )
        for page in fronts:
            for permission in Permission.objects.filter(codename__in=allowed, content_type__app_label="wagtailcore"):
                GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)
        root = Collection.get_first_root_node()
        for permission in Permission.objects.filter(codename__in=_FILES):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
    _add_review(group, fronts, f"{WORKFLOW} ({unit_code})")


def _add_review(publishers: Group, fronts: list[Page], name: str) -> None:
    task, _ = GroupApprovalTask.objects.get_or_create(name=name)
    task.groups.add(publishers)
    workflow, _ = Workflow.objects.get_or_create(name=task.name)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    for page in fronts:
        WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": workflow})


@transaction.atomic
def assign_editing(*, by: User | None, at: datetime, on: date, user: User) -> None:
    """Make a person's groups those of the roles of a day; writes only what differs."""
    due = editing_groups(user, on)
    held = set(user.groups.filter(name__startswith="portal:").values_list("pk", flat=True))
    if due - held:
        user.groups.add(*(due - held))
    if held - due:
        user.groups.remove(*(held - due))
