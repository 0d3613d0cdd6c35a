"""The pages of documents that are read into the book."""
