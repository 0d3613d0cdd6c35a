"""What was entered: lists, single records, approval."""

from django.urls import path

from chungtay.records import views
from chungtay.records.views import approvals, exports, prints

urlpatterns = [
    path("so-ghi-chep/", views.records, name="records"),
    path("so-ghi-chep/<int:seq>/", views.record, name="record"),
    path("so-ghi-chep/tep/", exports.export_records, name="export_records"),
    path("so-ghi-chep/<int:seq>/ky-nhan/", prints.signature_list, name="signature_list"),
    path("so-ghi-chep/<int:seq>/ban-giao/", prints.handover_minutes, name="handover_minutes"),
    path("duyet/", approvals.approve, name="approve"),
    path("duyet/da-xem/", approvals.note_look, name="note_look"),
    path("duyet/<int:seq>/tra-lai/", approvals.return_record, name="return_record"),
]
