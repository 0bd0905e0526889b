"""The one door: open a registry, perform an act, ask a question, print, prove."""

from cso_registry.workspace.workspace import Workspace

__all__ = ["Workspace"]
