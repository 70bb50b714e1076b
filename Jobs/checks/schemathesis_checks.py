"""A check for schemathesis: a request that meets the schema is refused for few reasons only."""

import schemathesis

# Which values go together, and that a server has made a cursor, is more than a schema can say.
MAY_REFUSE = {"contradictory-parameters", "invalid-cursor"}
TOO_MANY_DATES = "days of from"


@schemathesis.check
def refused_for_a_reason(context, response, case):
    """Fails when a request that meets the schema is refused as malformed."""
    if response.status_code != 400 or case.meta is None or case.meta.generation.mode.is_negative:
        return
    problem = response.json()
    reasonable = problem["code"] in MAY_REFUSE or TOO_MANY_DATES in problem["detail"]
    assert reasonable, f"a request that meets the schema is refused as {problem['code']}"
