"""A partner's server is down, hangs or hangs up: nobody else waits, it is called less often, and nothing is lost."""

from bench.faults.cluster import until
from bench.faults.run import Line, Run

SICK, WELL = "avim", "ind"
CASES = 3
# What each manner is written down as.
MANNERS = {"refuses": "ANSWER", "resets": "UNREACHABLE", "hangs": "TIMEOUT"}
OF_PARTNER = """
FROM partners_outboxmessage m JOIN partners_webhook w ON w.id = m.webhook_id
JOIN partners_organisation o ON o.id = w.organisation_id
WHERE o.code = %s AND m.sent_at IS NULL AND m.given_up_at IS NULL
"""
TRIED = "SELECT count(*) " + OF_PARTNER + " AND m.fault = %s"
HELD_BACK = TRIED + " AND m.next_attempt_at > now() + interval '30 seconds'"
WAITING = "SELECT count(*) " + OF_PARTNER
LETTERS = """
SELECT count(*) FROM partners_deadletter d JOIN partners_notice n ON n.id = d.notice_id
JOIN partners_organisation o ON o.id = n.to_organisation_id WHERE o.code = %s AND d.resent_at IS NULL
"""


def sick(run: Run, line: Line, manner: str, fault: str) -> None:
    run.receiver.behaves(SICK, manner)
    began = run.journal.written
    client = run.client(-3, patient=True)
    for _case in range(CASES):
        client.work_on_a_case()
    until(lambda: not count(run, WAITING, WELL), "the other partner has all of its notices")
    line.must(count(run, WAITING, SICK) > 0 and run.journal.written > began,
              f"{WELL} has all of its notices while {SICK} {manner}")  # fmt: skip
    until(lambda: count(run, TRIED, SICK, fault), f"the outage is written down as {fault}")
    until(lambda: count(run, HELD_BACK, SICK, fault), "the next try waits")
    line.times += 1


def put_aside(run: Run, line: Line) -> None:
    """Try after try until a person must know; and sent again when the partner is well."""
    run.receiver.behaves(SICK, "refuses")

    def given_up() -> bool:
        run.time_passes()
        return not count(run, WAITING, SICK)

    until(given_up, "what was never taken is put aside", 240, pause=0.5)
    letters = count(run, LETTERS, SICK)
    line.must(letters > 0, f"{letters} notices put aside after their last try")
    run.receiver.well()
    run.stage.manage("webhook", "resend", SICK)
    until(lambda: not count(run, WAITING, SICK) and not count(run, LETTERS, SICK), "what was put aside is delivered")
    line.times += 1


def count(run: Run, sql: str, *values: str) -> int:
    found = run.cluster.ask(sql, *values)
    return int(found[0][0]) if found else 0


def run(run: Run) -> None:
    run.all_delivered()
    for manner, fault in MANNERS.items():
        if not (run.short and manner == "hangs"):  # a call lasts twenty seconds, until it is given up
            sick(run, run.line(f"partner's server {manner}"), manner, fault)
    if not run.short:
        put_aside(run, run.line("notices put aside, sent again"))
