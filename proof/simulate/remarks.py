"""What a simulation could not do as it was meant, said once each, for the summary and for whoever watches."""

from dataclasses import dataclass, field


@dataclass
class Remarks:
    """Sentences in Vietnamese with a stable code, in the order they were first said."""

    said: dict[tuple[str, str], int] = field(default_factory=dict)

    def say(self, code: str, message: str) -> None:
        """Remark something; said again it is only counted."""
        self.said[code, message] = self.said.get((code, message), 0) + 1

    def plain(self) -> list[dict[str, object]]:
        """As the summary holds them."""
        return [{"code": code, "message": message, "times": times} for (code, message), times in self.said.items()]
