"""Who is told of what: by severity, grouped and repeated as the seeds do.

The seeds sent everything to `http://localhost:5001/alerts`, which inside a container is the
container itself; here the receiver has a name in the network. A secret never stands in a source:
`slack(…)`, `pagerduty(…)`, `telegram(…)` and `email(…)` name files that hold theirs.
"""

from frontierkit.authoring import alertmanager, inhibit, reaches, receiver, route, webhook

# What listens there is up to you: a chat bridge, a pager, or `nc -lk 5001` to begin with.
_hook = receiver("web.hook", webhook("http://alert-webhook:5001/alerts"))
_pager = receiver("pager", webhook("http://alert-webhook:5001/critical"))
_dead_man = receiver("dead-man", webhook("http://alert-webhook:5001/watchdog", send_resolved=False))
_nobody = receiver("nobody")

routing = alertmanager(
    _hook,
    # Always firing: whoever listens there notices when it stops. Elsewhere than on this machine.
    route(
        _dead_man,
        when={"alertname": "Watchdog"},
        group_wait="0s",
        group_interval="1m",
        repeat_interval="1m",
    ),
    route(_pager, when={"severity": "critical"}),
    route(_hook, when={"severity": "warning"}),
    route(_nobody, when={"severity": "=~info|none"}),
    inhibitions=[
        # A page says it already. Of the same engine only, or one outage would hide another: what
        # is about no engine is left alone, since labels that both lack count as equal.
        inhibit(
            source={"severity": "critical", "engine": "=~.+"},
            target={"severity": "=~warning|info", "engine": "=~.+"},
            equal=["engine", "slo"],
        ),
    ],
    expect=[
        reaches({"severity": "critical"}, _pager),
        reaches({"severity": "warning"}, _hook),
        reaches({"severity": "info"}, _nobody),
        reaches({"alertname": "Watchdog", "severity": "none"}, _dead_man),
    ],
)
