"""The pages and acts of a moderator: the running meeting, the door, people, the clerk and the wall."""
