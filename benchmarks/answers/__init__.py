"""Questions between offices, measured: routing in time, finding again what was answered, taking names out."""
