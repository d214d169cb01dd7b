"""The other place: its address, and git on the way to it."""
