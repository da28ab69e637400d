"""Lists that leave the desk: what is in sight, masked, limited, marked with who took it and why, and traced back."""
