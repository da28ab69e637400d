"""Campaigns 专项: models pushed down the tree for a time, taken up below, their progress seen from above."""
