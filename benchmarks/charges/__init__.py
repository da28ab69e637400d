"""How good advice on charges, articles, amounts, persons, times and places is."""
