"""Running the desk: whether it is well, what it measures, how it is set. No clue and no person is in it."""
