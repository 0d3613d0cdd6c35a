"""The open pages' addresses, each below /cong-khai/ (Vietnamese) and /en/cong-khai/ (English)."""

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, path

from chungtay.openness.views.figures import published_figure

open_to_all = login_not_required
urlpatterns: list[URLPattern] = [
    path("so-lieu/<str:token>/", open_to_all(published_figure), name="published_figure"),
]
