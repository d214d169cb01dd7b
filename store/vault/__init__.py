"""The file system: where files lie, how they are read, written, locked and watched."""
