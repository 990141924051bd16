"""Simulated delegates. They know the public contract only: addresses, forms and frames."""
