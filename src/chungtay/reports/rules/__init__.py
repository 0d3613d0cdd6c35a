"""The review as plain data: the document, its sentences, its annexes."""
