"""What one scrape job makes of the series that its targets expose."""

from __future__ import annotations

from functools import cached_property

from frontierkit.catalog.exporter import ExporterCatalog
from frontierkit.catalog.scraped import NAME, Relabelled, completed, relabelled, scraped
from frontierkit.catalog.scraped_draft import ALWAYS, Draft
from frontierkit.catalog.scraped_relabel import relabel_known
from frontierkit.catalog.scraped_targets import target_labels
from frontierkit.dataclass import dataclass
from frontierkit.labels import Label, Labels
from frontierkit.model.location import Place
from frontierkit.model.scrape import Relabel, ScrapeJob

NATIVE = ("scrape_native_histograms", "convert_classic_histograms_to_nhcb")
SETTING = frozenset({"replace", "hashmod", "lowercase", "uppercase"})


@dataclass(frozen=True, eq=False)
class JobScraping:
    """A scrape job and what follows from it for every series, worked out once.

    `exporters` are the catalogs that it names, `parts` these and what they include.
    """

    job: ScrapeJob
    exporters: tuple[ExporterCatalog, ...] = ()
    parts: tuple[ExporterCatalog, ...] = ()

    @cached_property
    def target(self) -> Labels | None:
        """The labels of its targets; None if relabelling leaves none of them."""
        return target_labels(self.job)

    @cached_property
    def any_series(self) -> Labels | None:
        """What is known of the labels of a series that no catalog lists; None: there is none."""
        if self.target is None:
            return None
        labels = scraped(Labels(), self.target, honor=self.job.honor_labels)
        draft = Draft(labels).having({NAME: Label(ALWAYS)})
        after = relabel_known(draft, self.job.metric_relabel)
        return None if after is None else after.labels

    @cached_property
    def renames(self) -> bool:
        """Whether `metric_relabel_configs` may give a series another name."""
        return any(_renames(step) for step in self.job.metric_relabel)

    @property
    def stores_histograms_whole(self) -> bool:
        """Whether a histogram may become one series, with neither buckets nor a suffix."""
        return any(self.job.options.get(name) is True for name in NATIVE)

    def stored(
        self, name: str, exported: Labels, declared: Labels | None
    ) -> tuple[Relabelled, ...]:
        """Return what becomes of an exported series; `OpenName` if its new names are not known.

        `declared` are target labels that a catalog tells of, where the job leaves them open.
        """
        if self.target is None:
            return ()
        target = completed(self.target, declared)
        labels = scraped(exported, target, honor=self.job.honor_labels)
        return relabelled(name, labels, self.job.metric_relabel)

    def dropping_step(self, name: str, exported: Labels) -> Place | None:
        """Return the first step of `metric_relabel_configs` without which a series would stay."""
        if self.target is None:
            return None
        labels = scraped(exported, self.target, honor=self.job.honor_labels)
        steps = self.job.metric_relabel
        for end, step in enumerate(steps, start=1):
            if not relabelled(name, labels, steps[:end]):
                return step.place
        return None


def _renames(step: Relabel) -> bool:
    if step.action == "labelmap":
        return NAME in step.replacement
    return step.action in SETTING and step.target_label == NAME
