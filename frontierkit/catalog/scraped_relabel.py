"""What relabelling leaves of labels of which only some things are known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from frontierkit.catalog.relabel import (
    Assignment,
    assignment,
    computed,
    matches,
    refuse_unknown,
    renamed,
)
from frontierkit.catalog.scraped_draft import (
    ALWAYS,
    HIDDEN,
    MAYBE,
    MOST_COMBINATIONS,
    NEVER,
    Draft,
    combinations,
    either,
    one_of,
    over,
)
from frontierkit.catalog.template import UnreadableStep
from frontierkit.dataclass import replace
from frontierkit.labels import ANY_VALUE, Label, Reason, Values, restrict
from frontierkit.model.location import Passage
from frontierkit.model.scrape import Relabel

WHOLE = frozenset({"(.*)", ".*", "(.+)", ".+"})
FIRST_GROUP = frozenset({"$1", "${1}"})
WORDS = re.compile(r"[\w:]+(\|[\w:]+)*", re.ASCII)
PLAIN_START = re.compile(r"[\w:;/ -]*", re.ASCII)


def relabel_known(draft: Draft, steps: Iterable[Relabel]) -> Draft | None:
    """Return what is known after all steps; None if one of them is sure to drop everything."""
    for step in steps:
        after = _stepped(step, draft)
        if after is None:
            return None
        draft = after
    return draft


def _stepped(step: Relabel, draft: Draft) -> Draft | None:
    try:
        refuse_unknown(step)
        return STEPS[step.action](step, draft)
    except UnreadableStep:
        pass
    # Prometheus refuses the file, and its reader says so: here nothing is sure any more.
    return _opened(draft, "", _why(step, "may change it"), may_remove=True).unsure()


def _keep(step: Relabel, draft: Draft) -> Draft | None:
    return _filtered(step, draft, lambda value, _: matches(step.regex, value), wanted=True)


def _drop(step: Relabel, draft: Draft) -> Draft | None:
    return _filtered(step, draft, lambda value, _: matches(step.regex, value), wanted=False)


def _keep_equal(step: Relabel, draft: Draft) -> Draft | None:
    return _filtered(step, draft, lambda value, target: value == target, wanted=True)


def _drop_equal(step: Relabel, draft: Draft) -> Draft | None:
    return _filtered(step, draft, lambda value, target: value == target, wanted=False)


def _filtered(
    step: Relabel, draft: Draft, test: Callable[[str, str], bool], *, wanted: bool
) -> Draft | None:
    """Return what is left of the labels where only some combinations of values pass a test."""
    by_regex = step.action in ("keep", "drop")
    names = step.source_labels if by_regex else (*step.source_labels, step.target_label)
    known = combinations(draft, names)
    if known is None:
        return _filtered_by_regex(step, draft) if by_regex else draft.unsure()
    passing = [
        values
        for values in known
        if test(_joined(step, values), values.get(step.target_label, "")) is wanted
    ]
    if not passing:
        return None
    if len(passing) == len(known):
        return draft
    why = _why(step, "lets only this through")
    left = {name: one_of((values[name] for values in passing), why) for name in passing[0]}
    return draft.having(left).unsure()


def _filtered_by_regex(step: Relabel, draft: Draft) -> Draft | None:
    if _sure_mismatch(step, draft):
        return None if step.action == "keep" else draft
    if len(step.source_labels) != 1:
        return draft.unsure()
    name = step.source_labels[0]
    why = _why(step, "lets only this through")
    left = restrict(draft.get(name), "=~" if step.action == "keep" else "!~", step.regex, why)
    return None if left is None else draft.having({name: left}).unsure()


def _sure_mismatch(step: Relabel, draft: Draft) -> bool:
    """Return whether the regex wants another beginning than all joined values have."""
    if "|" in step.regex:
        return False
    wanted = _literal_start(step.regex)
    first = draft.get(step.source_labels[0])
    if first.values.finite is None or first.presence is not ALWAYS or len(step.source_labels) < 2:
        return False
    starts = [value + step.separator for value in first.values.finite]
    return not any(start.startswith(wanted) or wanted.startswith(start) for start in starts)


def _replace(step: Relabel, draft: Draft) -> Draft:
    known = combinations(draft, step.source_labels)
    if known is None:
        return _replaced_blindly(step, draft)
    found = [(values, assignment(step, _joined(step, values))) for values in known]
    why = _why(step, "sets it")
    targets = {change.label for _, change in found if change is not None}
    return draft.having(
        {
            target: either(_after(draft, target, values, change, why) for values, change in found)
            for target in sorted(targets)
        }
    )


def _after(
    draft: Draft, target: str, values: Mapping[str, str], change: Assignment | None, why: Reason
) -> Label:
    """Return what a label is after a step, for one combination of the values it looks at."""
    if change is not None and change.label == target:
        return one_of([change.value], why)
    return one_of([values[target]], why) if target in values else draft.get(target)


def _replaced_blindly(step: Relabel, draft: Draft) -> Draft:
    """Return what is known where the values that the step looks at are not all known."""
    why = _why(step, "sets it")
    if "$" in step.target_label:
        return _opened(draft, step.target_label.partition("$")[0], why, may_remove=True)
    old = draft.get(step.target_label)
    return draft.having({step.target_label: _replacement(step, draft, old, why)})


def _replacement(step: Relabel, draft: Draft, old: Label, why: Reason) -> Label:
    """Return what a label becomes that is set to a template over values not all known."""
    source = _joined_label(step, draft)
    constant = "$" not in step.replacement
    if step.regex in WHOLE:
        if ".+" in step.regex and source.presence is NEVER:
            return old
        always = source.presence is ALWAYS or ".*" in step.regex
        if constant:
            new = one_of([step.replacement], why)
            return new if always else either([new, old])
        if step.replacement in FIRST_GROUP and step.regex.startswith("("):
            new = Label(source.presence, source.values, why)
            return new if always else over(new, old)
    values = Values.of(step.replacement) if constant else ANY_VALUE
    certain = bool(re.sub(r"\$(\w+|\{\w+\})", "", step.replacement))
    new = Label(ALWAYS if certain else MAYBE, values, why)
    return either([new, old])


def _joined_label(step: Relabel, draft: Draft) -> Label:
    """Return what is known of the joined value of the sources, as if it were a label."""
    if len(step.source_labels) == 1:
        return draft.get(step.source_labels[0])
    if step.separator and len(step.source_labels) > 1:
        return Label(ALWAYS)
    return Label(max(draft.get(name).presence for name in step.source_labels))


def _compute(step: Relabel, draft: Draft) -> Draft:
    why = _why(step, "sets it")
    known = combinations(draft, step.source_labels)
    if known is not None:
        results = (computed(step, _joined(step, values)) for values in known)
        return draft.having({step.target_label: one_of(results, why)})
    if step.action == "hashmod":
        return draft.having({step.target_label: Label(ALWAYS, _numbers_below(step.modulus), why)})
    presence = _joined_label(step, draft).presence
    return draft.having({step.target_label: Label(presence, ANY_VALUE, why)})


def _numbers_below(modulus: int) -> Values:
    if modulus < 1:
        raise UnreadableStep("`hashmod` needs a modulus")
    if modulus <= MOST_COMBINATIONS:
        return Values.of(*map(str, range(modulus)))
    return Values(patterns=frozenset({"[0-9]+"}))


def _label_map(step: Relabel, draft: Draft) -> Draft:
    why = _why(step, "copies it")
    changes: dict[str, Label] = {}
    for name in draft.labels.possible():
        target = renamed(step, name)
        if target is not None:
            source = draft.get(name)
            new = Label(source.presence, source.values, why)
            known = changes.get(target)
            changes[target] = (
                over(new, draft.get(target)) if known is None else either([new, known])
            )
    start = _literal_start(step.regex)
    blind = draft.hidden if start.startswith(HIDDEN) else draft.labels.others
    if not start or start == "_":
        blind = max(draft.hidden, draft.labels.others)
    mapped = draft.having(changes)
    if blind is NEVER:
        return mapped
    return _opened(mapped, step.replacement.partition("$")[0], why)


def _label_drop(step: Relabel, draft: Draft) -> Draft:
    why = _why(step, "drops it")
    named = set(draft.labels.possible()) | set(_words(step.regex))
    gone = {name: Label(NEVER, why=why) for name in named if matches(step.regex, name)}
    return draft.having(gone)


def _label_keep(step: Relabel, draft: Draft) -> Draft:
    why = _why(step, "keeps other labels only")
    possible = draft.labels.possible()
    gone = {name: Label(NEVER, why=why) for name in possible if not matches(step.regex, name)}
    kept = {name: draft.get(name) for name in _words(step.regex)}
    result = draft.having({**kept, **gone})
    if not kept:
        return result
    closed = replace(result.labels, others=NEVER, why_others=why)
    return replace(result, labels=closed, hidden=NEVER)


STEPS: Mapping[str, Callable[[Relabel, Draft], Draft | None]] = {
    "replace": _replace,
    "keep": _keep,
    "drop": _drop,
    "keepequal": _keep_equal,
    "dropequal": _drop_equal,
    "hashmod": _compute,
    "lowercase": _compute,
    "uppercase": _compute,
    "labelmap": _label_map,
    "labeldrop": _label_drop,
    "labelkeep": _label_keep,
}


def _joined(step: Relabel, values: Mapping[str, str]) -> str:
    return step.separator.join(values[name] for name in step.source_labels)


def _opened(draft: Draft, start: str, why: Reason, *, may_remove: bool = False) -> Draft:
    """Return the labels where any of them whose name begins so may have been set."""
    changes = {}
    for name, label in draft.labels.named.items():
        if name.startswith(start) and (start or not name.startswith(HIDDEN)):
            kept = label.presence is ALWAYS and not may_remove
            changes[name] = Label(ALWAYS if kept else MAYBE, ANY_VALUE, why)
    opened = draft.having(changes)
    if start.startswith(HIDDEN):
        return replace(opened, hidden=MAYBE)
    return replace(opened, labels=replace(opened.labels, others=MAYBE, why_others=None))


def _literal_start(regex: str) -> str:
    """Return characters that all matches of a regex begin with; perhaps not all of them."""
    match = PLAIN_START.match(regex)
    start = match[0] if match and "|" not in regex else ""
    # What is repeated, or may be left out, is no sure beginning.
    return start[:-1] if regex[len(start) : len(start) + 1] in {"*", "?", "{", "+"} else start


def _words(regex: str) -> Iterator[str]:
    """Yield all that a regex matches, if it is nothing but names with bars between them."""
    body = regex.removeprefix("(").removesuffix(")") if regex.startswith("(") else regex
    if WORDS.fullmatch(body):
        yield from body.split("|")


def _why(step: Relabel, what: str) -> Reason:
    text = step.target_label or step.regex
    passage = Passage(text, step.place)
    return Reason(f"a relabelling step `{step.action}` of the scrape job {what}", None, passage)
