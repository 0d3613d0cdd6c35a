"""Files on their way in."""

from django.urls import path

from chungtay.intake.views import correcting, files, steps

urlpatterns = [
    path("nhap-tep/", files.imports, name="imports"),
    path("nhap-tep/mau/<str:code>/", files.import_template, name="import_template"),
    path("nhap-tep/<int:number>/", files.import_draft, name="import_draft"),
    path("nhap-tep/<int:number>/cot/", correcting.note_columns, name="note_columns"),
    path("nhap-tep/<int:number>/sua/", correcting.correct_rows, name="correct_rows"),
    path("nhap-tep/<int:number>/dong-sai/", correcting.export_refused, name="export_refused"),
    path("nhap-tep/<int:number>/ghi/", steps.submit_draft, name="submit_draft"),
    path("nhap-tep/<int:number>/hoan-tac/", steps.undo_draft, name="undo_draft"),
    path("nhap-tep/<int:number>/bo/", steps.close_draft, name="close_draft"),
]
