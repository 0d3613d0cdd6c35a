"""Meetings: called, held, closed; conclusions and what became of them."""

from django.urls import path

from chungtay.meetings import views

urlpatterns = [
    path("hoi-nghi/", views.meetings, name="meetings"),
    path("hoi-nghi/<int:pk>/", views.meeting, name="meeting"),
]
