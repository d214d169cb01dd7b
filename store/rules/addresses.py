"""E-mail addresses as far as the rules care: whether anybody reads what is sent there."""

import re

NO_REPLY = re.compile(r"(?:^|[-_.+])(?:no|do[-_.]?not)[-_.]?reply(?![a-z])", re.IGNORECASE)


def takes_no_reply(email: str) -> bool:
    """Tell whether an address is one that nobody reads: `noreply@`, `do-not-reply@`, `jobs-noreply@`."""
    return NO_REPLY.search(email.rpartition("@")[0]) is not None
