"""Cases: what verified clues become, the letters they lead to, and what those achieve."""
