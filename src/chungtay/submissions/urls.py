"""Paths of periodic reports: the calendar, types, rounds, single reports, closed days."""

from django.urls import path

from chungtay.submissions.views import calendar, closing, handing_in, types

urlpatterns = [
    path("bao-cao-dinh-ky/", calendar.due_reports, name="due_reports"),
    path("bao-cao-dinh-ky/cho-tiep-nhan/", calendar.reports_to_accept, name="reports_to_accept"),
    path("bao-cao-dinh-ky/loai/", types.report_types_page, name="report_types"),
    path("bao-cao-dinh-ky/loai/them/", types.open_report_type, name="open_report_type"),
    path("bao-cao-dinh-ky/loai/<int:pk>/thoi-ap-dung/", types.end_report_type, name="end_report_type"),
    path("bao-cao-dinh-ky/loai/<int:pk>/mo-lich/", types.open_rounds, name="open_rounds"),
    path("bao-cao-dinh-ky/loai/<int:pk>/mo-ky/", types.open_round, name="open_round"),
    path("bao-cao-dinh-ky/ky/<int:pk>/", calendar.report_round_page, name="report_round"),
    path("bao-cao-dinh-ky/ky/<int:pk>/huy/", calendar.withdraw_round, name="withdraw_round"),
    path("bao-cao-dinh-ky/ky/<int:pk>/mo-lai/", calendar.open_round_again, name="open_round_again"),
    path("bao-cao-dinh-ky/ky/<int:pk>/soan/<int:unit_id>/", handing_in.record_submission, name="record_submission"),
    path("bao-cao-dinh-ky/nop/<int:pk>/", handing_in.submission, name="submission"),
    path("bao-cao-dinh-ky/nop/<int:pk>/gui/", handing_in.submit_submission, name="submit_submission"),
    path("bao-cao-dinh-ky/nop/<int:pk>/tiep-nhan/", handing_in.accept_submission, name="accept_submission"),
    path("bao-cao-dinh-ky/nop/<int:pk>/tra-lai/", handing_in.return_submission, name="return_submission"),
    path("bao-cao-dinh-ky/nop/<int:pk>/rut-lai/", handing_in.withdraw_submission, name="withdraw_submission"),
    path("bao-cao-dinh-ky/nop/<int:pk>/lan-moi/", handing_in.revise_submission, name="revise_submission"),
    path("bao-cao-dinh-ky/khoa-ky/", closing.closed_days, name="closed_days"),
    path("bao-cao-dinh-ky/khoa-ky/de-nghi/", closing.ask_reopening, name="ask_reopening"),
    path("bao-cao-dinh-ky/khoa-ky/<int:pk>/", closing.decide_reopening, name="decide_reopening"),
]
