"""Drives: planned, worked through on the day, told; and what donors see of them without signing in."""

from django.urls import URLPattern, URLResolver, path

from chungtay.drives import views
from chungtay.drives.views import check_in, papers, public

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
    # the day at the place, and papers
    path("hien-mau/dot/<int:pk>/diem-danh/", check_in.check_in_desk, name="check_in_desk"),
    path("hien-mau/dot/<int:pk>/dang-ky-giup/", check_in.sign_up_donor, name="sign_up_donor"),
    path("hien-mau/dot/<int:pk>/nhac-lich/", papers.remind_signed, name="remind_signed"),
    path("hien-mau/dot/<int:pk>/danh-sach.pdf", papers.drive_sheet, name="drive_sheet"),
    path("hien-mau/dot/<int:pk>/ap-phich.pdf", papers.drive_poster, name="drive_poster"),
    path("hien-mau/diem-danh/<int:pk>/", check_in.check_in, name="check_in"),
    # without signing in
    path("hien-mau/cua-toi/<str:token>/dot/", public.own_drives, name="own_drives"),
    path("hien-mau/cua-toi/<str:token>/dot/<int:pk>/", public.own_drive, name="own_drive"),
    path("hien-mau/dot/<str:token>/", public.public_drive, name="public_drive"),
    path("hien-mau/dot/<str:token>/dang-ky/", public.register_for_drive, name="register_for_drive"),
]
