"""Reading a directive: any file an office writes → domain.directive.DraftDirective."""

from reading.directives.read import read

__all__ = ["read"]
