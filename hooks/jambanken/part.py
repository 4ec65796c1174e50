"""A mapping of content: the model that every entry, settings file and part of them is."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator


class Part(BaseModel):
    """A mapping in an entry: frozen, and closed to keys it does not know."""

    # Built when first needed, a part within its entry: an eighth less of what all imports take.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _drop_keys_without_value(cls, data: Any) -> Any:
        """A key with nothing after its colon says nothing: the same as no key."""
        if isinstance(data, dict):
            return {key: value for key, value in data.items() if value is not None}
        return data
