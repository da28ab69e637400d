"""Facts of law with their sources and dates."""
