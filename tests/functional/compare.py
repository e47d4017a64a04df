"""Compares two JSON documents key by key, value by value and type by type."""

from mapping import CYCLIC, MOVING


def steady(value):
    """The document without what moves: two looks at a quiet kernel agree in it."""
    if isinstance(value, list):
        return [steady(one) for one in value]
    if isinstance(value, dict):
        return {key: None if key in MOVING or key in CYCLIC else steady(one) for key, one in value.items()}
    return value


def keys(value):
    """How many keys a document has, at any depth."""
    if isinstance(value, list):
        return sum(keys(one) for one in value)
    if isinstance(value, dict):
        return len(value) + sum(keys(one) for one in value.values())
    return 0


def differences(ours, before, after, path="", key=None):
    """One line for each place where `ours` is not what `ip` said before and after; the two agree in all but MOVING."""
    if key in CYCLIC and isinstance(ours, (int, float)) and isinstance(before, float):
        return []  # JSON has one type of numbers: 0 is 0.0
    if type(ours) is not type(before):
        return [f"{path}: ip {before!r}, ours {ours!r}"]
    if isinstance(before, dict):
        lines = [f"{path}.{name}: only ip has it: {before[name]!r}" for name in before if name not in ours]
        lines += [f"{path}.{name}: only we have it: {ours[name]!r}" for name in ours if name not in before]
        for name in before:
            if name in ours:
                lines += differences(ours[name], before[name], after[name], f"{path}.{name}", name)
        return lines
    if isinstance(before, list):
        if len(ours) != len(before):
            return [f"{path}: ip has {len(before)} elements, we {len(ours)}: {before!r} / {ours!r}"]
        return [line for i, one in enumerate(before) for line in differences(ours[i], one, after[i], f"{path}[{i}]", key)]
    if key in CYCLIC:
        return []
    if key in MOVING:
        low, high = sorted((before, after))
        return [] if low <= ours <= high else [f"{path}: ip {before!r} and then {after!r}, ours {ours!r}"]
    return [] if ours == before else [f"{path}: ip {before!r}, ours {ours!r}"]
