"""A draft on its way out: the ways there are, what exactly goes, what it settles, and that it never goes twice."""
