"""Questions between offices on the desk: the library decides every step, the desk keeps, permits and shows."""
