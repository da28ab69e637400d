"""Filling the statutes and the search from the browser: imports, what they changed, the index and its state."""
