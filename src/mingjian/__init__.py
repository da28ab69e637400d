"""Mingjian 明鉴: big-data legal supervision."""
