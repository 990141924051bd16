"""The pages of the editor: the draft, its files, pictures and previews."""
