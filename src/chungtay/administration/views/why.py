"""Programmes and disasters of the whole chapter."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.administration.forms import AddDisaster, AddProgramme, CorrectDisaster, OpenWindow, RenameProgramme
from chungtay.administration.queries import Reach
from chungtay.disasters import actions as disaster_actions
from chungtay.disasters.queries import disaster, disasters
from chungtay.programmes import actions as programme_actions
from chungtay.programmes.queries import ProgrammeLife, name_on, programme_life, programmes

from .doors import chapter_wide, form_page, posted


@chapter_wide
def catalogue_programmes(request: HttpRequest, reach: Reach) -> HttpResponse:
    """Every programme as it is called today."""
    return render(request, "administration/programmes.html", {"programmes": programmes(reach.on)})


@chapter_wide
def catalogue_programme(request: HttpRequest, reach: Reach, code: str) -> HttpResponse:
    """One programme: names and windows over time."""
    told = {"life": _life(code), "name": name_on(code, reach.on), "on": reach.on}
    return render(request, "administration/programme.html", told)


@chapter_wide
def add_programme(request: HttpRequest, reach: Reach) -> HttpResponse:
    """A programme of the chapter's own."""
    form = AddProgramme(posted(request))
    words = {"title": _("Thêm chương trình"), "submit": _("Thêm chương trình"), "over": _("Chương trình")}

    def act() -> None:
        programme_actions.add_programme(by=reach.user, at=timezone.now(), programme=form.draft())

    back = reverse("catalogue_programmes")
    return form_page(request, form, act, words=words, back=back, done=_("Đã thêm chương trình."))


@chapter_wide
def rename_programme(request: HttpRequest, reach: Reach, code: str) -> HttpResponse:
    """Another name from a day on."""
    called = name_on(_life(code).code, reach.on)
    form = RenameProgramme(posted(request), initial={"on": reach.on})
    words = {
        "title": _("Đổi tên chương trình"), "submit": _("Đổi tên"), "over": called,
        "lead": _("Tên cũ vẫn đứng ở các kỳ trước ngày ấy."),
    }  # fmt: skip

    def act() -> None:
        said = form.cleaned_data
        programme_actions.rename_programme(
            by=reach.user, at=timezone.now(), code=code, name=said["name"], on=said["on"]
        )

    return form_page(request, form, act, words=words, back=_home(code), done=_("Đã đổi tên."))


@chapter_wide
def open_window(request: HttpRequest, reach: Reach, code: str) -> HttpResponse:
    """The days of the programme in one year."""
    called = name_on(_life(code).code, reach.on)
    form = OpenWindow(posted(request), initial={"year": reach.on.year})
    words = {
        "title": _("Mở đợt"), "submit": _("Mở đợt"), "over": called,
        "lead": _("Năm là năm mà đợt mang tên, ví dụ Tết 2025. Năm đã có đợt thì ngày được sửa."),
    }  # fmt: skip

    def act() -> None:
        programme_actions.open_window(by=reach.user, at=timezone.now(), code=code, **form.cleaned_data)

    return form_page(request, form, act, words=words, back=_home(code), done=_("Đã mở đợt."))


@chapter_wide
def catalogue_disasters(request: HttpRequest, reach: Reach) -> HttpResponse:
    """Every disaster, the latest first."""
    return render(request, "administration/disasters.html", {"disasters": disasters()[::-1]})


@chapter_wide
def add_disaster(request: HttpRequest, reach: Reach) -> HttpResponse:
    """A disaster because of which relief is given."""
    form = AddDisaster(posted(request))
    words = {"title": _("Thêm thiên tai"), "submit": _("Thêm thiên tai"), "over": _("Thiên tai")}

    def act() -> None:
        draft = form.draft(form.cleaned_data["code"])
        disaster_actions.record_disaster(by=reach.user, at=timezone.now(), disaster=draft)

    back = reverse("catalogue_disasters")
    return form_page(request, form, act, words=words, back=back, done=_("Đã thêm thiên tai."))


@chapter_wide
def correct_disaster(request: HttpRequest, reach: Reach, code: str) -> HttpResponse:
    """What is said of a disaster."""
    known = disaster(code)
    if known is None:
        raise Http404
    initial = {
        "name": known.name_vi, "name_en": known.name_en, "kind": known.kind, "area": known.area,
        "first_on": known.first_on, "last_on": known.last_on, "glide": known.glide, "source": known.source,
    }  # fmt: skip
    form = CorrectDisaster(posted(request), initial=initial)
    words = {"title": _("Đính chính thiên tai"), "submit": _("Lưu đính chính"), "over": _("Thiên tai")}

    def act() -> None:
        disaster_actions.correct_disaster(by=reach.user, at=timezone.now(), disaster=form.draft(code))

    back = reverse("catalogue_disasters")
    return form_page(request, form, act, words=words, back=back, done=_("Đã đính chính."))


def _life(code: str) -> ProgrammeLife:
    life = programme_life(code)
    if life is None:
        raise Http404
    return life


def _home(code: str) -> str:
    return reverse("catalogue_programme", kwargs={"code": code})
