"""The batch loop, written once: nudge some of the many clocks that one act moves, leave room for others, go on.

It knows neither how many there are nor who: each batch is read from the rows by the deed. So it may be started twice,
killed anywhere and continued as new; what was nudged before is at worst nudged once more.
"""

from temporalio import workflow

from activities.nudge_moved import Batch, NudgeMoved
from workflows.options import BETWEEN, NUDGE_SOME


class Batches:
    """What the shells inherit; `@workflow.run` is the one thing each must write itself."""

    async def pass_on(self, batch: Batch) -> None:
        """Batch by batch until nobody is left."""
        rest: Batch | None = batch
        while rest is not None:
            workflow.set_current_details(f"Đã báo cho {rest.passed} đồng hồ, đang báo tiếp.")
            began = workflow.now()
            rest = await workflow.execute_activity_method(NudgeMoved.nudge_moved, rest, **NUDGE_SOME)
            if rest is None:
                return
            await workflow.sleep(max(BETWEEN, (workflow.now() - began) / 2))
            if workflow.info().is_continue_as_new_suggested():
                workflow.continue_as_new(rest)
