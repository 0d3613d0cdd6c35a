"""What a donor's health is kept as: JSON and back."""
