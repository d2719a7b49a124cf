"""What the suite spares itself: work that each of its thousands of apps would do anew."""

from functools import cache, partial
from typing import Any

from argon2 import PasswordHasher
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing.rules import Rule

from pwa.care.staff import passwords
from pwa.web import releases

BUILDERS = ("_build", "_build_unknown")
LEARNT = ("_parts", "_trace", "_converters", "arguments", *BUILDERS)
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
    Rule.compile = _once_for_each_address(Rule.compile)
    releases.release_of = _once_for_its_own_files(releases.release_of)


def _once_for_each_address(compile_it: Any) -> Any:
    """An address is made and read by what its pattern says. To compile that is half of a start."""
    made: dict[tuple[Any, ...], dict[str, Any]] = {}

    def compiled(self: Rule) -> None:
        place = (self.map.host_matching, self.host, self.subdomain, self.merge_slashes)
        key = (self.rule, *place, repr(self.defaults))
        if key not in made:
            compile_it(self)
            made[key] = {name: getattr(self, name) for name in LEARNT}
        vars(self).update(made[key])
        for name in BUILDERS:
            setattr(self, name, made[key][name].__func__.__get__(self))

    return compiled


def _once_for_its_own_files(release_of: Any) -> Any:
    """Nobody edits the app while it is tested; some make another release of it by a salt."""
    own = cache(partial(release_of, releases.ROOT))
    return lambda root, salt="": own(salt) if root == releases.ROOT else release_of(root, salt)
