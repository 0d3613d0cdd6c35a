"""The reader: plain functions from a document to its figures, no database and no clock."""
