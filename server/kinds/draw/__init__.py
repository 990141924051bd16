"""How results are drawn: builders that turn rows into figures, shared by the kinds."""
