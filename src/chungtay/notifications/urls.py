"""What a person is told, and how the person wants to be told."""

from django.urls import path

from chungtay.notifications.views import notices, push

urlpatterns = [
    path("thong-bao/", notices.notices, name="notices"),
    path("thong-bao/da-doc/", notices.note_notices_read, name="note_notices_read"),
    path("thong-bao/cach-nhan/", notices.assign_notice_choices, name="assign_notice_choices"),
    path("thong-bao/khoa/", push.open_push_key, name="open_push_key"),
    path("thong-bao/may/", push.add_push_device, name="add_push_device"),
    path("thong-bao/may/<int:device_id>/", push.end_push_device, name="end_push_device"),
]
