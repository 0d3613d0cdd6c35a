"""The public calendar's addresses, below /cong-khai/ (Vietnamese) and /en/cong-khai/ (English)."""

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, path

from chungtay.almanac import views

urlpatterns: list[URLPattern] = [
    path("lich/", login_not_required(views.open_calendar), name="open_calendar"),
    path("lich.ics", login_not_required(views.open_calendar_file), name="open_calendar_file"),
]
