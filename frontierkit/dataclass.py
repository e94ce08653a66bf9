"""Dataclasses that cost nothing before they are used, for what is imported to judge one file.

`dataclasses` writes and compiles six methods for every class when it is made, and a small run uses
a few of them in a third of its classes: that took half of its time. Here `__init__` is compiled
when a class is first called. What is not offered here, nobody here uses; what takes dataclasses
(`fields`, `asdict`, `is_dataclass`) takes these, too.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from reprlib import recursive_repr
from typing import Any, TypeVar, cast, dataclass_transform

Class = TypeVar("Class", bound=type)
Instance = TypeVar("Instance")

_FIELDS = "__fields_of_dataclass__"


class _Missing:
    """No default."""


class Field:
    """The default of an attribute, where it is more than a value."""

    __slots__ = ("default", "factory", "repr")

    def __init__(self, default: object, factory: Callable[[], object] | None, repr: bool) -> None:
        self.default = default
        self.factory = factory
        self.repr = repr


class FrozenInstanceError(AttributeError):
    """Somebody set an attribute of what never changes."""


def field(
    *,
    default: Any = _Missing,
    default_factory: Callable[[], Any] | None = None,
    repr: bool = True,
) -> Any:
    """Describe an attribute with a default that is made anew, or one that `repr` leaves out."""
    return Field(default, default_factory, repr)


@dataclass_transform(field_specifiers=(field,))
def dataclass(
    *,
    frozen: bool = False,
    slots: bool = False,
    eq: bool = True,
    order: bool = False,
    kw_only: bool = False,
) -> Callable[[Class], Class]:
    """Make a class of the annotated attributes of another, as `dataclasses.dataclass` does."""

    def make(cls: Class) -> Class:
        namespace = dict(cls.__dict__)
        own = {name: _own(namespace, name) for name in _annotated(namespace)}
        inherited: dict[str, Field] = {}
        for base in reversed(cls.__mro__[1:]):
            inherited.update(base.__dict__.get(_FIELDS, {}))
        fields = {**inherited, **own}
        for name, known in own.items():
            if slots or known.default is _Missing:
                namespace.pop(name, None)
            else:
                namespace[name] = known.default
        if slots:
            namespace["__slots__"] = tuple(name for name in own if name not in inherited)
        namespace.pop("__dict__", None)
        namespace.pop("__weakref__", None)
        namespace.update(_methods(fields, namespace, frozen=frozen, eq=eq, order=order))
        made: Any = type(cls)(cls.__name__, cls.__bases__, namespace)
        made.__qualname__ = cls.__qualname__
        if "__init__" not in namespace:
            made.__init__ = _first_init(made, fields, frozen, kw_only)
        return cast("Class", made)

    return make


def replace(instance: Instance, /, **changes: Any) -> Instance:
    """Return a copy in which some attributes are others."""
    cls: Any = type(instance)
    for name in getattr(cls, _FIELDS):
        if name not in changes:
            changes[name] = getattr(instance, name)
    copy: Instance = cls(**changes)
    return copy


def field_names(cls: type) -> tuple[str, ...]:
    """Return the names of the attributes of a dataclass that was made here."""
    return tuple(getattr(cls, _FIELDS))


def _annotated(namespace: Mapping[str, Any]) -> list[str]:
    annotations: Mapping[str, object] = namespace.get("__annotations__", {})
    return [name for name, kind in annotations.items() if not str(kind).startswith("ClassVar")]


def _own(namespace: Mapping[str, Any], name: str) -> Field:
    default = namespace.get(name, _Missing)
    return default if isinstance(default, Field) else Field(default, None, True)


def _methods(
    fields: Mapping[str, Field],
    namespace: Mapping[str, Any],
    *,
    frozen: bool,
    eq: bool,
    order: bool,
) -> dict[str, Any]:
    """Return the methods that a class gets, `__init__` aside."""
    names = tuple(fields)
    values = _values(names)
    made: dict[str, Any] = {
        _FIELDS: fields,
        "__match_args__": names,
        "__dataclass_fields__": _Described(),
        "__getstate__": lambda self: values(self),
        "__setstate__": _restore,
    }
    if "__repr__" not in namespace:
        made["__repr__"] = _repr
    if eq and "__eq__" not in namespace:
        made["__eq__"] = _comparison(values, operator.eq)
    if eq and "__hash__" not in namespace:
        made["__hash__"] = _hash(values) if frozen else None
    if order:
        for name in ("lt", "le", "gt", "ge"):
            made[f"__{name}__"] = _comparison(values, getattr(operator, name))
    if frozen:
        made.update(__setattr__=_refuse, __delattr__=_refuse)
    return made


def _values(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    if len(names) > 1:
        return operator.attrgetter(*names)
    return lambda self: tuple(getattr(self, name) for name in names)


def _comparison(
    values: Callable[[Any], tuple[Any, ...]], compare: Callable[[Any, Any], Any]
) -> Callable[[Any, Any], Any]:
    def compared(self: Any, other: Any) -> Any:
        if other.__class__ is self.__class__:
            return compare(values(self), values(other))
        return NotImplemented

    return compared


def _hash(values: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any], int]:
    return lambda self: hash(values(self))


def _refuse(self: object, name: str, *value: object) -> None:
    raise FrozenInstanceError(f"cannot change `{name}` of a {type(self).__name__}")


def _restore(self: Any, state: tuple[Any, ...]) -> None:
    for name, value in zip(getattr(type(self), _FIELDS), state, strict=True):
        object.__setattr__(self, name, value)


@recursive_repr()
def _repr(self: Any) -> str:
    fields: Mapping[str, Field] = getattr(type(self), _FIELDS)
    shown = (f"{name}={getattr(self, name)!r}" for name, known in fields.items() if known.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _first_init(
    cls: Any, fields: Mapping[str, Field], frozen: bool, kw_only: bool
) -> Callable[..., None]:
    """Return an `__init__` that, when it is first called, puts the true one in its place."""

    def __init__(self: Any, *values: Any, **named: Any) -> None:
        cls.__init__ = _compiled_init(cls, fields, frozen, kw_only)
        cls.__init__(self, *values, **named)

    return __init__


def _compiled_init(
    cls: type, fields: Mapping[str, Field], frozen: bool, kw_only: bool
) -> Callable[..., None]:
    known: dict[str, Any] = {"_missing": _Missing, "_set": object.__setattr__}
    parameters = ["self", "*"] if kw_only and fields else ["self"]
    body = []
    for name, told in fields.items():
        if told.factory is not None:
            known[f"_make_{name}"] = told.factory
            parameters.append(f"{name}=_missing")
            body.append(f"if {name} is _missing: {name} = _make_{name}()")
        elif told.default is not _Missing:
            known[f"_default_{name}"] = told.default
            parameters.append(f"{name}=_default_{name}")
        else:
            parameters.append(name)
        slot: Any = cls.__dict__.get(name)
        if not frozen:
            body.append(f"self.{name} = {name}")
        elif hasattr(slot, "__set__"):
            # Through the slot itself it is quicker than by `object.__setattr__`.
            known[f"_set_{name}"] = slot.__set__
            body.append(f"_set_{name}(self, {name})")
        else:
            body.append(f"_set(self, {name!r}, {name})")
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    lines = [f"def __init__({', '.join(parameters)}):", *(f" {line}" for line in body or ["pass"])]
    exec("\n".join(lines), known)
    made: Callable[..., None] = known["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


class _Described:
    """What `dataclasses` wants to know of a class, worked out when it asks."""

    __slots__ = ()

    def __get__(self, instance: object, cls: type) -> Mapping[str, Any]:
        import dataclasses

        kinds: dict[str, Any] = {}
        for base in reversed(cls.__mro__):
            kinds.update(base.__dict__.get("__annotations__", {}))
        fields = [
            (name, kinds[name], dataclasses.field(**_told(told)))
            for name, told in getattr(cls, _FIELDS).items()
        ]
        described: Any = dataclasses.make_dataclass(cls.__name__, fields, kw_only=True)
        found: Mapping[str, Any] = described.__dataclass_fields__
        return found


def _told(field: Field) -> dict[str, Any]:
    if field.factory is not None:
        return {"default_factory": field.factory, "repr": field.repr}
    if field.default is not _Missing:
        return {"default": field.default, "repr": field.repr}
    return {"repr": field.repr}
