"""Articles and searches that people follow, and what changed in them."""
