"""Work that takes longer than a request: rows of a table, claimed by workers, watched and cancelled from the screen."""
