"""Class reports 类案报告: what several clues and cases of one kind show together, and the suggestion that follows."""
