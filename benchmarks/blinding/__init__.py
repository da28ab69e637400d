"""How many planted names a blind package still shows, and what it asks of the secretary."""
