"""What an opinion may hold, and how it stands."""
