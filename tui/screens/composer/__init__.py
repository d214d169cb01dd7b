"""The composer: a page to write on, and what is done with it, each in a part of its own."""
