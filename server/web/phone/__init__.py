"""The pages of a delegate: the way in, the seat, the stage and the floor."""
