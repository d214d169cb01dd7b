"""An action: something a person can do, and the keys that do it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something a person can do, and the keys that do it."""

    id: str
    """Stable and dotted, such as `item.done`; the method that does it is `action_item_done`."""
    keys: tuple[str, ...]
    """As printed on the keyboard: `d`, `G`, `?`, `ctrl+p`, `enter`."""
    label: str
    """One or two words, for the footer."""
    tooltip: str
    """One sentence, for help and palette."""
    group: str
    places: tuple[str, ...]
    """Where it applies: `app`, the name of a screen, `list`, `reading`, `dialog`."""
    in_footer: bool = False
    pair: str = ""
    """The id of the action that goes the other way: the footer has both keys, `h l`, before this label."""
    spare: int = 0
    """How readily a narrow footer does without it: the highest goes first; 0 = never."""
    at_once: bool = False
    """Done before the key reaches what has the focus, so that the very next key already goes where this one leads."""

    needs: str = ""
    """What must be there for it to apply, for a sentence that begins with “Needs”."""
    by_app: bool = False
    """Whether the program does it wherever it applies, and not the place."""

    @property
    def method(self) -> str:
        """Return the name by which Textual calls it: `item_done`."""
        return self.id.replace(".", "_").replace("-", "_")
