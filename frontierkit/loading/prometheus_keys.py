"""The fields that Prometheus knows in its configuration, up to version 3."""

from __future__ import annotations

from types import MappingProxyType


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HTTP_CLIENT = _words(
    """
    basic_auth bearer_token bearer_token_file authorization oauth2 tls_config
    follow_redirects enable_http2 proxy_url no_proxy proxy_from_environment
    proxy_connect_header http_headers
    """
)
_LIMITS = _words(
    """
    body_size_limit sample_limit target_limit label_limit label_name_length_limit
    label_value_length_limit keep_dropped_targets metric_name_validation_scheme
    metric_name_escaping_scheme scrape_protocols scrape_failure_log_file
    scrape_native_histograms always_scrape_classic_histograms
    convert_classic_histograms_to_nhcb extra_scrape_metrics
    """
)
TOP = _words(
    """
    global runtime alerting rule_files scrape_config_files scrape_configs storage tracing
    remote_write remote_read otlp
    """
)
GLOBAL = _LIMITS | _words(
    """
    scrape_interval scrape_timeout evaluation_interval rule_query_offset query_log_file
    external_labels
    """
)
DISCOVERIES = _words(
    """
    aws azure consul digitalocean dns docker dockerswarm ec2 ecs eureka file gce hetzner
    http ionos kubernetes kuma lightsail linode marathon msk nerve nomad openstack outscale
    ovhcloud puppetdb rds scaleway serverset stackit triton uyuni vultr
    """
)
SCRAPE = (
    HTTP_CLIENT
    | _LIMITS
    | {f"{name}_sd_configs" for name in DISCOVERIES}
    | _words(
        """
    job_name honor_labels honor_timestamps track_timestamps_staleness params scrape_interval
    scrape_timeout fallback_scrape_protocol scrape_classic_histograms metrics_path scheme
    enable_compression native_histogram_bucket_limit native_histogram_min_bucket_factor
    static_configs relabel_configs metric_relabel_configs
    """
    )
)
RELABEL = _words("source_labels separator regex modulus target_label replacement action")
ACTIONS = _words(
    """
    replace lowercase uppercase keep drop keepequal dropequal hashmod labelmap labeldrop
    labelkeep
    """
)
STATIC = frozenset(("targets", "labels"))
ALERTING = frozenset(("alert_relabel_configs", "alertmanagers"))

# What vmagent reads besides; a file that uses any of it is not held to Prometheus's fields.
VMAGENT_GLOBAL = frozenset(("metric_relabel_debug", "relabel_debug"))
VMAGENT_SCRAPE = _words(
    """
    stream_parse scrape_align_interval scrape_offset series_limit no_stale_markers
    disable_compression disable_keepalive max_scrape_size proxy_basic_auth
    proxy_bearer_token proxy_bearer_token_file proxy_tls_config proxy_headers headers
    proxy_authorization proxy_oauth2 vultr_configs label_limit relabel_debug
    metric_relabel_debug
    """
)
VMAGENT_RELABEL = frozenset(("if", "labels", "match"))
VMAGENT_ACTIONS = _words(
    """
    replace_all labelmap_all keep_if_contains drop_if_contains keep_if_equal drop_if_equal
    keep_metrics drop_metrics graphite
    """
)

RELABEL_DEFAULTS = MappingProxyType(
    {"action": "replace", "separator": ";", "regex": "(.*)", "replacement": "$1"}
)
