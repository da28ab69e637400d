"""Who there is and what they may: the tree of offices, business lines, roles, people, log-in."""
