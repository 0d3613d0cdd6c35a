"""The open pages' addresses, each below /cong-khai/ (Vietnamese) and /en/cong-khai/ (English)."""

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, path

from chungtay.openness.views import pages
from chungtay.openness.views.figures import published_figure

open_to_all = login_not_required
urlpatterns: list[URLPattern] = [
    path("", open_to_all(pages.open_work), name="open_work"),
    path("bao-cao/", open_to_all(pages.open_reports), name="open_reports"),
    path(
        "bao-cao/bao-cao-so-<int:publication>.<str:form>", open_to_all(pages.open_report_file), name="open_report_file"
    ),
    path("to-chuc/", open_to_all(pages.open_who), name="open_who"),
    path("cach-tinh/", open_to_all(pages.open_counting), name="open_counting"),
    path("so-lieu/<slug:token>/", open_to_all(published_figure), name="published_figure"),
]
