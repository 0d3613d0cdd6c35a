"""The living page of the design system, and what a reader chooses about language and look."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.i18n import set_language

from chungtay.design import views

urlpatterns = [
    path("mau-nhan/<str:colour>.css", views.accent_style, name="accent_style"),
    path("ung-dung.webmanifest", views.manifest, name="manifest"),
    path("ung-dung/<str:colour>-<str:shape>-<int:size>.png", views.app_icon, name="app_icon"),
    path("worker.js", views.worker, name="worker"),
    path("ngoai-tuyen/", views.offline, name="offline"),
    path("mau/", views.design_gallery, name="design_gallery"),
    path("giao-dien/", views.set_appearance, name="set_appearance"),
    path("ngon-ngu/", login_not_required(set_language), name="set_language"),
]
