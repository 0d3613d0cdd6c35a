"""The outgoing register, directives and proposals of a unit."""

from django.urls import path

from chungtay.correspondence import views

urlpatterns = [
    path("van-ban-di/", views.outgoing, name="outgoing"),
    path("van-ban-di/ghi/", views.record_outgoing, name="record_outgoing"),
    path("van-ban-di/<int:paper>/sua/", views.correct_outgoing, name="correct_outgoing"),
    path("van-ban-di/<int:paper>/so/", views.assign_number, name="assign_number"),
    path("van-ban-di/<int:paper>/huy/", views.withdraw_outgoing, name="withdraw_outgoing"),
    path("van-ban-chi-dao/", views.directives, name="directives"),
    path("van-ban-chi-dao/ban-hanh/", views.issue_directive, name="issue_directive"),
    path("van-ban-chi-dao/<int:pk>/", views.directive, name="directive"),
    path("van-ban-chi-dao/<int:pk>/da-lam/", views.record_directive_done, name="record_directive_done"),
    path("van-ban-chi-dao/<int:pk>/nhac/", views.notify_receivers, name="notify_receivers"),
    path("van-ban-chi-dao/<int:pk>/rut/", views.withdraw_directive, name="withdraw_directive"),
    path("van-ban-chi-dao/<int:pk>/tep/<int:file>/", views.directive_file, name="directive_file"),
    path("de-xuat/", views.proposals, name="proposals"),
    path("de-xuat/gui/", views.submit_proposal, name="submit_proposal"),
    path("de-xuat/<int:pk>/", views.proposal, name="proposal"),
    path("de-xuat/<int:pk>/rut/", views.withdraw_proposal, name="withdraw_proposal"),
]
