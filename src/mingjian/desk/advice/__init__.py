"""Advice on charges in the browser: which charges a text may tell, and why. Nothing of the text is kept."""
