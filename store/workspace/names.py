"""Everybody's name in an open vault, kept from one snapshot to the next: only what changed is looked at again."""

import threading

from store.model.records import Records
from store.rules.roll import Roll


class Names:
    """The latest roll of a vault; threads may share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._latest: Roll | None = None

    def of(self, records: Records) -> Roll:
        """Return the roll of a vault that holds these records."""
        with self._lock:
            self._latest = self._latest.following(records) if self._latest else Roll.of(records)
            return self._latest
