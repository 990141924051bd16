"""What a Word document is made of: its styles, its body, and the parts beside the body."""
