"""The tables of administration, as plain data for the design's table."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django import template
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from chungtay.administration.queries import Job, Person, RuleLine
from chungtay.administration.queries.audit_book import ReadLine
from chungtay.administration.rules import TriedRule
from chungtay.design.rules.tables import Cell, Column, Row, Table
from chungtay.design.templatetags.writing import moment, number, short_day
from chungtay.disasters.queries import DisasterView
from chungtay.disasters.rules import KIND_NAMES, DisasterKind
from chungtay.intake.templatetags.intake_parts import state_word
from chungtay.kernel.periods import Period
from chungtay.ledger.rules import IndicatorView
from chungtay.programmes.queries import ProgrammeLife, ProgrammeOn

from .administration_words import action_words, called, kind_words, measure_words, object_words, role_line, text_words

register = template.Library()


def _columns(*labels: str, numbers: tuple[int, ...] = ()) -> tuple[Column, ...]:
    return tuple(Column(label, is_number=index in numbers) for index, label in enumerate(labels))


@register.simple_tag
def people_table(people: Iterable[Person]) -> Table:
    """People with their roles of today, the second step, and when they were last seen."""
    columns = _columns(_("Họ tên"), _("Tên đăng nhập"), _("Vai trò"), _("Hai bước"), _("Thấy lần cuối"))
    rows = []
    for person in people:
        state = "" if person.is_active else _("đã đóng")
        if person.is_active and not person.has_password:
            state = _("chưa đặt mật khẩu")
        rows.append(
            Row(
                (
                    Cell(person.name or person.login, reverse("person", kwargs={"user_id": person.id}), state),
                    Cell(person.login),
                    Cell("; ".join(map(role_line, person.roles)) or _("không có vai trò")),
                    Cell(_("đã bật") if person.has_factor else _("chưa bật")),
                    Cell(moment(person.seen_at) if person.seen_at else _("chưa đăng nhập")),
                )
            )
        )
    return Table(_("Người dùng"), columns, tuple(rows))


@register.simple_tag
def indicator_table(field: str, views: Iterable[IndicatorView], since: Mapping[str, datetime], on: date) -> Table:
    """The indicators of a field."""
    columns = _columns(_("Chỉ tiêu"), _("Mã"), _("Đơn vị tính"), _("Loại số liệu"), _("Nội dung này từ"))
    rows = [
        Row(
            (
                Cell(called(view), reverse("indicator", kwargs={"code": view.code}), _ended(view, on)),
                Cell(view.code),
                Cell(measure_words(view)),
                Cell(kind_words(view)),
                Cell(short_day(localdate(since[view.code])) if view.code in since else ""),
            )
        )
        for view in views
    ]
    return Table(field, columns, tuple(rows))


def _ended(view: IndicatorView, on: date) -> str:
    if view.ended_on is None:
        return ""
    words = _("kết thúc từ %(day)s") if view.stands_on(on) else _("đã kết thúc từ %(day)s")
    return words % {"day": short_day(view.ended_on)}


@register.simple_tag
def rule_table(rule: RuleLine) -> Table:
    """What a counting rule includes."""
    caption = _("Từ tháng %(month)s") % {"month": f"{rule.since:%m/%Y}"}
    columns = _columns(_("Gồm chỉ tiêu"), _("Quy đổi"), _("Lý do"), numbers=(1,))
    rows = [Row((Cell(called(view)), Cell(number(factor)), Cell(why))) for view, factor, why in rule.items]
    return Table(caption, columns, tuple(rows), rule.reason)


@register.simple_tag
def tried_table(tried: TriedRule) -> Table:
    """The totals as they stand and as they would stand."""
    columns = _columns(_("Kỳ"), _("Theo quy tắc đang dùng"), _("Theo quy tắc mới"), _("Chênh lệch"), numbers=(1, 2, 3))
    rows = [
        Row((Cell(Period(f.first, f.last).wording("vi")), *(Cell(_figure(v)) for v in (f.now, f.then, f.difference))))
        for f in tried.figures
    ]
    return Table(_("Tổng của Hội nếu đặt quy tắc này"), columns, tuple(rows))


def _figure(value: int | None) -> str:
    return _("chưa có số") if value is None else number(value)


@register.simple_tag
def programme_table(programmes: Iterable[ProgrammeOn]) -> Table:
    """Programmes as they are called today."""
    columns = _columns(_("Chương trình"), _("Mã"), _("Căn cứ"))
    rows = [
        Row((Cell(p.name, reverse("catalogue_programme", kwargs={"code": p.code})), Cell(p.code), Cell(p.source)))
        for p in programmes
    ]
    return Table(_("Chương trình, phong trào, cuộc vận động"), columns, tuple(rows))


@register.simple_tag
def name_table(life: ProgrammeLife) -> Table:
    """What the programme was called, the latest first."""
    columns = _columns(_("Tên"), _("Từ ngày"), _("Đến trước ngày"))
    rows = [
        Row(
            (
                Cell(n.text, word=_("chỉ để nhận biết") if n.alias else ""),
                Cell(_day(n.valid_from)),
                Cell(_day(n.valid_to)),
            )
        )
        for n in life.names
    ]
    return Table(_("Tên qua các thời kỳ"), columns, tuple(rows))


@register.simple_tag
def window_table(life: ProgrammeLife) -> Table:
    """Its days in each year."""
    columns = _columns(_("Năm"), _("Từ ngày"), _("Đến hết ngày"), _("Căn cứ"))
    rows = [
        Row((Cell(str(year)), Cell(short_day(w.first)), Cell(short_day(w.last)), Cell(w.source)))
        for year, w in life.windows
    ]
    return Table(_("Đợt theo năm"), columns, tuple(rows))


def _day(day: date | None) -> str:
    return short_day(day) if day else "—"


@register.simple_tag
def disaster_table(disasters: Iterable[DisasterView]) -> Table:
    """Disasters, the latest first."""
    columns = _columns(_("Thiên tai"), _("Loại"), _("Khu vực"), _("Từ ngày"), _("Đến hết ngày"), _("Số GLIDE"))
    rows = [
        Row(
            (
                Cell(d.name_vi, reverse("correct_disaster", kwargs={"code": d.code})),
                Cell(_(KIND_NAMES[DisasterKind(d.kind)])), Cell(d.area), Cell(short_day(d.first_on)), Cell(_day(d.last_on)),
                Cell(d.glide),
            )
        )
        for d in disasters
    ]  # fmt: skip
    return Table(_("Thiên tai, thảm họa"), columns, tuple(rows))


@register.simple_tag
def line_table(lines: Iterable[ReadLine]) -> Table:
    """Lines of the audit book."""
    columns = _columns(_("Lúc"), _("Người làm"), _("Việc"), _("Đối tượng"), _("Nội dung"))
    rows = [
        Row(
            (
                Cell(moment(line.at)), Cell(line.by_name or _("máy")), Cell(action_words(line.action)),
                Cell(line.object_name, word=object_words(line.object_type)), Cell(text_words(line.text)),
            )
        )
        for line in lines
    ]  # fmt: skip
    return Table(_("Dòng nhật ký, mới nhất trước"), columns, tuple(rows))


@register.simple_tag
def job_table(jobs: Iterable[Job]) -> Table:
    """Imports with their state and how far they are."""
    columns = _columns(
        _("Việc"), _("Người làm"), _("Trạng thái"), _("Bắt đầu"), _("Xong"), _("Dòng đã ghi"), numbers=(5,)
    )
    rows = [
        Row(
            (
                Cell((_("Tệp đang nhập số %(id)s") if job.is_draft else _("Nhập tệp số %(id)s")) % {"id": job.id}), Cell(job.by_name or _("máy")), Cell(state_word(job.state), word=_refused(job)), Cell(moment(job.started_at)),
                Cell(moment(job.ended_at) if job.ended_at else "—"), Cell(f"{number(job.done)} / {number(job.whole)}"),
            )
        )
        for job in jobs
    ]  # fmt: skip
    return Table(_("Việc chạy nền, mới nhất trước"), columns, tuple(rows))


def _refused(job: Job) -> str:
    return _("%(count)s dòng bị từ chối") % {"count": number(job.refused)} if job.refused else ""
