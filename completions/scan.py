"""What a completion script must know to tell verbs from the values of options."""


def default_verb(tool):
    return tool.verbs[0].name


def options_of(tool):
    return [option for verb in tool.verbs for option in verb.options]


def names_with_value(tool):
    """Long options whose value may be the next word, whatever the verb."""
    return sorted({option.name for option in options_of(tool) if option.value and option.name})


def letters_with_value(tool):
    """The same for letters, as one string: `-jo COL` is -j and -o."""
    return "".join(sorted({option.letter for option in options_of(tool) if option.value and option.letter}))
