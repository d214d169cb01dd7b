"""Where a person lives and visits; each with its stylesheet beside it."""
