"""Meetings: called, held, closed; conclusions and what became of them."""

from django.urls import path

from chungtay.meetings import views

urlpatterns = [
    path("hoi-nghi/", views.meetings, name="meetings"),
    path("hoi-nghi/moi/", views.open_meeting, name="open_meeting"),
    path("hoi-nghi/ket-luan/", views.conclusions, name="conclusions"),
    path("hoi-nghi/ket-luan/<int:pk>/sua/", views.correct_conclusion, name="correct_conclusion"),
    path("hoi-nghi/ket-luan/<int:pk>/tinh-hinh/", views.note_step, name="note_step"),
    path("hoi-nghi/<int:pk>/", views.meeting, name="meeting"),
    path("hoi-nghi/<int:pk>/sua/", views.correct_meeting, name="correct_meeting"),
    path("hoi-nghi/<int:pk>/huy/", views.withdraw_meeting, name="withdraw_meeting"),
    path("hoi-nghi/<int:pk>/chuong-trinh/", views.assign_agenda, name="assign_agenda"),
    path("hoi-nghi/<int:pk>/co-mat/", views.record_attendance, name="record_attendance"),
    path("hoi-nghi/<int:pk>/tham-luan/", views.record_paper, name="record_paper"),
    path("hoi-nghi/<int:pk>/bien-ban/", views.record_minutes, name="record_minutes"),
    path("hoi-nghi/<int:pk>/ket-luan/", views.record_conclusion, name="record_conclusion"),
    path("hoi-nghi/<int:pk>/ket-thuc/", views.close_meeting, name="close_meeting"),
]
