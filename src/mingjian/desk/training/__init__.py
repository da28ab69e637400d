"""The training ground 练兵场 on the desk: drafts for exercises, attempts checked by a job, certificates."""
