"""What the parts of the frame are and how they are drawn: plain Python, the same for screens and documents."""
