"""What the columns and cells of a workbook mean, and what is wrong with them: plain Python over raw cells."""
