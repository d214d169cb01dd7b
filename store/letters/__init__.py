"""Letter templates: finding them, filling them in a sandbox, telling where each fact came from."""
