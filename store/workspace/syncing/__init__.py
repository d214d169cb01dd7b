"""Several machines with one vault: sync, clone, and what they need."""
