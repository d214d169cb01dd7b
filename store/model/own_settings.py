"""What a user set on one machine, outside every vault: programs, hosts and folders, which no vault may ever name."""

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct, field

SECURITIES = ("starttls", "tls", "none")
SIZES = ("a4", "us-letter")
ENVELOPES = ("dl", "10", "c6", "none")
WINDOWS = ("left", "right", "none")
SPELLERS = ("auto", "aspell", "hunspell", "off")
PRESETS = ("default", "vim")


class MailSettings(Struct, frozen=True, kw_only=True, array_like=True):
    """How mail leaves this machine: the table `[mail]`."""

    sender: str = ""
    """The address that mail is from; empty = `[me] email` of the vault."""
    way: str = ""
    """The way that is offered first; empty = the best that is set up."""
    host: str = ""
    """The SMTP server; empty = none is set up."""
    port: int = 0
    """0 = what the security implies: 587, 465 or 25."""
    security: str = "starttls"
    """starttls, tls, or none (to this machine only)."""
    user: str = ""
    password_command: tuple[str, ...] = ()
    """A program and its arguments that prints the password; run without a shell."""
    sendmail: tuple[str, ...] = ()
    """A program and its arguments that takes a message as `sendmail -t` does; empty = none is set up."""
    ascii: bool = False
    """Whether the text goes out in ASCII; names keep their letters."""


class PaperSettings(Struct, frozen=True, kw_only=True, array_like=True):
    """What letters are printed on: the table `[paper]`."""

    size: str = "a4"
    """a4 or us-letter."""
    envelope: str = ""
    """dl, 10 (US #10), c6 or none; empty = what goes with the size."""
    window: str = "left"
    """Where the window of the envelope is: left, right or none."""
    folder: str = ""
    """Where pages are put; empty = the user is asked, or the folder one stands in."""
    open: tuple[str, ...] = ()
    """A program and its arguments that shows a page; empty = the system's own."""


class SpellingSettings(Struct, frozen=True, kw_only=True, array_like=True):
    """How spelling is looked at: the table `[spelling]`."""

    program: str = "auto"
    """auto (the one that is there), aspell, hunspell or off."""
    language: str = ""
    """The dictionary's name, such as en_GB; empty = the machine's language."""


class SyncSettings(Struct, frozen=True, kw_only=True, array_like=True):
    """When this machine syncs by itself, and what it is called: the table `[sync]`."""

    at_start: bool = False
    """Whether it syncs when the full screen opens."""
    on_quit: bool = False
    """Whether it syncs when the full screen closes."""
    every: int = 0
    """Minutes between two syncs while the full screen is open; 0 = never by itself."""
    machine: str = ""
    """The name under which changes of this machine are known; empty = the host's name."""


class KeyEntry(Struct, frozen=True, kw_only=True, array_like=True):
    """The keys that the user gives an action, as written."""

    action: str
    """The action's dotted id."""
    keys: tuple[str, ...]
    """None = the action has no key."""
    line: int
    """Where it is written, from 1."""


class KeySettings(Struct, frozen=True, kw_only=True, array_like=True):
    """Which keys do what: the table `[keys]`; what an action or a key is, the full screen knows."""

    preset: str = "default"
    """default or vim."""
    entries: tuple[KeyEntry, ...] = ()


class LookSettings(Struct, frozen=True, kw_only=True, array_like=True):
    """How the full screen looks on this machine: the table `[look]`."""

    theme: str = ""
    """The name of a theme; empty = the one chosen last, else what suits the terminal."""
    ascii: bool | None = None
    """Whether its own signs are ASCII; None = where the terminal says that it shows nothing else."""
    low_bandwidth: bool = False
    """Whether as little as possible is written, for slow lines."""
    mouse: bool = True
    """Whether it takes the mouse; without it the terminal's own selection works."""
    animation: bool = False
    """Whether anything moves by itself."""


class Asked(Struct, frozen=True, kw_only=True, array_like=True):
    """How the full screen was asked to look on the command line, for one run; None = nothing was said."""

    ascii: bool | None = None
    low_bandwidth: bool | None = None
    mouse: bool | None = None


class OwnSettings(Struct, frozen=True, kw_only=True, array_like=True):
    """What `config.toml` in the user's own settings folder says."""

    default_vault: str = ""
    mail: MailSettings = MailSettings()
    paper: PaperSettings = PaperSettings()
    spelling: SpellingSettings = SpellingSettings()
    sync: SyncSettings = SyncSettings()
    keys: KeySettings = KeySettings()
    look: LookSettings = LookSettings()
    filters: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Filters by their names: the table `[filters]`."""
