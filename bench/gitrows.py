"""Rows about history and merging, each beside what git alone does."""

from bench.place import ANN, Place
from bench.rows import Case, Pair, Row, at_most, inside, whole
from bench.sync import commit, dated, said, stand_at, told
from store.history.driver import install
from store.history.git import Git
from store.history.merging.joining import Signature, join, settle
from store.history.past.log import FORMAT, history
from store.vault.keeping import clean
from store.vault.writing import write_all

FILES = 1_000
"""Files that each side changes, where there are so many."""
FEW = 100
"""The same where git starts a program for each."""
ROUNDS = 3


def history_of_a_file(place: Place) -> Pair:
    """Return the history of one file beside git's log of it, with the same fields."""
    path = place.note()
    words = ["--no-renames", "--raw", "--no-abbrev", f"--format={FORMAT}", "--max-count=200", "--", path]
    log = whole(["git", "log", "-z", *words], env=place.env, cwd=place.root)
    return Pair(inside(lambda: history(place.root, path)), log)


class Sides:
    """Copies of a vault in which two machines changed files, merged again and again."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.root = place.copy("merging")
        self.pulled = place.copy("pulling")
        install(Git(self.pulled))
        said(self.root, "config", "--remove-section", "merge.afterword", fails=True)
        self.notes = {path: text.encode() for path, text in place.texts.items() if path.startswith("opportunities/")}

    def first(self, count: int) -> dict[str, bytes]:
        """Return so many notes."""
        return dict(list(self.notes.items())[:count])

    def commits(self, files: tuple[dict[str, bytes], dict[str, bytes]]) -> tuple[str, str]:
        """Return the commits of both sides: on one the header of each file was changed, on the other its log."""
        start = said(self.place.root, "rev-parse", "HEAD").strip()
        mine, others = files
        ours = {path: dated(data) for path, data in mine.items()}
        theirs = {path: told(data) for path, data in others.items()}
        for root in (self.root, self.pulled):
            both = commit(root, ours, start), commit(root, theirs, start)
            said(root, "branch", "-f", f"theirs-{both[1]}", both[1])
        return both

    def merged(self, ours: str, theirs: str) -> Case:
        """Return the merge by meaning: merged, written, branch and index moved."""
        git = Git(self.root)

        def merge() -> None:
            joined = join(git, ours, theirs, signature=Signature(identity=ANN))
            write_all(self.root, joined.edits)
            settle(git, joined)

        def before() -> None:
            stand_at(self.root, ours)
            clean(self.root, settled=0, stale=0)  # what the merge before set aside is none of this one's

        return inside(merge, before=before)

    def by_lines(self, ours: str, theirs: str) -> Case:
        """Return git's merge of the same by lines; where lines meet, it ends with conflicts."""
        words = ["git", "merge", "-q", "-m", "x", theirs]
        before = lambda: stand_at(self.root, ours)  # noqa: E731 - a name for two
        return whole(words, env=self.place.env, cwd=self.root, fine=(0, 1), before=before)

    def by_driver(self, ours: str, theirs: str) -> Case:
        """Return a plain pull where git asks the merge driver about each file."""
        words = ["git", "pull", "-q", "--no-rebase", "--no-edit", ".", f"theirs-{theirs}"]
        return whole(words, env=self.place.env, cwd=self.pulled, before=lambda: stand_at(self.pulled, ours))


def sides(place: Place) -> Sides:
    """Return the two sides of that vault."""
    return place.share(Sides)


def different(place: Place) -> Pair:
    """Return the merge of different files."""
    both = sides(place)
    half = min(FILES, len(both.notes) // 2)
    mine, others = both.first(half), both.first(2 * half)
    commits = both.commits((mine, {path: others[path] for path in others.keys() - mine.keys()}))
    return Pair(both.merged(*commits), both.by_lines(*commits))


def same(place: Place) -> Pair:
    """Return the merge of the same files."""
    both = sides(place)
    commits = both.commits((both.first(FILES), both.first(FILES)))
    return Pair(both.merged(*commits), both.by_lines(*commits))


def pulled(place: Place) -> Pair:
    """Return the plain pull of fewer files: each starts a program."""
    both = sides(place)
    commits = both.commits((both.first(FEW), both.first(FEW)))
    return Pair(both.by_driver(*commits), both.by_lines(*commits))


ROWS = (
    Row(
        name="history of one file",
        yardstick="git log -- file",
        goal=at_most(1.3),
        pair=history_of_a_file,
    ),
)
MERGES = (
    Row(
        name=f"merge, {FILES:,} different files a side",
        yardstick="git merge, no driver",
        goal=at_most(3),
        pair=different,
        rounds=ROUNDS,
    ),
    Row(
        name=f"merge, the same {FILES:,} files",
        yardstick="git merge, no driver",
        goal=at_most(20),
        pair=same,
        rounds=ROUNDS,
    ),
    Row(
        name=f"plain git pull by driver, the same {FEW} files",
        yardstick="git merge, no driver",
        pair=pulled,
        rounds=1,
    ),
)
