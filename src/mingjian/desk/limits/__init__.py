"""How often something may be done: failures of log-in, acts a day, requests a second."""
