"""The editor of an agenda: its form as values, and what is asked for with it."""
