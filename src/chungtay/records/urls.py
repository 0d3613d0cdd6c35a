"""What was entered: lists, single records, approval, a month's totals."""

from django.urls import path

from chungtay.records import views

urlpatterns = [
    path("so-ghi-chep/", views.records, name="records"),
    path("so-ghi-chep/<int:seq>/", views.record, name="record"),
]
