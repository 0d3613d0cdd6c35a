"""Readers' opinions on the desk. Those of the public stand below the portal's address (`urls.public`)."""

from django.urls import path

from chungtay.opinions import views

urlpatterns = [
    path("y-kien/", views.opinions, name="opinions"),
    path("y-kien/xem-xet/", views.decide_opinions, name="decide_opinions"),
    path("y-kien/<int:pk>/thu-dien-tu/", views.open_email, name="open_email"),
]
