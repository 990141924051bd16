"""Hemicycle: live polling for hybrid meetings of delegations."""

__version__ = "0.1.0"
