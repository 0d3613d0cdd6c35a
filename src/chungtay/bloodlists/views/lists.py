"""Lists that came; one of them read, mended, recorded, taken back."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chungtay.accounts.models import User
from chungtay.accounts.views.doors import person
from chungtay.blood.views.asking import coordinator
from chungtay.blood.views.donors import own_choices
from chungtay.bloodlists import actions, queries
from chungtay.bloodlists.forms import NoteColumns, OpenList, cells_said, columns_said, numbers_said
from chungtay.bloodlists.models import BloodList
from chungtay.bloodlists.queries import pages
from chungtay.bloodlists.queries.lists import SHOWN
from chungtay.bloodlists.rules.columns import FIELD_NAMES, ListField
from chungtay.bloodlists.rules.states import ListState
from chungtay.design.templatetags.writing import say
from chungtay.kernel.errors import Refusal
from chungtay.kernel.text import one_line
from chungtay.organizations.queries import Sight


@require_http_methods(["GET", "HEAD", "POST"])
def blood_lists(request: HttpRequest) -> HttpResponse:
    """The lists of one's units: who brought them when, what they came to; a POST takes a new one in."""
    seen, units = coordinator(request)
    form = OpenList(request.POST or None, request.FILES or None, units=own_choices(seen, units))
    if request.method == "POST" and form.is_valid():
        told, (name, data) = form.cleaned_data, form.name_and_bytes
        try:
            row = actions.open_list(
                by=person(request), at=timezone.now(), on=seen.on, unit_id=int(told["unit"]), centre=told["centre"],
                name=name, data=data, day=told["day"],
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error("file" if told["file"] else "pasted", say(refusal))
        else:
            if row.state == ListState.POSTED:
                messages.info(request, _("Danh sách này đã được ghi trước đây, không ghi lần thứ hai."))
            return redirect("blood_list", row.pk)
    found = list(queries.lists_of(units, person(request))[:SHOWN])
    called = seen.structure.units_of({row.unit_id for row in found}, seen.on)
    rows = [(row, called.get(row.unit_id)) for row in found]
    return render(request, "bloodlists/blood_lists.html", {"form": form, "rows": rows})


@require_http_methods(["GET", "HEAD"])
def blood_list(request: HttpRequest, pk: int) -> HttpResponse:
    """One list where it stands: what is wrong with it and what it would change, or what came of it."""
    seen, _units, row = own_list(request, pk)
    if row.state != ListState.OPEN:
        context = {
            "list": row,
            "flagged": pages.flagged_of(row),
            "unit": seen.structure.unit_by_id(row.unit_id, seen.on),
        }
        return render(request, "bloodlists/blood_list.html", context)
    staged = queries.staged_in(row)
    told = queries.verdict(row, staged, seen.on, seen.structure.descendant_ids([row.unit_id]))
    if told.columns:
        return redirect("note_list_columns", pk)
    count = pages.pages_of(told)
    page = min(max(_number(request, "page", 1), 1), count)
    return render(request, "bloodlists/preview.html", {
        "list": row, "told": told, "remarks": pages.remarks_of(told), "page": page, "pages": count,
        "rows": pages.wrong_rows(staged, told, page, _number(request, "row", 0)), "left_out": sorted(staged.left_out),
        "unread": staged.unread, "new": told.count("new"), "already": told.count("already"), "deferred": told.count("deferred"), "drives": sorted(told.drives.items()),
        "ignored": [staged.headings[i] for i, m in staged.meanings.items() if m == "#" and i in staged.columns],
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def note_list_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """What each column is taken for; a POST keeps what was said by hand."""
    seen, _units, row = own_list(request, pk)
    if row.state != ListState.OPEN:
        return redirect("blood_list", pk)
    staged = queries.staged_in(row)
    form = NoteColumns(request.POST or None, staged=staged)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.note_columns(
                by=person(request), at=timezone.now(), on=seen.on, list_id=pk, given=columns_said(request.POST),
                heading_row=said["heading_row"], day=said["day"],
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error("day", say(refusal))
        else:
            return redirect("blood_list", pk)
    problems = dict(queries.verdict(row, staged, seen.on, seen.structure.descendant_ids([row.unit_id])).columns)
    choices = [(field.value, _(FIELD_NAMES[field])) for field in ListField]
    return render(request, "bloodlists/note_list_columns.html", {
        "list": row, "form": form, "columns": pages.columns_of(staged, problems), "whole": problems.get(None),
        "choices": choices, "problems": problems, "unclear": problems.keys() - {None},
    })  # fmt: skip


@require_POST
def change_list(request: HttpRequest, pk: int) -> HttpResponse:
    """What takes one touch: cells corrected, the list recorded, put away, taken back."""
    seen, _units, row = own_list(request, pk)
    by, at = person(request), timezone.now()
    reason = one_line(request.POST.get("reason", ""))[:300]
    changes: dict[str, Callable[[], str]] = {
        "correct": lambda: _correct(request, row, by, at),
        "post": lambda: _posted(actions.import_list(by=by, at=at, on=seen.on, list_id=pk)),
        "close": lambda: _closed(row, by, at),
        "undo": lambda: _undone(actions.undo_list(by=by, at=at, on=seen.on, list_id=pk, reason=reason)),
    }
    what = request.POST.get("do", "")
    if what not in changes:
        raise Http404
    try:
        messages.success(request, changes[what]())
    except Refusal as refusal:
        messages.error(request, say(refusal))
        what = ""
    return redirect("blood_lists") if what == "close" else redirect("blood_list", pk)


def _correct(request: HttpRequest, row: BloodList, by: User, at: datetime) -> str:
    data = request.POST
    actions.correct_list(
        by=by, at=at, list_id=row.pk, edits=cells_said(data, queries.staged_in(row)),
        left_out=numbers_said(data.getlist("out")), taken_back=numbers_said(data.getlist("back")),
    )  # fmt: skip
    return _("Đã lưu, danh sách được kiểm tra lại.")


def _posted(row: BloodList) -> str:
    told: dict[str, int] = row.outcome
    return _("Đã ghi %(new)s lần hiến; %(already)s dòng đã có từ trước.") % told


def _closed(row: BloodList, by: User, at: datetime) -> str:
    actions.close_list(by=by, at=at, list_id=row.pk)
    return _("Đã bỏ danh sách, không ghi gì.")


def _undone(told: tuple[int, int]) -> str:
    gone, stays = told
    words = _("Đã rút %(gone)s lần hiến của danh sách.") % {"gone": gone}
    kept = _("%(stays)s hồ sơ giữ nhóm máu hiện tại, vì đã đổi sau đó hoặc đã hết hạn giữ.") % {"stays": stays}
    return f"{words} {kept}" if stays else words


def own_list(request: HttpRequest, pk: int, *, posted: bool = False) -> tuple[Sight, frozenset[int], BloodList]:
    """A list of one's units (that was recorded); 404 for one of others, also for who did not bring it before."""
    seen, units = coordinator(request)
    row = queries.blood_list_of(units, person(request), pk)
    if row is None or (posted and row.posted_at is None):
        raise Http404
    return seen, units, row


def _number(request: HttpRequest, name: str, default: int) -> int:
    return next(iter(numbers_said([request.GET.get(name, "")])), default)
