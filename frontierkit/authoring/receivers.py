"""Ways to notify somebody. Secrets stand in files, which Alertmanager reads; never in a source."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from frontierkit.authoring.refuse import name_of, refuse
from frontierkit.authoring.written import Written, here
from frontierkit.dataclass import dataclass

SECRETS = "/run/secrets"
"""Where containers find the secret files; `stack up` mounts them there."""

_SECRET_IN_URL = re.compile(
    r"//[^/@\s]+:[^/@\s]+@|hooks\.slack\.com|discord(?:app)?\.com/api/webhooks|[?&](?:token|key)="
)


@dataclass(frozen=True, slots=True, eq=False)
class Notifier:
    """One way to notify: `kind` is Alertmanager's word (`slack`), `fields` what it is told.

    `since` is the release of Alertmanager that first reads its secret from a file.
    """

    kind: str
    fields: Mapping[str, object]
    since: str
    written: Written


def webhook(
    url: str | None = None, *, url_secret: str | None = None, send_resolved: bool = True
) -> Notifier:
    """Post alerts as JSON to a URL: in the source where it holds no secret, else in a file.

    `url_secret` names a file of the secrets' folder (Alertmanager 0.26).
    Raises: SourceError, for neither or both, or a URL that holds a password or a token.

    Example:
        >>> webhook("http://alerts:5001/alerts").fields["url"]
        'http://alerts:5001/alerts'
    """
    if (url is None) == (url_secret is None):
        raise refuse("a webhook has a `url` or a `url_secret`, one of them")
    if url_secret is not None:
        where, since = {"url_file": secret_file(url_secret)}, "0.26"
    else:
        where, since = {"url": _plain_url(url)}, "0.19"
    return Notifier("webhook", {**where, "send_resolved": send_resolved}, since, here())


def ntfy(topic_url: str | None = None, *, url_secret: str | None = None) -> Notifier:
    """Push to a topic of ntfy, which words Alertmanager's JSON itself (ntfy 2.14).

    Raises: SourceError, as `webhook`.

    Example:
        >>> ntfy("https://ntfy.example.org/llm").fields["url"]
        'https://ntfy.example.org/llm?template=alertmanager'
    """
    if topic_url is None:
        return webhook(url_secret=url_secret)
    return webhook(f"{topic_url}?template=alertmanager", url_secret=url_secret)


def slack(
    channel: str, *, url_secret: str = "slack_webhook_url", send_resolved: bool = True
) -> Notifier:
    """Write to a channel of Slack; the webhook's URL is a secret (Alertmanager 0.22).

    Raises: SourceError, for an empty channel.

    Example:
        >>> slack("#llm").fields["api_url_file"]
        '/run/secrets/slack_webhook_url'
    """
    fields = {
        "channel": name_of(channel, "the channel of Slack"),
        "api_url_file": secret_file(url_secret),
        "send_resolved": send_resolved,
        "title": "{{ .Status | toUpper }} {{ .CommonLabels.alertname }}",
        "text": "{{ range .Alerts }}{{ .Annotations.summary }}\n{{ end }}",
    }
    return Notifier("slack", fields, "0.22", here())


def email(
    to: str | Sequence[str],
    *,
    sender: str,
    smarthost: str,
    username: str | None = None,
    password_secret: str = "smtp_password",
    send_resolved: bool = True,
) -> Notifier:
    """Send mail through `smarthost` (`host:port`); the password is a secret (Alertmanager 0.25).

    Raises: SourceError, for no address.

    Example:
        >>> email("ops@example.org", sender="am@example.org", smarthost="mail:587").fields["to"]
        'ops@example.org'
    """
    addresses = [to] if isinstance(to, str) else list(to)
    if not addresses:
        raise refuse("mail goes to somebody", "name an address")
    fields: dict[str, object] = {
        "to": ", ".join(name_of(each, "an address of mail") for each in addresses),
        "from": name_of(sender, "the sender of mail"),
        "smarthost": name_of(smarthost, "the smarthost of mail"),
        "send_resolved": send_resolved,
    }
    if username is not None:
        fields["auth_username"] = name_of(username, "the user name of mail")
        fields["auth_password_file"] = secret_file(password_secret)
    return Notifier("email", fields, "0.25", here())


def pagerduty(
    *, routing_key_secret: str = "pagerduty_routing_key", send_resolved: bool = True
) -> Notifier:
    """Page through PagerDuty; the routing key is a secret (Alertmanager 0.25).

    Raises: SourceError, for what cannot name a file.

    Example:
        >>> pagerduty().fields["routing_key_file"]
        '/run/secrets/pagerduty_routing_key'
    """
    fields = {
        "routing_key_file": secret_file(routing_key_secret),
        "send_resolved": send_resolved,
        "severity": "{{ if eq .CommonLabels.severity `critical` }}critical{{ else }}warning"
        "{{ end }}",
    }
    return Notifier("pagerduty", fields, "0.25", here())


def telegram(
    chat_id: int, *, token_secret: str = "telegram_bot_token", send_resolved: bool = True
) -> Notifier:
    """Write to a chat of Telegram; the bot's token is a secret (Alertmanager 0.26).

    Raises: SourceError, for a chat that is no whole number.

    Example:
        >>> telegram(-1001234).fields["bot_token_file"]
        '/run/secrets/telegram_bot_token'
    """
    if isinstance(chat_id, bool) or not isinstance(chat_id, int):
        raise refuse(f"a chat of Telegram is a whole number, not {chat_id!r}")
    fields = {
        "bot_token_file": secret_file(token_secret),
        "chat_id": chat_id,
        "parse_mode": "HTML",
        "send_resolved": send_resolved,
    }
    return Notifier("telegram", fields, "0.26", here())


def secret_file(name: object) -> str:
    """Return where the secret called `name` stands; refuse a path and the secret itself."""
    text = name_of(name, "the name of a secret")
    if not re.fullmatch(r"[A-Za-z0-9_.-]+", text):
        raise refuse(
            f"`{text}` cannot name a secret file",
            "name a file in the folder of secrets, as `slack_webhook_url`; write no secret here",
        )
    return f"{SECRETS}/{text}"


def _plain_url(url: object) -> str:
    text = name_of(url, "the URL of a webhook")
    if not text.startswith(("http://", "https://")):
        raise refuse(f"`{text}` is no URL", "it begins with http:// or https://")
    if _SECRET_IN_URL.search(text):
        raise refuse(
            "the URL of a webhook holds a secret",
            "put it into a file of the secrets' folder, and name that: `url_secret=…`",
        )
    return text
