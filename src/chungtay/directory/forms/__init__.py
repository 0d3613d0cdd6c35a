"""Shape and wording of what the frame's own pages ask for."""
