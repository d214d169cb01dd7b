"""Two commits brought together by meaning, and merges that git itself has stopped."""
