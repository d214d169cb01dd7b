"""The merge by meaning: two versions of a file that came from one, brought together without a loss; pure."""
