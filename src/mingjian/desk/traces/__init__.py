"""What was done on the desk: written with the act in one transaction, sealed into the lake's audit log in batches."""
