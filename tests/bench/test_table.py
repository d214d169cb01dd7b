"""The table of speed: no row is ever missing, each runs, and a ratio is of two runs of one round."""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bench import commands, peers, place, screenrows
from bench.place import Place, place_of
from bench.rows import Case, Figure, Pair, Row, Skipped, Taken, at_most, measured
from bench.table import BEGIN, END, GROUPS, lines, plain, put_into

NOTES = 20
NAMES = [row.name for group in GROUPS for row in group]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A vault of a few notes, with waits so short that only its figures would suffer."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(place, "PAUSE", 0.0)
        patch.setattr(commands, "PAUSE", 0.0)
        for name, short in (("QUIET", 0.1), ("BLINK", 0.05), ("IDLE", 9.0), ("KEYS", 2), ("FILTERED", 2)):
            patch.setattr(screenrows, name, short)
        yield place_of(tmp_path_factory.mktemp("places"), NOTES, 1, datetime.now(UTC).date())


def row(name: str, ours: list[float], yardstick: list[float], **more: object) -> tuple[Row, list[str]]:
    """Return a row of two cases that take what is told, and what will be noted when they run."""
    order: list[str] = []

    def case(who: str, took: list[float]) -> Case:
        left = iter([took[0], *took])  # the first round is not counted

        def once() -> Taken:
            order.append(who)
            return Taken(next(left), 1.0)

        return Case(once)

    pair = Pair(case(name, ours), case(f"{name}'s yardstick", yardstick))
    return Row(name=name, yardstick="y", pair=lambda _: pair, **more), order  # type: ignore[arg-type]


def anywhere(tmp_path: Path) -> Place:
    return place_of(tmp_path, 100, 1, date(2026, 11, 24))


@pytest.mark.terminal
@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group[0].name)
def test_every_row_runs_or_says_what_is_not_installed(group: tuple[Row, ...], tiny: Place) -> None:
    with tiny.visit():
        found = measured(group, tiny, rounds=1)

    assert list(found) == [row.name for row in group]
    for name, figure in found.items():
        assert not figure.is_failure, (name, figure.missing)
        assert figure.missing.endswith("is not installed") or figure.times.cpu > 0, name


def test_who_has_no_other_program_is_told_so_in_their_rows(tiny: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    _ = tiny.root
    monkeypatch.setenv("PATH", os.devnull)
    found = measured(peers.ROWS, tiny, rounds=1)

    assert [figure.missing for figure in found.values()] == [
        "todo is not installed",
        "task is not installed",
        "emacs is not installed",
    ]
    assert not any(figure.is_failure for figure in found.values())


def test_no_two_rows_have_one_name() -> None:
    assert sorted(set(NAMES)) == sorted(NAMES)


def test_ratios_are_of_runs_in_turn_round_by_round(tmp_path: Path) -> None:
    one, order = row("one", [1.0, 8.0, 30.0], [1.0, 2.0, 10.0])
    found = measured([one], anywhere(tmp_path), rounds=3)

    assert order == ["one", "one's yardstick"] * 4
    assert found["one"].times.cpu == 3.0  # of 1, 4 and 3; the medians of both would give 4
    assert found["one"].ours.cpu == 8.0


def test_a_slow_row_runs_as_often_as_it_says_and_a_shared_case_once_a_round(tmp_path: Path) -> None:
    slow, order = row("slow", [6.0], [2.0], rounds=1)

    def once() -> Taken:
        order.append("shared")
        return Taken(1.0, 1.0)

    shared = Case(once)
    both = [slow, *(Row(name=name, yardstick="y", pair=lambda _: Pair(shared, shared)) for name in "ab")]
    found = measured(both, anywhere(tmp_path), rounds=2)

    assert order == ["shared", "slow", "slow's yardstick", "shared", "shared"]
    assert found["slow"].times.cpu == 3.0


def test_a_row_that_breaks_or_cannot_run_says_why_and_hides_no_other(tmp_path: Path) -> None:
    def skips(_: Place) -> Pair:
        raise Skipped("no such program here")

    def breaks() -> Taken:
        raise OSError("disk full")

    good, _ = row("good", [2.0], [1.0], goal=at_most(1))
    rows = [
        Row(name="cannot", yardstick="y", pair=skips),
        Row(name="breaks", yardstick="y", pair=lambda _: Pair(Case(breaks), Case(breaks))),
        good,
    ]
    found = measured(rows, anywhere(tmp_path), rounds=1)
    text = plain(rows, {100: found}, "")

    assert [figure.is_failure for figure in found.values()] == [False, True, False]
    for said in ("no such program here", "failed: OSError: disk full", "2.0 x", "no, at 100"):
        assert said in text


def test_a_goal_is_judged_only_where_it_holds() -> None:
    one, _ = row("one", [1.0], [1.0], goal=at_most(3, since=10_000))

    def met(**ratios: float) -> str:
        figures = {int(c[1:]): {"one": Figure(times=Taken(ratio, 1), ours=Taken(1, 1))} for c, ratio in ratios.items()}
        return list(lines([one], figures))[1][-2]

    assert met(n100=50) == "not asked"
    assert met(n100=50, n10000=2.9) == "yes"
    assert met(n100=50, n10000=2.9, n50000=3.1) == "no, at 50,000"


def test_growth_is_told_as_a_power_from_a_thousand_on() -> None:
    one, _ = row("one", [1.0], [1.0])
    took = {100: 5.0, 1_000: 1.0, 10_000: 10.0}
    figures = {count: {"one": Figure(ours=Taken(cpu, 1))} for count, cpu in took.items()}

    assert list(lines([one], figures))[1][-1] == "n^1.00"


def test_a_table_goes_between_the_markers_of_a_page_and_nowhere_else(tmp_path: Path) -> None:
    page = tmp_path / "speed.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n")
    put_into(page, "new")

    assert page.read_text() == f"before\n{BEGIN}\n\nnew\n\n{END}\nafter\n"

    page.write_text("no markers\n")
    with pytest.raises(SystemExit, match="nothing was written"):
        put_into(page, "new")
    assert page.read_text() == "no markers\n"


def test_the_page_of_speed_has_the_markers() -> None:
    text = (Path(__file__).resolve().parent.parent.parent / "docs/speed.md").read_text("utf-8")

    assert text.count(BEGIN) == text.count(END) == 1
