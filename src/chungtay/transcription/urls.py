"""Documents that are read into the book."""

from django.urls import path

from chungtay.transcription.views import confirming, documents

urlpatterns = [
    path("doc-van-ban/", documents.transcripts, name="transcripts"),
    path("doc-van-ban/<int:number>/", documents.transcript, name="transcript"),
    path("doc-van-ban/<int:number>/tep/", documents.transcript_file, name="transcript_file"),
    path("doc-van-ban/<int:number>/tra-loi/", confirming.note_answers, name="note_answers"),
    path("doc-van-ban/<int:number>/ban-truoc/", confirming.assign_predecessor, name="assign_predecessor"),
    path("doc-van-ban/<int:number>/ghi/", confirming.post_transcript, name="post_transcript"),
    path("doc-van-ban/<int:number>/bo/", confirming.close_transcript, name="close_transcript"),
]
