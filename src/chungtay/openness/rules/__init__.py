"""What may be told in public, and how a figure stands in the news."""
