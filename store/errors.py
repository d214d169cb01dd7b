"""What can go wrong in operation, each with a sentence that helps.

StoreError
├── NotAVault
├── NotFound
│   ├── NoSuchStep
│   └── UnknownOpportunity
├── Ambiguous
├── BadRequest
│   └── QueryFault
├── MustTell
├── RefusedEdit
├── EditedLater
├── ChangedUnderneath
├── Busy
│   └── Syncing
├── NotWritten
├── TemplateFault
├── NotSent
│   ├── NoClipboard
│   └── NotSentYet
│       └── Underway
├── PerhapsSent
├── NotPrinted
├── MustDecide
├── Cancelled
└── GitTrouble
    ├── Offline
    ├── Overtaken
    └── NeedsLogin
"""


class StoreError(Exception):
    """Something expected went wrong; `str()` of it is what the user reads."""


class NotAVault(StoreError):
    """No vault was found where one was looked for."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"There is no vault at {place}: no afterword.toml there. "
            "Make one with `afterword init DIR`, or look around with `afterword demo`."
        )


class NotFound(StoreError):
    """Nothing in the vault has that name."""

    def __init__(self, what: str, part: str, nearest: tuple[str, ...] = ()) -> None:
        hint = f" Did you mean {', '.join(nearest)}?" if nearest else ""
        super().__init__(f"No {what} matches “{part}”.{hint}")


class NoSuchStep(NotFound):
    """The schedule has no such step."""

    def __init__(self, key: str, keys: tuple[str, ...]) -> None:
        super().__init__("step", key)
        listing = "".join(f"\n  {k}" for k in keys) or "\n  (none)"
        self.args = (f"No open step matches “{key}”. Open steps:{listing}",)


class UnknownOpportunity(NotFound):
    """A captured line is about an opportunity that is not in the vault; it may be a new one."""

    def __init__(self, what: str, text: str, why: str) -> None:
        self.text = text
        """What stands behind the colon."""
        company, _, position = what.partition(",")
        self.company, self.position = company.strip(), position.strip()
        super().__init__("opportunity", what)
        self.args = (f"{why} If it is a new one, add it first.",)


class Ambiguous(StoreError):
    """Several things have that name."""

    def __init__(self, what: str, part: str, candidates: tuple[str, ...]) -> None:
        self.candidates = candidates
        listing = "".join(f"\n  {name}" for name in candidates)
        super().__init__(f"“{part}” fits several: which {what} is meant?{listing}")


class BadRequest(StoreError):
    """The wish itself cannot be carried out: a bad date, an empty name, an unknown word."""


class QueryFault(BadRequest):
    """A query cannot be read at one place.

    Attributes:
        query: the whole text.
        start: where the fault begins, in characters from 0; the end of the text where something is missing there.
        length: how many characters it takes, 1 at least.
        nearest: the word that was meant perhaps; empty where none is near.
    """

    def __init__(self, query: str, start: int, length: int, reason: str, nearest: str = "") -> None:
        self.query, self.start, self.length, self.nearest = query, start, max(1, length), nearest
        super().__init__(f"{reason} Did you mean {nearest}?" if nearest else reason)

    @property
    def is_at_end(self) -> bool:
        """Tell whether whoever is typing it may not have finished."""
        return self.start + self.length >= len(self.query)


class MustTell(StoreError):
    """What is to be read can mean two things, and only a person knows which; nothing was done."""


class RefusedEdit(StoreError):
    """An edit could not be made exactly, so nothing was written."""

    def __init__(self, path: str, line: int, reason: str) -> None:
        self.path, self.line, self.reason = path, line, reason
        super().__init__(
            f"{path}:{line}: {reason}. Nothing was written; the file is as it was. "
            "Make this change in an editor, or run `afterword check` to see what is wrong there."
        )


class EditedLater(StoreError):
    """A change cannot be taken back, because the same lines were edited after it."""

    def __init__(self, path: str, sentence: str) -> None:
        self.path, self.sentence = path, sentence
        super().__init__(
            f"{path} was edited after “{sentence}”, on the same lines, so taking that back would lose the later text. "
            "Nothing was changed; both stay."
        )


class ChangedUnderneath(StoreError):
    """Another program kept changing the file while it was to be written."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(
            f"{path} was changed by another program at the same time. Its version is kept and nothing was "
            "written over it. Try again when the other program is done."
        )


class Busy(StoreError):
    """Another Afterword holds the vault's lock."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"Another Afterword has been changing this vault for {seconds:.0f} s. Nothing was written. Try again."
        )


class Syncing(Busy):
    """Another Afterword is syncing the vault."""

    def __init__(self) -> None:
        super().__init__(0)
        self.args = ("Another Afterword is syncing this vault at the moment. Nothing was done here, nothing is lost.",)


class NotWritten(StoreError):
    """The file system refused."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        super().__init__(f"{path} could not be written: {reason}. The old version is untouched.")


class TemplateFault(StoreError):
    """A template could not be filled."""

    def __init__(self, name: str, line: int, reason: str) -> None:
        self.name, self.line, self.reason = name, line, reason
        super().__init__(f"Template {name}, line {line}: {reason}")


class NotSent(StoreError):
    """A message did not go out, and trying it again as it is would not help."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason} Nothing was sent; the draft is as it was.")


class NotSentYet(NotSent):
    """A message did not go out now; later it may."""


class Underway(NotSentYet):
    """Another Afterword is sending the very same message."""

    def __init__(self, to: str) -> None:
        super().__init__("")
        self.args = (f"Another Afterword is sending the letter to {to} at this moment, so it was not sent twice.",)


class NoClipboard(NotSent):
    """No program here reaches a clipboard."""


class PerhapsSent(StoreError):
    """A message may have gone out or not: the connection broke in the very moment in which it is accepted."""


class NotPrinted(StoreError):
    """A page could not be made or shown."""


class GitTrouble(StoreError):
    """Git could not do its part; files are saved all the same."""


class Offline(GitTrouble):
    """The other place cannot be reached now; later it may."""


class Overtaken(GitTrouble):
    """Others were faster, here or at the other place; nothing is lost, and it can be tried again at once."""

    def __init__(
        self,
        sentence: str = "Something was committed here meanwhile. Nothing was moved and nothing is lost; sync again.",
    ) -> None:
        super().__init__(sentence)


SAVED = "Everything is saved here; nothing was sent."


class NeedsLogin(GitTrouble):
    """The other place wants a password, a key or a yes that only a person in a shell can give.

    Attributes:
        reason: what it wants, without the way to log in.
        command: the shell command that may ask; it changes no file.
    """

    def __init__(self, reason: str, command: str, *, is_clone: bool = False) -> None:
        self.reason, self.command = reason, command
        kept, then = ("Nothing was kept here.", "try") if is_clone else (SAVED, "sync")
        super().__init__(
            f"{reason} {kept} Log in once in a shell, where you can be asked: `{command}`. Then {then} again."
        )


class MustDecide(StoreError):
    """A sync stopped before it touched anything, since only a person can say whether it is meant.

    Attributes:
        word: what stands for the yes: `afterword sync --accept WORD`.
        sentence: what would happen, without the command.
    """

    def __init__(self, word: str, sentence: str) -> None:
        self.word, self.sentence = word, sentence
        super().__init__(f"{sentence} If that is right: `afterword sync --accept {word}`.")


class Cancelled(StoreError):
    """The user stopped it; what was done until then is whole."""

    def __init__(self, sentence: str = "Stopped. Everything is saved and whole here; the next sync goes on.") -> None:
        super().__init__(sentence)
