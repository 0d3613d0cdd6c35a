"""Numbers of sentences and tables: plain functions, no database and no clock."""
