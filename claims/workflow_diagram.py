"""The diagram of the workflow."""

from claims.workflow import INITIAL_STATUSES, MOVES


def workflow_diagram() -> str:
    """Return the workflow as a Mermaid state diagram, for the README."""
    lines = ["stateDiagram-v2"]
    lines += [f"    [*] --> {first}" for first in INITIAL_STATUSES]
    lines += [f"    {source} --> {move.target}: {move.name}" for move in MOVES.values() for source in move.sources]
    return "\n".join(lines)
