"""What stays shut to visitors, however a bank is served: SQL of their own, and tables about people at work.

``quotebank serve`` and a published folder turn SQL off by configuration too. This is for
``datasette quotes.db`` without any. Datasette 0.65 asks ``permission_allowed``, 1.0 asks
``permission_resources_sql``; each line ignores the other's hook.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette import hookimpl

from quotebank.bank.tables import PRIVATE
from quotebank.web.banks import is_bank
from quotebank.web.editing import PLUGIN, is_named

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


@hookimpl  # type: ignore[untyped-decorator]
def permission_allowed(
    datasette: Any, actor: Any, action: str, resource: Any
) -> Callable[[], Awaitable[bool | None]] | None:
    """For Datasette 0.65: False where a door is shut, else no opinion."""
    if action not in ("execute-sql", "view-table") or not resource:
        return None

    async def opinion() -> bool | None:
        name, table = (resource, None) if isinstance(resource, str) else resource
        if (table or "").lower() not in PRIVATE and action == "view-table":
            return None
        database = datasette.databases.get(name)
        if database is None or _is_open(datasette, actor, action, name) or not await is_bank(database):
            return None
        return False

    return opinion


@hookimpl  # type: ignore[untyped-decorator]
async def permission_resources_sql(datasette: Any, actor: Any, action: str) -> Any:
    """For Datasette 1.0: a row for each shut door."""
    if action not in ("execute-sql", "view-table"):
        return None
    from datasette.permissions import PermissionSQL

    shut = [
        name
        for name, database in datasette.databases.items()
        if not _is_open(datasette, actor, action, name) and await is_bank(database)
    ]
    if not shut:
        return None
    parameters = {f"quotebank_{at}": name for at, name in enumerate(shut)}
    tables = sorted(PRIVATE) if action == "view-table" else [None]
    parameters |= {f"quotebank_{action[:4]}_{at}": table for at, table in enumerate(tables)}
    return PermissionSQL(
        sql=" UNION ALL ".join(
            f"SELECT :quotebank_{one} AS parent, :quotebank_{action[:4]}_{other} AS child, 0 AS allow, "
            "'quotebank keeps this shut' AS reason"
            for one in range(len(shut))
            for other in range(len(tables))
        ),
        params=parameters,
    )


def _is_open(datasette: Any, actor: Any, action: str, name: str) -> bool:
    """Whether the operator lets this actor through, or has a rule of their own."""
    ours = datasette.plugin_config(PLUGIN, database=name) or {}
    if is_named(datasette, actor) or (actor is not None and actor.get("id") == "root"):
        return True
    if action == "view-table":
        return bool(ours.get("allow_private_tables"))
    return bool(ours.get("allow_sql")) or _has_rule(datasette, name)


def _has_rule(datasette: Any, name: str) -> bool:
    """Whether the configuration says who may write SQL; it is then Datasette's to follow it."""
    if hasattr(datasette, "metadata"):
        return datasette.metadata("allow_sql", database=name) is not None
    config = datasette.config or {}
    database = (config.get("databases") or {}).get(name) or {}
    permissions = [(one.get("permissions") or {}).get("execute-sql") for one in (config, database)]
    rules = [config.get("allow_sql"), database.get("allow_sql"), *permissions]
    return any(rule is not None for rule in rules)
