"""A completion script for fish."""

from scan import filled, names_with_value

TEMPLATE = """\
# fish completion of @tool@, made from its --help.

# The verb before the cursor, if there is one; with `netns`: the value of --netns instead; with `subject`: the word behind
# the verb.
function __@id@_scan
    set -l verb
    set -l subject
    set -l netns
    set -l option
    for word in (commandline -opc)[2..-1]
        if test -n "$option"
            test "$option" = --netns; and set netns $word
            set option
            continue
        end
        switch $word
            case --
                break
            case '--netns=*'
                set netns (string replace -- --netns= '' $word)
            case @names@
                set option $word
            case '-*'
                string match -qr -- '^-[^-@letters@]*[@letters@]$' $word; and set option $word
            case '*'
                test -n "$verb"; and test -z "$subject"; and set subject $word
                test -z "$verb"; and set verb $word
        end
    end
    if test "$argv[1]" = netns
        test -n "$netns"; and printf '%s\\n' --netns $netns
    else if test "$argv[1]" = subject
        test -n "$subject"; and echo $subject
    else
        test -n "$verb"; and echo $verb
    end
    return 0
end

# Whether options and columns are those of one of these verbs.
function __@id@_is
    set -l verb (__@id@_scan verb)
    test -n "$verb"; or set verb @default@
    contains -- $verb $argv
end

# Whether this verb has been typed, or none for an empty one.
function __@id@_typed
    set -l verb (__@id@_scan verb)
    test "$verb" = "$argv[1]"
end

# Whether the word before the cursor is one of these.
function __@id@_after
    contains -- (commandline -opc)[-1] $argv
end

function __@id@_interfaces
    set -l netns (__@id@_scan netns)
    snet-ifaces $netns names 2>/dev/null
end

function __@id@_namespaces
    set -l found /run/netns/*
    string replace -r '.*/' '' -- $found
end

# A name, or a path from its first slash on.
function __@id@_stacks
    set -l typed (string replace -r -- '^--[^=]*=' '' (commandline -ct))
    if string match -q -- '*/*' $typed
        __fish_complete_path $typed
    else
        snet-stack list --raw -o name 2>/dev/null
    end
end

# Whether this verb has been typed, and the interface of a plug-in behind it.
function __@id@_has_plugin
    set -l subject (__@id@_scan subject)
    __@id@_typed $argv[1]; and test -n "$subject"
end

# The interfaces of capture plug-ins.
function __@id@_plugins
    snet-extcap list --raw -o address 2>/dev/null
end

# What can be set for the interface that is named, or the values of what stands before the cursor.
function __@id@_plugin_options
    set -l subject (__@id@_scan subject)
    set -l before (commandline -opc)[-1]
    set -l calls
    for line in (snet-extcap show --raw -o call,values -- $subject 2>/dev/null)
        set -l parts (string split -- \\t $line)
        if test "$parts[1]" = "$before" -a "$parts[2]" != -
            string split -- , $parts[2]
            return
        end
        set -a calls $parts[1]
    end
    printf '%s\n' $calls
end

# KEY TEXT...: behind the columns that are typed already, with commas between them and perhaps a +.
function __@id@_columns
    set -l typed (string replace -r -- '^(--[^=]*=|-[^-]*[@letters@])' '' (commandline -ct))
    set -l prefix (string match -r -- '^(?:.*,)?\\+?' $typed)
    while set -q argv[2]
        printf '%s%s\\t%s\\n' "$prefix" $argv[1..2]
        set -e argv[1..2]
    end
end

complete -c @tool@ -f
@lines@
"""

ACTIONS = {"interface": "(__@id@_interfaces)", "namespace": "(__@id@_namespaces)",
           "stack": "(__@id@_stacks)", "plugin": "(__@id@_plugins)"}


def quoted(text):
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def value_of(option, columns):
    """How the value of an option is completed: arguments of `complete`."""
    if option.maybe:
        return f" -a {quoted(' '.join(option.choices))}"
    if not option.value:
        return ""
    if option.kind == "file":
        return " -r -F"
    if option.kind == "columns":
        pairs = " ".join(f"{c.key} {quoted(c.text)}" for c in columns)
        return " -x -a " + quoted(f"(__@id@_columns {pairs})")
    action = " ".join(option.choices) or ACTIONS.get(option.kind, "")
    return f" -x -a {quoted(action)}" if action else " -x"


def option_lines(tool):
    """An option that several verbs have alike stands once."""
    lines = {}
    for verb in tool.verbs:
        for option in verb.options:
            line = f" -s {option.letter}" if option.letter else ""
            line += f" -l {option.name[2:]}" if option.name else ""
            line += f" -d {quoted(option.text)}" + value_of(option, verb.columns)
            lines.setdefault(line, []).append(verb.name)
    for line, verbs in lines.items():
        yield f"complete -c @tool@ -n '__@id@_is {' '.join(verbs)}'{line}"


def subject_lines(tool):
    for verb in tool.verbs:
        yield f"complete -c @tool@ -n '__@id@_typed \"\"' -a {verb.name} -d {quoted(verb.text)}"
    for verb in tool.verbs:
        action = ACTIONS.get(verb.kind) or " ".join(verb.words)
        if verb.kind == "plugin":
            yield f"complete -c @tool@ -n '__@id@_typed {verb.name}; and not __@id@_has_plugin {verb.name}' -a {quoted(action)}"
            if verb.takes_plugin_options:
                yield f"complete -c @tool@ -n '__@id@_has_plugin {verb.name}' -a {quoted('(__@id@_plugin_options)')}"
        elif action:
            after = f"__@id@_after {' '.join(verb.interface_words)}"
            elsewhere = f"; and not {after}" if verb.interface_words else ""
            yield f"complete -c @tool@ -n '__@id@_typed {verb.name}{elsewhere}' -a {quoted(action)}"
            if elsewhere:
                yield f"complete -c @tool@ -n '__@id@_typed {verb.name}; and {after}' -a {quoted(ACTIONS['interface'])}"
        if verb.kind == "file":
            yield f"complete -c @tool@ -n '__@id@_typed {verb.name}' -F"


def script(tool):
    return filled(TEMPLATE, tool,
                  lines="\n".join([*subject_lines(tool), *option_lines(tool)]),
                  names=" ".join(names_with_value(tool)))
