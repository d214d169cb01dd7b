"""One way to change a value: it stays as it is, and another one like it is made.

Values that are read and worked out by the thousand are `msgspec.Struct`, which are made, kept and read back in a
fraction of the time of a dataclass; others are dataclasses. Whoever changes one need not know which it is.
"""

import dataclasses
from typing import TYPE_CHECKING, Any

__all__ = ["replace"]

if TYPE_CHECKING:
    from dataclasses import replace  # noqa: TID251  its arguments are checked, those of structs too
else:

    def replace(value: Any, /, **changes: Any) -> Any:
        """Return a value like another one, but for what is named."""
        if hasattr(value, "__struct_fields__"):
            from msgspec import structs  # which a search among texts does not wait for

            return structs.replace(value, **changes)
        return dataclasses.replace(value, **changes)  # noqa: TID251  this is it
