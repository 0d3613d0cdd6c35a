"""The pages of files on their way in."""
