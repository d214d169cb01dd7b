"""Values into words and rows: no Textual here, tested without a terminal."""
