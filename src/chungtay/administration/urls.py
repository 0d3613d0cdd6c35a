"""The pages of administration, and the doors of the frame and of monitoring."""

from django.urls import path

from chungtay.administration.views import brand

urlpatterns = [
    path("mau-nhan/<str:colour>.css", brand.accent_style, name="accent_style"),
    path("bieu-trung/<str:digest>.png", brand.chapter_logo, name="chapter_logo"),
]
