"""Names without a value: `is defined` and `default` may test them; any other use is an error that knows its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from jinja2.runtime import Undefined

NO_ANSWER: Final = "to pole nie ma odpowiedzi w danych"


class MissingAnswerError(Exception):
    """A name or field without a value was used. name: the field; known: names that stand beside it; reason: Polish."""

    def __init__(self, name: str, known: Iterable[str], reason: str) -> None:
        super().__init__(name)
        self.name, self.known, self.reason = name, tuple(known), reason


def no_answer() -> MissingAnswerError:
    """Return the error for a field that stands in the data without an answer."""
    return MissingAnswerError("", (), NO_ANSWER)


class Missing(Undefined):
    """A name without a value in a strict template."""

    __slots__ = ()

    def _refuse(self, *_: Any, **__: Any) -> Any:
        name = str(self._undefined_name)
        if isinstance(self._undefined_obj, Mapping):
            raise MissingAnswerError(name, map(str, self._undefined_obj), "nie ma takiego pola")
        raise MissingAnswerError(name, (), self._undefined_hint or "nie ma takiej nazwy")

    _fail_with_undefined_error = _refuse
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _refuse
    __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = __pos__ = __neg__ = __call__ = __getitem__ = _refuse
    __lt__ = __le__ = __gt__ = __ge__ = __int__ = __float__ = __complex__ = __pow__ = __rpow__ = _refuse
    __iter__ = __str__ = __len__ = __eq__ = __ne__ = __bool__ = __hash__ = __contains__ = _refuse


class Blank(Undefined):
    """A name without a value in a lenient template: prints nothing, counts as empty."""

    __slots__ = ()

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __str__(self) -> str:
        return ""

    def __len__(self) -> int:
        return 0

    def __bool__(self) -> bool:
        return False

    def __eq__(self, other: object) -> bool:
        return other is None or isinstance(other, Undefined)

    def __hash__(self) -> int:
        return hash(Blank)
