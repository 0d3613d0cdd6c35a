"""The page where figures are asked for, its files, and the questions that people kept."""

from django.urls import path

from . import views

urlpatterns = [
    path("so-lieu/hoi/", views.explore, name="explore"),
    path("so-lieu/hoi/tep/", views.export_exploration, name="export_exploration"),
    path("so-lieu/hoi/da-luu/", views.saved_questions, name="saved_questions"),
    path("so-lieu/hoi/luu/", views.add_saved_question, name="add_saved_question"),
    path("so-lieu/hoi/da-luu/<int:pk>/ten/", views.rename_saved_question, name="rename_saved_question"),
    path("so-lieu/hoi/da-luu/<int:pk>/xoa/", views.end_saved_question, name="end_saved_question"),
]
