"""What the open pages and the figures in the news show."""
