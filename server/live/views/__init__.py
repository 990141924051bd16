"""What each page shows, as values: made once per role and language, and nothing else is given to templates."""
