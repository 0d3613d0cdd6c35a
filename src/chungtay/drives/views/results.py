"""A drive's result: computed where sign-ups were kept one by one, typed where a paper list was used."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chungtay.blood import actions
from chungtay.blood.views.asking import sent, shown
from chungtay.drives import queries
from chungtay.drives.forms import RecordResult

from .planning import coordinated, place


@require_http_methods(["GET", "HEAD", "POST"])
def record_result(request: HttpRequest, pk: int) -> HttpResponse:
    """The funnel and the bags; again is a new version, and the latest counts."""
    seen, _units, row = coordinated(request, pk)
    rules, given = queries.rules_at(row), queries.donations_of(row)
    board = queries.board(row, queries.sign_ups_of(row), given, list(row.results.all()), rules)
    form = RecordResult(request.POST or None, kept=board.kept, told=board.told, sizes=board.sizes)
    done = sent(
        request, form,
        lambda by, at: actions.record_result(by=by, at=at, on=seen.on, drive_id=pk, told=form.funnel()),
        _("Đã ghi kết quả."), lambda _made: place(pk),
    )  # fmt: skip
    return done or shown(
        request, form, _("Kết quả đợt hiến máu"), place(pk), about=row.name, template="drives/record_result.html",
        board=board, drive=row,
    )  # fmt: skip
