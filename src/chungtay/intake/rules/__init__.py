"""Plain judgement about files on their way in."""
