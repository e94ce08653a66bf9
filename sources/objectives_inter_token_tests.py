"""Each alert on the budget of time between tokens fires in one scenario and is quiet in one."""

from _slo_scenarios import budget

from frontierkit.authoring import AlertTest, Engine, alert_test, engines, for_engine


@for_engine(engines.vllm)
def tests(vllm: Engine) -> list[AlertTest]:
    return [
        alert_test(each.name, given=each.given, expect=each.expect, interval=each.interval)
        for each in budget(vllm, "inter_token", 0.05)
    ]
