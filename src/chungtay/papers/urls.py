"""The papers of a meeting."""

from django.urls import path

from chungtay.papers import views

urlpatterns = [
    path("hoi-nghi/<int:pk>/tai-lieu/<str:format>/", views.meeting_paper, name="meeting_paper"),
    path("hoi-nghi/<int:pk>/phieu-dieu-hanh/", views.chair_page, name="chair_page"),
    path("hoi-nghi/<int:pk>/danh-sach-ky-ten/", views.attendance_paper, name="attendance_paper"),
    path("hoi-nghi/<int:pk>/bien-ban/van-ban/", views.minutes_paper, name="minutes_paper"),
    path("hoi-nghi/<int:pk>/thong-bao-ket-luan/", views.notice_paper, name="notice_paper"),
]
