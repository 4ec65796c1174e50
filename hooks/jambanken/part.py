"""A mapping of content: the model that every entry, settings file and part of them is."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator


class Part(BaseModel):
    """A mapping in an entry: frozen, and closed to keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _drop_keys_without_value(cls, data: Any) -> Any:
        """A key with nothing after its colon says nothing: the same as no key."""
        if isinstance(data, dict):
            return {key: value for key, value in data.items() if value is not None}
        return data
