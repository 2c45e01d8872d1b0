"""The strict sandbox the workflows run in: what may pass is named, anything else is an error at start."""

from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions
from temporalio.workflow import SandboxImportNotificationPolicy

_OURS = ("activities", "domain", "workflows")


def strict_runner() -> SandboxedWorkflowRunner:
    """A runner that refuses a module nobody meant to pass through, instead of loading it anew for every run.

    A module loaded anew makes `ZoneInfo` fail inside the sandbox, and the workflow task would then be retried for ever.
    """
    restrictions = SandboxRestrictions.default.with_passthrough_modules(*_OURS).with_import_notification_policy(
        SandboxImportNotificationPolicy.RAISE_ON_UNINTENTIONAL_PASSTHROUGH
    )
    return SandboxedWorkflowRunner(restrictions=restrictions)
