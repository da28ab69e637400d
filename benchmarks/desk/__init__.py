"""The desk measured as a province would use it: many people over 200,000 clues, and every page in a browser."""
