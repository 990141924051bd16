"""What came out of a scenario, and whether that is good enough."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.kinds import HEAVY


@dataclass(frozen=True, slots=True)
class Outcome:
    """`value` in the unit of its budget, `details` for the reader."""

    value: float
    details: str


@dataclass(frozen=True, slots=True)
class Budget:
    """What is promised: `limit` is the least where `least` is true, else the most."""

    what: str
    limit: float
    unit: str
    least: bool = False

    def met(self, value: float) -> bool:
        return value >= self.limit if self.least else value <= self.limit

    def promise(self) -> str:
        """The limit in words."""
        return f"{'at least' if self.least else 'at most'} {self.written(self.limit)}"

    def written(self, value: float) -> str:
        """The value with its unit."""
        digits = 2 if self.unit in ("", "s") else 1 if self.unit == "KB" else 0
        return f"{value:,.{digits}f} {self.unit}".strip()


BUDGETS = {
    "throughput": Budget(
        "Durable answers a second, one process, embedded store that syncs every write, 1,000 sockets"
        " ÷ echoes a second of a bare uvicorn and websockets application",
        0.5,
        "",
        least=True,
    ),
    "instant": Budget("500 phones answer at the same instant: receipt, p95 (all are stored)", 250, "ms"),
    "opened": Budget("5,000 phones connected: poll opened → the last phone has it", 1.5, "s"),
    "wall": Budget("1,000 answers a second: answer → projector counts it, p95", 300, "ms"),
    "storm": Budget(
        "5,000 phones lose their connections and come back at the same instant, each with its answer again: until the"
        " last is acknowledged ÷ the same with the bare application",
        2.5,
        "",
    ),
    "memory": Budget("Memory per connected phone ÷ a bare uvicorn websocket connection", 2.5, ""),
    "delegate": Budget("A delegate's first load, compressed, heads included", 15, "KB"),
    "requests": Budget("Requests of a delegate's first load", 4, "requests"),
    "projector": Budget("The projector's first load, compressed", 450, "KB"),
    "exports": Budget("12 polls × 10,000 people: the slowest format of the summary", 12, "s"),
    "exports delay": Budget("The same: how long a phone waits for the server meanwhile, p99", 50, "ms"),
    "course docx": Budget("The course of the example in Word, 300 people", 1, "s"),
    "course pptx": Budget("The course of the example in PowerPoint, 300 people", 1, "s"),
    **{
        row: budget
        for poll, (what, _) in HEAVY.items()
        for row, budget in {
            poll: Budget(f"{what.capitalize()}: 500 at the same instant, receipt, p95", 250, "ms"),
            f"{poll} throughput": Budget(
                f"{what.capitalize()}: durable answers a second, 1,000 sockets", 5_000, "answers/s", least=True
            ),
            f"{poll} wall": Budget(f"{what.capitalize()}: 1,000 a second, answer → projector, p95", 300, "ms"),
        }.items()
    },
}
