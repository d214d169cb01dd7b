"""Where actions apply, as far as several do at the same places."""

APP = ("app",)
LIST = ("list",)
MOVING = ("list", "reading", "ticks", "script")
PAGING = ("list", "reading", "script")
ITEMS = ("agenda", "week", "opportunity")
ABOUT_ONE = ("agenda", "week", "opportunities", "opportunity")
FILES = ("agenda", "week", "opportunities", "opportunity", "drafts", "problems", "composer", "call", "panel", "review")
