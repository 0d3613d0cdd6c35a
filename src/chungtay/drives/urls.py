"""Drives: planned, worked through on the day, told; and what donors see of them without signing in."""

from django.urls import URLPattern, URLResolver, path

from chungtay.drives import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("hien-mau/dot/", views.drives, name="drives"),
    path("hien-mau/dot/them/", views.add_drive, name="add_drive"),
    path("hien-mau/chien-dich/them/", views.add_campaign, name="add_campaign"),
    path("hien-mau/dot/<int:pk>/", views.drive, name="drive"),
    path("hien-mau/dot/<int:pk>/ghi/", views.change_sign_up, name="change_sign_up"),
    path("hien-mau/dot/<int:pk>/doi/", views.change_drive, name="change_drive"),
    path("hien-mau/dot/<int:pk>/sua/", views.correct_drive, name="correct_drive"),
    path("hien-mau/dot/<int:pk>/huy/", views.withdraw_drive, name="withdraw_drive"),
    path("hien-mau/dot/<int:pk>/ket-qua/", views.record_result, name="record_result"),
]
