"""Deliveries taken in and models run by themselves: what, when, for whom; the scheduler that does it."""
