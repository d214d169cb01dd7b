"""The use cases, one a module: each turns a wish into a plan for a change."""
