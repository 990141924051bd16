"""The pages of the administrator: the workshops of this server."""
