"""What lies ahead as the front ends show it: steps one plans to do, under playbooks that can be followed."""

from datetime import date
from pathlib import Path

import pytest

from store.errors import BadRequest
from store.model.agenda import State
from store.workspace.door import Workspace
from store.workspace.foresight import compared, plans_of
from store.workspace.moment import Moment
from store.workspace.values import checked
from tests.store.workspace.conftest import NORTHWIND

ALARMS = {"f-alarm", "f-alarm-loud"}
COMING = NORTHWIND.replace("### 2026-11-20 08:00", "### 2026-11-24 08:00")


def on(workspace: Workspace, day: date) -> Workspace:
    workspace.moment = Moment(today=day, now=workspace.moment.now, fixed=True)
    return workspace


def test_an_alarm_is_no_plan(root: Path, workspace: Workspace) -> None:
    (root / "opportunities" / "northwind.md").write_text(COMING)
    snapshot = workspace.snapshot()

    ahead = {item.step for item in snapshot.schedule("northwind") if item.state is State.FORECAST}
    (plan,) = plans_of(snapshot, "northwind")
    both = {i.step for pair in compared(snapshot, "northwind", "five-step") for i in (pair.before, pair.after) if i}

    assert "thanks" in ahead & {step.step for step in plan.steps} & both
    assert not ALARMS & (ahead | {step.step for step in plan.steps} | both)


def test_an_alarm_that_has_come_is_told_everywhere(workspace: Workspace) -> None:
    snapshot = on(workspace, date(2026, 11, 27)).snapshot()

    assert "f-alarm-loud" in {item.step for item in snapshot.schedule("northwind") if item.bucket}
    assert "f-alarm-loud" in {p.after.step for p in compared(snapshot, "northwind", "handwritten") if p.after}


def test_the_frame_holds_always_and_cannot_be_followed(workspace: Workspace) -> None:
    snapshot = workspace.snapshot()

    assert checked(snapshot, "playbook", "five-step") == "five-step"
    with pytest.raises(BadRequest, match="no playbook “frame”") as refused:
        checked(snapshot, "playbook", "frame")
    assert "five-step" in str(refused.value)
    assert ", frame" not in str(refused.value)
