"""What a person can do, and the keys that do it: one row for each action, by idea."""
