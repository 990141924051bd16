"""Everything that knows a key of the store."""
