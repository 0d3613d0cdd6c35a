"""Which meeting a page is about, and how its forms are sent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from chungtay.accounts.models import User
from chungtay.accounts.views.doors import person
from chungtay.design.templatetags.writing import say
from chungtay.figures.views import sight_of
from chungtay.kernel.errors import Refusal
from chungtay.meetings import queries
from chungtay.meetings.queries import MeetingPage
from chungtay.meetings.rules.states import MeetingState
from chungtay.organizations.queries import Sight

Save = Callable[[User, datetime], object]


@dataclass(frozen=True, slots=True)
class Looked:
    """A meeting and who looks at it: whether the person runs it, and the asked units for which the person may write."""

    seen: Sight
    page: MeetingPage
    runs: bool
    writes_for: frozenset[int]

    @property
    def reads_minutes(self) -> bool:
        """Drafts are read by whoever writes them; the others read what stands."""
        return self.runs or self.page.meeting.state == MeetingState.CLOSED


def looked(request: HttpRequest, pk: int, *, whole: bool = False, counted: bool = True) -> Looked:
    """The meeting, for whom it concerns; to others there is none. `whole`: with conclusions, `counted`: with their figures."""
    seen, row = sight_of(request), queries.meeting_row(pk)
    if row is None:
        raise PermissionDenied
    page = queries.meeting_page(row, seen.on, seen.structure, followed_up=whole, counted=counted)
    units = [unit.id for unit in page.units]
    if not queries.sees(seen, row, units):
        raise PermissionDenied
    return Looked(seen, page, queries.runs(seen, row.of, row.held_on), queries.writers(seen, units))


def run(request: HttpRequest, pk: int) -> Looked:
    """The same, for whoever runs the meeting, until it is closed. What was typed meanwhile is refused by its action, in
    its form: nothing is lost."""
    found = looked(request, pk)
    if not found.runs or (found.page.stands and request.method != "POST"):
        raise PermissionDenied
    return found


def sent(
    request: HttpRequest, form: Form, save: Save, told: str, then: str | Callable[[Any], str]
) -> HttpResponse | None:
    """Save what a form says and go on (`then` may follow from what was made); None while it is shown, or to be mended."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        made = save(person(request), timezone.now())
    except Refusal as refusal:
        form.add_error(None, say(refusal))
        return None
    messages.success(request, told)
    return redirect(then(made) if callable(then) else then)


def shown(request: HttpRequest, form: Form, title: str, back: str, **more: Any) -> HttpResponse:
    """The page of a form: `template` where it is not one column of fields; `does`: its button, where not the title."""
    template = more.pop("template", "meetings/form.html")
    return render(request, template, {"form": form, "title": title, "does": title, "back": back, **more})


def overtaken(form: Form, seen: int) -> bool:
    """Did somebody write after what the form began from? It begins from that then, which its page shows beside it."""
    if not form.is_bound or form.cleaned_data.get("seen") in (None, seen):
        return False
    form.data = {name: form.data.get(name) for name in form.data} | {"seen": seen}
    return True


def place(pk: int, part: str = "") -> str:
    """The address of a meeting's page, or of a part of it."""
    return reverse("meeting", args=[pk]) + (f"#{part}" if part else "")
