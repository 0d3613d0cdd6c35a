"""Targets: read, assigned, shared out, withdrawn."""

from django.urls import path

from chungtay.plans import views

urlpatterns = [
    path("chi-tieu/", views.targets, name="targets"),
    path("chi-tieu/tep/", views.targets_file, name="targets_file"),
    path("chi-tieu/<int:pk>/lich-su/", views.target_history, name="target_history"),
    path("chi-tieu/giao/", views.assign_target, name="assign_target"),
    path("chi-tieu/<int:pk>/phan-bo/", views.allocate_target, name="allocate_target"),
    path("chi-tieu/<int:pk>/rut/", views.withdraw_target, name="withdraw_target"),
]
