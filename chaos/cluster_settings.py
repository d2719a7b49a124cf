"""What each of the three machines, and HAProxy before them, is told: docs/scale.md as files."""

from pathlib import Path
from typing import Any, NamedTuple

# Users that every Debian has; what they own here lies in a temporary folder.
USERS = ("postgres", "daemon", "games")
BALANCER = "127.0.0.100"
PORT = 5000
# Of Linux: it gives up on a connection to a machine that has gone after some 30 seconds, whether it
# is being made, says something or listens. By itself that takes 2 minutes, 15 minutes and 2 hours.
GIVES_UP = {
    "tcp_syn_retries": 4,
    "tcp_retries2": 6,
    "tcp_keepalive_time": 15,
    "tcp_keepalive_intvl": 5,
    "tcp_keepalive_probes": 3,
}


class Member(NamedTuple):
    """One of them: its name in the cluster, its address, and where it keeps everything."""

    name: str
    address: str
    folder: Path


def address_of(number: int) -> str:
    return f"127.0.0.{11 + number}"


def etcd(one: Member, *, is_new: bool) -> list[str]:
    peers = [f"db{n + 1}=http://{address_of(n)}:2380" for n in range(len(USERS))]
    client, peer = f"http://{one.address}:2379", f"http://{one.address}:2380"
    return [
        *("--name", one.name, "--data-dir", str(one.folder / "etcd"), "--log-level", "warn"),
        *("--listen-client-urls", client, "--advertise-client-urls", client),
        *("--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer),
        "--enable-v2=true",
        *("--heartbeat-interval", "250", "--election-timeout", "2500"),
        *("--initial-cluster", ",".join(peers)),
        *("--initial-cluster-state", "new" if is_new else "existing"),
    ]


def patroni(one: Member, *, synchronous: bool) -> dict[str, Any]:
    """What docs/scale.md says, with these addresses and without passwords."""
    anybody = ["local all all trust", "host all all 127.0.0.0/8 trust"]
    return {
        "scope": "booster",
        "name": one.name,
        "restapi": {"listen": f"{one.address}:8008", "connect_address": f"{one.address}:8008"},
        # The older API: by the newer one this Patroni takes its lock back from whoever has it now,
        # when it wakes after having been frozen, and what the other acknowledged is lost.
        "etcd": {"hosts": [f"{address_of(n)}:2379" for n in range(len(USERS))]},
        "bootstrap": {
            "dcs": {
                "ttl": 15,
                "loop_wait": 2,
                "retry_timeout": 5,
                "primary_start_timeout": 0,
                "synchronous_mode": synchronous,
                "synchronous_mode_strict": synchronous,
                "postgresql": {
                    "use_pg_rewind": True,
                    # One that was cut short leaves files of both: nothing may start from those.
                    "remove_data_directory_on_rewind_failure": True,
                    "parameters": {"max_connections": 60},
                },
            },
            "initdb": [{"encoding": "UTF8"}, {"locale": "C.UTF-8"}, "data-checksums"],
            "pg_hba": [*anybody, "host replication all 127.0.0.0/8 trust"],
        },
        "postgresql": {
            "listen": f"{one.address}:5432",
            "connect_address": f"{one.address}:5432",
            "data_dir": str(one.folder / "data"),
            "bin_dir": "/usr/lib/postgresql/15/bin",
            "pgpass": str(one.folder / "pgpass"),
            "use_unix_socket": True,
            "parameters": {"unix_socket_directories": str(one.folder)},
            "authentication": {
                "superuser": {"username": "postgres"},
                "replication": {"username": "replicator"},
            },
        },
    }


def haproxy(folder: Path) -> Path:
    """HAProxy's settings: the one whose Patroni says that it is the primary gets everything."""
    servers = [
        f"    server db{n + 1} {address_of(n)}:5432 check port 8008 source {BALANCER}"
        for n in range(len(USERS))
    ]
    written = f"""defaults
    mode tcp
    timeout connect 2s
    timeout client 1h
    timeout server 1h
listen primary
    bind 127.0.0.1:{PORT}
    option httpchk GET /primary
    http-check expect status 200
    timeout check 2s
    default-server inter 1s fastinter 300ms fall 2 rise 2 on-marked-down shutdown-sessions
{chr(10).join(servers)}
"""
    file = folder / "haproxy.cfg"
    file.write_text(written)
    return file
