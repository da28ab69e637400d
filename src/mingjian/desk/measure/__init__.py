"""Yield and gaps: what came of each model, and which data are missing, in the sight of whoever asks."""
