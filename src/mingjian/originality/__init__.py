"""What two works have in common, as evidence for two people: their models, texts, queries and programs.

Likeness is evidence for two humans, never a verdict, and there is no single score.
"""
