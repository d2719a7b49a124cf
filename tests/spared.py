"""What the suite spares itself: work that each of its thousands of apps would do anew."""

from typing import Any

from argon2 import PasswordHasher
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing.rules import Rule

from pwa.care.staff import passwords

SHIPPED = passwords.HASHER  # what people have: a fifth of a second for each sign-in


class Compiled(BytecodeCache):
    """A template is compiled by the first app that shows it."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if kept := self._kept.get(bucket.key + bucket.checksum):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key + bucket.checksum] = bucket.bytecode_to_string()


def spare() -> None:
    passwords.HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    Flask.jinja_options = {"bytecode_cache": Compiled()}
    Rule._compile_builder = _once_for_each_address(Rule._compile_builder)


def _once_for_each_address(compile_builder: Any) -> Any:
    """An address is made by what its pattern says. To compile that is two thirds of a start."""
    made: dict[tuple[Any, ...], Any] = {}

    def compiled(self: Rule, append_unknown: bool = True) -> Any:
        key = (self.rule, append_unknown, self.map.host_matching, repr(self.defaults))
        if key not in made:
            made[key] = compile_builder(self, append_unknown)
        return made[key]

    return compiled
