"""Jinja's environment for thousands of pages: the same output with less done for each piece of it.

A third of the time of a page went to ways of Jinja's that the bank does not need: a safe text made
of every piece, only to be joined; arguments looked through for a context that no function here
takes; globals gone through as a chain of two mappings; templates asked for by the loader's identity.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, MutableMapping
from types import CodeType
from typing import Any

from jinja2 import Environment, StrictUndefined, Template
from jinja2.runtime import Context, Macro
from jinja2.utils import missing

from jambanken.html import safe, written


class FastEnvironment(Environment):
    """Jinja's with autoescape and strict names, for templates whose functions take no context."""

    def __init__(self, **options: Any) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, **options)
        self.template_class = _Template
        self.context_class = _Context
        self._known: dict[str, Template] = {}

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals, the same for all templates."""
        return ChainMap(d, self.globals) if d else self.globals

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002  # the library's name
    ) -> Template:
        """Return a template, loaded once."""
        if not isinstance(name, str) or globals:
            return super().get_template(name, parent, globals)
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = super().get_template(name, parent)
        return known


class _Template(Template):
    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002  # the library's name
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        made = super().from_code(environment, code, globals, uptodate)
        # Compiled code calls these by the names that it has imported.
        made.root_render_func.__globals__.update(escape=written, Macro=_Macro)
        return made


class _Context(Context):
    def call(self, obj: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        if kwargs:
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
        return obj(*args, **kwargs)


class _Macro(Macro):
    """A macro that is called as it was written: by place, and maybe with a caller."""

    def __call__(self, *args: Any, **kwargs: Any) -> str:
        left = self._argument_count - len(args)
        is_plain = not (self.catch_kwargs or self.catch_varargs or self.explicit_caller)
        if is_plain and left >= 0 and kwargs.keys() == ({"caller"} if self.caller else set()):
            return safe(self._func(*args, *(missing,) * left, *kwargs.values()))
        return super().__call__(*args, **kwargs)
