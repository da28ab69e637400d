"""Models among offices: what differs between versions, and one signed file to carry one from network to network."""

from mingjian.shelf.difference import Difference, difference

__all__ = ["Difference", "difference"]
