"""What happened, and how it is taken back."""
