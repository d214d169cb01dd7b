"""The limited process that stays: one for many letters, a new one after each that took too much, none left behind."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.letters.child import GROWN_BYTES
from store.letters.engine import MOST_TURNS, Fault, fill
from store.letters.facts import Facts
from store.letters.limited import Resident
from store.model.letter import Template

HOUSE = Path(__file__).resolve().parents[3]
SIGNS = "abcdefghijklmnopqrstuvwxyz"
LONG_WORD = "{% set s = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' %}" + "{% set s = s ~ s %}" * 14
WORK = "{% set t = s|list|sort|unique|list|length %}"
SILENT = LONG_WORD + WORK * 2000
"""Works for long without a turn of a loop."""
TOO_MUCH = {
    "turns": "".join(f"{{% for a{i} in '{SIGNS}' %}}" for i in range(6)) + "{% endfor %}" * 6,
    "macro": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "memory": "{% set s = 'aaaaaaaaaaaaaaaa' %}" + "{% set s = s ~ s %}" * 40 + "{{ s }}",
    "output": "{% set s = 'aaaaaaaaaaaaaaaa' %}" + "{% set s = s ~ s %}" * 17 + "{{ s }}",
    "time": SILENT,
}


def own(source: str, subject: str = "") -> Template:
    return Template(name="own", path="templates/own.md.j2", own=True, source=source, source_line=4, subject=subject)


def letter(resident: Resident, source: str, **values: object) -> str:
    return resident.fill(own(source), Facts(values=values))[1].lstrip("\n")


@pytest.fixture
def resident() -> Iterator[Resident]:
    """Return a limited process of the test's own."""
    resident = Resident()
    yield resident
    resident.close()


def test_one_process_fills_a_hundred_letters(resident: Resident) -> None:
    assert resident.pid is None
    texts = [
        letter(resident, "{{ company }} {% for n in '12' %}{{ n }}{% endfor %}", company=f"A{n}") for n in range(1)
    ]
    first = resident.pid
    texts += [letter(resident, f"{n} {{{{ company }}}}", company="B") for n in range(100)]

    assert resident.pid == first
    assert texts == ["A0 12", *(f"{n} B" for n in range(100))]


def test_an_ordinary_mistake_in_a_template_ends_nothing(resident: Resident) -> None:
    letter(resident, "fine")
    first = resident.pid
    for wrong in ("{{ salary }}", "{% if %}", "{{ 1 / 0 }}", "{{ company.__class__ }}"):
        with pytest.raises(Fault):
            letter(resident, wrong, company="A")

    assert letter(resident, "still fine") == "still fine"
    assert resident.pid == first


@pytest.mark.parametrize("name", TOO_MUCH)
def test_a_template_that_takes_too_much_ends_its_process_and_the_next_letter_has_a_new_one(
    resident: Resident, name: str
) -> None:
    letter(resident, "before")
    first = resident.pid
    with pytest.raises(Fault) as caught:
        letter(resident, TOO_MUCH[name])

    assert caught.value.limit
    assert letter(resident, "after") == "after"
    assert resident.pid not in {None, first}


def test_each_letter_has_the_processor_for_itself(resident: Resident) -> None:
    """Many letters together take more time than one may."""
    work = LONG_WORD + WORK
    start = used = 0.0
    letter(resident, work + "0")
    first = resident.pid
    number = 0
    while used - start < 2.5:
        number += 1
        assert letter(resident, f"{work}{number}") == str(number)
        used = _processor_time(first)

    assert resident.pid == first


def _processor_time(pid: int | None) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_a_child_that_never_answers_is_stopped() -> None:
    silent = Resident("import time; time.sleep(60)", wall=0.3)
    with pytest.raises(Fault, match=r"after 0\.3 seconds and was stopped"):
        letter(silent, "x")

    assert silent.pid is None


@pytest.mark.parametrize(
    ("start", "reason"),
    [
        ("import sys; sys.stdin.buffer.readline(); sys.exit(3)", "could not be filled"),
        ("raise SystemExit(3)", "could not be filled"),
        ("import os; os.kill(os.getpid(), 9)", "was stopped"),
        ("import sys; sys.stdin.buffer.readline(); sys.stdout.write('x' * (14 << 20))", "a million characters"),
        ("import sys; sys.stdin.buffer.readline(); sys.stdout.write('{')", "could not be filled"),
    ],
)
def test_a_child_that_ends_or_babbles_is_told_in_words(start: str, reason: str) -> None:
    strange = Resident(start)
    with pytest.raises(Fault, match=reason):
        letter(strange, "x" * 200_000)

    assert strange.pid is None


def test_a_process_that_died_in_between_is_replaced_unnoticed(resident: Resident) -> None:
    letter(resident, "one")
    first = resident.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    wait_until_gone(first)

    assert letter(resident, "two") == "two"


def test_a_letter_that_was_broken_off_does_not_answer_the_next(
    resident: Resident, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(child: subprocess.Popen[bytes], request: bytes) -> bytes:
        assert child.stdin
        child.stdin.write(request)
        child.stdin.flush()
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("store.letters.limited._exchange", break_off)
        with pytest.raises(KeyboardInterrupt):
            letter(resident, "the first")

    assert letter(resident, "the second") == "the second"


def test_closing_ends_the_process_and_the_next_letter_begins_anew(resident: Resident) -> None:
    letter(resident, "one")
    first = resident.pid
    resident.close()
    resident.close()

    assert resident.pid is None
    assert first is not None
    assert not Path(f"/proc/{first}").exists()
    assert letter(resident, "two") == "two"


def test_closing_does_not_wait_for_a_letter_that_takes_long() -> None:
    slow = Resident("import time; time.sleep(60)", wall=50)
    told: list[Fault] = []

    def write() -> None:
        try:
            letter(slow, "x")
        except Fault as fault:
            told.append(fault)

    writer = threading.Thread(target=write)
    writer.start()
    while slow.pid is None:
        time.sleep(0.01)
    slow.close()
    writer.join(20)

    assert not writer.is_alive()
    assert told


def test_threads_get_their_own_letters(resident: Resident) -> None:
    wrong: list[str] = []

    def write(name: str) -> None:
        texts = [letter(resident, f"{number} {{{{ company }}}}", company=name) for number in range(25)]
        wrong.extend(text for number, text in enumerate(texts) if text != f"{number} {name}")

    writers = [threading.Thread(target=write, args=(f"firm-{n}",)) for n in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert wrong == []


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_the_process_has_three_files_and_nothing_of_the_machine(
    resident: Resident, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MARK_OF_HOME", "secret")
    secret = tmp_path / "secret"
    secret.write_text("secret")
    handle = os.open(secret, os.O_RDONLY)
    os.set_inheritable(handle, True)
    letter(resident, "x")
    home = Path(f"/proc/{resident.pid}")
    os.close(handle)

    assert sorted(path.name for path in (home / "fd").iterdir()) == ["0", "1", "2"]
    assert (home / "environ").read_bytes().rstrip(b"\0").count(b"=") <= 1  # a locale that Python itself sets
    assert b"secret" not in (home / "environ").read_bytes()
    limits = (home / "limits").read_text()
    assert f"Max address space {512 << 20} {512 << 20}" in " ".join(limits.split())


PROBE = (
    "import os, sys, json; sys.path.insert(0, sys.argv[1]); from store.letters.child import confine\n"
    "sys.stdin.buffer.readline(); confine(); found = []\n"
    "for what in (lambda: open('/etc/passwd').read(), os.pipe, lambda: bytearray(2**30)):\n"
    "    try:\n        what(); found.append('allowed')\n"
    "    except (OSError, MemoryError):\n        found.append('refused')\n"
    "print(json.dumps({'subject': '', 'body': ' '.join(found)}), flush=True)"
)


def test_what_a_confined_process_cannot_do() -> None:
    """The limits are tried on a process that runs what a template cannot: plain Python."""
    probe = Resident(PROBE)
    text = letter(probe, "x")
    probe.close()

    assert text == "refused refused refused"


def test_the_process_confines_itself_before_it_reads_a_request() -> None:
    start = "import sys; sys.path.insert(0, sys.argv[1]); from store.letters.child import main; main(); open(__file__)"
    resident = Resident(start.replace("__file__", "'/etc/passwd'"))
    letter(resident, "x")
    child = resident._child
    assert child is not None
    assert child.stdin is not None
    child.stdin.close()  # `main` returns: the line behind it runs in the confined process

    assert child.wait(20) == 1
    resident.close()


PROGRAM = (
    "import sys, time\n"
    "from store.letters.facts import Facts\n"
    "from store.letters.limited import RESIDENT, fill_apart\n"
    "from store.model.letter import Template\n"
    "fill_apart(Template(name='own', own=True, source='x'), Facts(values={}))\n"
    "print(RESIDENT.pid, flush=True)\n"
)
BUSY = (
    "import threading\n"
    f"threading.Thread(target=fill_apart, args=(Template(name='b', own=True, source={SILENT!r}), Facts(values={{}})),"
    " daemon=True).start()\ntime.sleep(0.2)\nprint('busy', flush=True)\n"
)


@pytest.mark.parametrize(
    ("ending", "lines", "how"),
    [
        ("", 1, None),
        ("raise SystemExit(3)", 1, None),
        ("raise ValueError", 1, None),
        ("time.sleep(60)", 1, signal.SIGKILL),
        ("time.sleep(60)", 1, signal.SIGTERM),
        ("time.sleep(60)", 1, signal.SIGINT),
        ("import os; os._exit(0)", 1, None),
        (BUSY + "time.sleep(60)", 2, signal.SIGKILL),
        (BUSY, 2, None),
    ],
    ids=["end", "exit", "crash", "kill", "term", "interrupt", "exit-at-once", "kill-while-busy", "end-while-busy"],
)
def test_no_process_is_left_when_the_program_ends_however_it_ends(
    ending: str, lines: int, how: signal.Signals | None
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM + ending],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=HOUSE,
        text=True,
    ) as program:
        assert program.stdout
        told = [program.stdout.readline() for _ in range(lines)]
        if how is not None:
            program.send_signal(how)
        program.wait(30)

    wait_until_gone(int(told[0]))


def wait_until_gone(pid: int) -> None:
    """Wait until a process has ended; whoever started it may not have asked after it yet."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
                time.sleep(0.02)
                continue
        return
    pytest.fail(f"process {pid} is still there")


def test_loops_of_shipped_letters_are_counted_too() -> None:
    with pytest.raises(Fault, match=f"more than {MOST_TURNS} times") as caught:
        fill("one\n" + TOO_MUCH["turns"], 1, {})

    assert caught.value.line == 2
    assert caught.value.limit


def test_a_long_letter_is_far_from_the_limit_and_the_count_begins_anew() -> None:
    source = "{% for n in needs %}{% for m in needs %}{{ loop.index }}{% endfor %}{% endfor %}"
    for _ in range(5):
        assert len(fill(source, 1, {"needs": ["x"] * 100})) == 100 * (9 + 90 * 2 + 3)


LIKE_ANY_OTHER = [
    ("{% for n in needs if n != 'b' %}{{ loop.index }}{{ n }}{{ loop.last }}{% else %}none{% endfor %}", "1aFalse2cTrue"),  # noqa: E501
    ("{% for n in needs if n == 'z' %}{{ n }}{% else %}none{% endfor %}", "none"),
    ("{% for n in needs %}{{ loop.length }}{{ loop.revindex }}{% endfor %}", "333231"),
    ("{% for n in needs %}{% if not loop.first %}{{ loop.previtem }}{% endif %}{% endfor %}", "ab"),
    ("{% for n in needs|reverse %}{{ n }}{% endfor %}", "cba"),
    ("{% for a in needs %}{% for b in needs %}{{ loop.index0 }}{% endfor %}{% endfor %}", "012012012"),
    ("{% macro m(x) %}<{{ x }}>{% endmacro %}{% for n in needs %}{{ m(n) }}{% endfor %}", "<a><b><c>"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "text"), LIKE_ANY_OTHER)
def test_a_counted_loop_is_like_any_other(source: str, text: str) -> None:
    assert fill(source, 1, {"needs": ["a", "b", "c"]}) == text


def test_a_program_that_holds_much_itself_keeps_its_process(resident: Resident) -> None:
    held = bytearray(GROWN_BYTES * 2)  # what a process had at most is handed down to those that it starts
    letter(resident, "{{ company }}", company="A")
    first = resident.pid
    letter(resident, "{{ company }}", company="B")

    assert first is not None
    assert resident.pid == first
    assert len(held) > GROWN_BYTES
