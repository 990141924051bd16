"""The summary of a workshop, gathered once and written in many formats."""
