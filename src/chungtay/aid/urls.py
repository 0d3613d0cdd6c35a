"""Recording, correcting and withdrawing a delivery; its photos."""

from django.urls import path

from chungtay.aid import views

urlpatterns = [
    path("ghi-viec/", views.record_delivery, name="record_delivery"),
    path("ghi-viec/cho-gui/", views.queued, name="queued"),
    path("ghi-viec/<int:seq>/sua/", views.correct_delivery, name="correct_delivery"),
    path("ghi-viec/<int:seq>/rut/", views.withdraw_delivery, name="withdraw_delivery"),
    path("ghi-viec/<int:seq>/anh/", views.add_evidence, name="add_evidence"),
    path("ghi-viec/anh/<int:photo_id>/", views.evidence, name="evidence"),
    path("ghi-viec/anh/<int:photo_id>/nho/", views.evidence_thumbnail, name="evidence_thumbnail"),
    path("ghi-viec/anh/<int:photo_id>/rut/", views.withdraw_evidence, name="withdraw_evidence"),
]
