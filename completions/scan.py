"""What the completion scripts of all shells must know of a tool: to tell verbs from the values of options, and its name."""


def options_of(tool):
    return [option for verb in tool.verbs for option in verb.options]


def names_with_value(tool):
    """Long options whose value may be the next word, whatever the verb."""
    return sorted({option.name for option in options_of(tool) if option.value and option.name})


def letters_with_value(tool):
    """The same for letters, as one string: `-jo COL` is -j and -o."""
    return "".join(sorted({option.letter for option in options_of(tool) if option.value and option.letter}))


def filled(template, tool, **parts):
    """The template of a script with its parts, and what every script needs, in place of their @names@."""
    common = {"letters": letters_with_value(tool), "default": tool.verbs[0].name, "tool": tool.name,
              "id": identifier(tool)}
    for key, value in {**parts, **common}.items():
        template = template.replace(f"@{key}@", value)
    return template


def identifier(tool):
    """Its name as shells take one for a function."""
    return tool.name.replace("-", "_")
