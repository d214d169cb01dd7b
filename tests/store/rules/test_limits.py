"""Limits over many touches to one person: each goes to the first day on which it fits, looked at day by day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from store.model.agenda import Because, Bucket, Item, State
from store.model.playbook import Limits
from store.model.settings import Settings
from store.model.share import OpenStep, Share
from store.rules.limits import hold
from store.rules.placed import Placed
from store.rules.workdays import Calendar

TODAY = date(2026, 11, 24)
DAY, WEEK = timedelta(days=1), timedelta(days=7)
CALENDAR = Calendar(Settings(), lambda day: day.day == 25)
CHANNELS = st.sampled_from(("email", "phone", "text"))
LIMITS = st.builds(
    Limits, touches_per_week=st.integers(1, 3), days_between_calls=st.integers(0, 9), emails_per_day=st.integers(1, 2)
)


def open_step(number: int, ahead: int, channel: str, limits: Limits) -> OpenStep:
    item = Item(
        key=f"step-{number:03}",
        opportunity="one",
        company="",
        position="",
        step="",
        due=TODAY + ahead * DAY,
        days=ahead,
        bucket=Bucket.TODAY,
        state=State.OPEN,
        because=Because(event="", day=TODAY, path="", line=1),
        channel=channel,
        counted=True,
    )
    return OpenStep(item=item, sort="interview", limits=limits, whom="ana", is_limited=True)


@given(LIMITS, st.lists(st.tuples(st.integers(0, 3), CHANNELS), max_size=25))
def test_each_touch_goes_to_the_first_day_on_which_it_fits(limits: Limits, wanted: list[tuple[int, str]]) -> None:
    steps = tuple(open_step(number, *one, limits) for number, one in enumerate(wanted))
    share = Share(
        opportunity="one",
        position="",
        label="",
        employer="",
        is_under_way=False,
        wrote_today=False,
        steps=steps,
        used=(),
    )
    placed = [Placed(share, step) for step in steps]

    hold([(share, placed)], CALENDAR, TODAY)

    planned: list[tuple[date, str]] = []
    for one in sorted(placed, key=lambda p: (p.step.item.due, p.step.item.key)):
        due, channel = one.step.item.due, one.step.item.channel or ""
        day = first_fitting(due, channel, limits, planned)
        planned.append((day, channel))
        assert one.allowed == (day if day > due else None)


def first_fitting(due: date, channel: str, limits: Limits, planned: list[tuple[date, str]]) -> date:
    day = due
    while not fits(day, channel, limits, planned) or not (day == due or CALENDAR.is_workday(day)):
        day += DAY
    return day


def fits(day: date, channel: str, limits: Limits, planned: list[tuple[date, str]]) -> bool:
    """Tell whether no seven days would hold too many, and no call or e-mail lies too near."""
    there = [(d, c) for d, c in planned if abs(d - day) < WEEK]
    weeks = [sum(end - WEEK < d <= end for d, _ in there) for end in (day + ahead * DAY for ahead in range(7))]
    calls = [d for d, c in planned if c == "phone" and abs(d - day).days < limits.days_between_calls]
    mails = [d for d, c in planned if c == "email" and d == day]
    return (
        max(weeks) < limits.touches_per_week
        and not (channel == "phone" and calls)
        and not (channel == "email" and len(mails) >= limits.emails_per_day)
    )
