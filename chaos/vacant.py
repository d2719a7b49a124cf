"""An empty database of either kind, with a folder for whoever works with it."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Generic, NamedTuple, TypeVar

from tests.postgres import Cluster, superusers

KINDS = ("sqlite", "postgresql")

Made = TypeVar("Made", bound=Cluster)


class Vacant(NamedTuple, Generic[Made]):
    """`all_seeing`: its address for whoever checks it. SQLite has no `cluster`."""

    url: str
    all_seeing: str
    folder: Path
    cluster: Made | None


@contextmanager
def vacant(kind: str, name: str, made_as: type[Made]) -> Iterator[Vacant[Made]]:
    """It has no tables yet, and is gone afterwards."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix=f"booster-{name}-")))
        cluster = made_as() if kind == "postgresql" else None
        if cluster:
            stack.callback(cluster.stop)
        url = cluster.create(name) if cluster else f"sqlite:///{folder / 'booster.sqlite'}"
        yield Vacant(url, superusers(url) or url, folder, cluster)
