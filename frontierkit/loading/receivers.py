"""Alertmanager's receivers → model: how they notify, and which secrets stand in the file."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.loading.collected import Trail
from frontierkit.loading.node import ListNode, MapNode, Node, ScalarNode, is_null
from frontierkit.loading.schema import Schema
from frontierkit.model.alertmanager import Integration, Receiver
from frontierkit.model.location import Passage

KINDS = frozenset(
    ("discord", "email", "incidentio", "jira", "mattermost", "msteams", "msteamsv2", "opsgenie",
     "pagerduty", "pushover", "rocketchat", "slack", "sns", "telegram", "victorops", "webex",
     "webhook", "wechat")
)  # fmt: skip
_RECEIVER = frozenset(("name", "labels", *(f"{kind}_configs" for kind in KINDS)))

# Fields that hold a secret; the same with `_file` names a file instead.
_SECRETS = frozenset(
    ("api_key", "api_secret", "api_token", "app_token", "auth_password", "auth_secret",
     "bearer_token", "bot_token", "client_secret", "credentials", "opsgenie_api_key", "password",
     "routing_key", "secret", "secret_key", "service_key", "slack_api_url", "smtp_auth_password",
     "smtp_auth_secret", "token", "token_id", "user_key", "victorops_api_key", "webhook_url",
     "wechat_api_secret", "rocketchat_token", "telegram_bot_token")
)  # fmt: skip
# An address that is a secret because who has it may send.
_SECRET_ADDRESSES = frozenset(("slack", "discord", "msteams", "msteamsv2", "mattermost"))


def lift_receivers(schema: Schema, top: MapNode, trail: Trail) -> tuple[Receiver, ...]:
    """Lift every receiver."""
    found = []
    for node in schema.mappings(top.get("receivers"), "`receivers`", "a receiver", trail):
        name = schema.passage(node.get("name"), "the name of a receiver", trail)
        if name is None or not name.text:
            schema.refuse("a receiver has no name", node, "give it a `name`", trail=trail)
            continue
        here = (*trail, f"receiver {name.text}")
        schema.only(node, _RECEIVER, "a receiver", here)
        found.append(
            Receiver(
                name=Passage(name.text, name.place, here),
                integrations=tuple(_integrations(schema, node, here)),
                place=node,
            )
        )
    return tuple(found)


def _integrations(schema: Schema, node: MapNode, trail: Trail) -> Iterator[Integration]:
    for field, value in node.values():
        if not field.endswith("_configs"):
            continue
        kind = field.removesuffix("_configs")
        for entry in schema.mappings(value, f"`{field}`", f"an entry of `{field}`", trail):
            secrets = tuple(secrets_in(entry, trail, kind in _SECRET_ADDRESSES))
            places = {id(secret.place) for secret in secrets}
            yield Integration(
                kind=kind,
                secrets=secrets,
                texts=tuple(t for t in _texts(entry, trail) if id(t.place) not in places),
                send_resolved=schema.boolean(entry.get("send_resolved"), "`send_resolved`", trail),
                place=entry,
            )


def secrets_in(node: Node | None, trail: Trail, secret_address: bool = False) -> Iterator[Passage]:
    """Yield the secrets that stand in the file itself."""
    if isinstance(node, ListNode):
        for item in node.items:
            yield from secrets_in(item, trail)
    if not isinstance(node, MapNode):
        return
    for name, value in node.values():
        if not isinstance(value, ScalarNode):
            yield from secrets_in(value, trail)
        elif is_null(value) or not value.text:
            continue
        elif name in _SECRETS or (name == "api_url" and secret_address):
            yield Passage(value.text, value, (*trail, name))


def _texts(node: Node, trail: Trail) -> Iterator[Passage]:
    if isinstance(node, ScalarNode):
        if isinstance(node.value, str) and node.text:
            yield Passage(node.text, node, trail)
    elif isinstance(node, ListNode):
        for item in node.items:
            yield from _texts(item, trail)
    elif isinstance(node, MapNode):
        for name, value in node.values():
            yield from _texts(value, (*trail, name))
