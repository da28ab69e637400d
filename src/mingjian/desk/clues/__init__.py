"""Clues on the desk: the table projected from the lake, their states, checks and papers, and the clue page."""
