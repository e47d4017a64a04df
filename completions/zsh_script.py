"""A completion script for zsh."""

from scan import filled, names_with_value

TEMPLATE = """\
#compdef @tool@
# zsh completion of @tool@, made from its --help.

_@id@_interfaces() {
  local -a found=(${(f)"$(snet-ifaces ${netns:+--netns} ${netns:+$netns} names 2>/dev/null)"})
  compadd "$@" -a found
}

_@id@_namespaces() {
  local -a found=(/run/netns/*(N:t))
  compadd "$@" -a found
}

# A name, or a path from its first slash on.
_@id@_stacks() {
  [[ $PREFIX == */* ]] && { _files "$@"; return }
  local -a found=(${(f)"$(snet-stack list --raw -o name 2>/dev/null)"})
  compadd "$@" -a found
}

# The interfaces of capture plug-ins.
_@id@_plugins() {
  local -a found=(${(f)"$(snet-extcap list --raw -o address 2>/dev/null)"})
  compadd "$@" -a found
}

# What can be set for the interface that is named, or the values of what stands before the cursor.
_@id@_plugin_options() {
  local line
  local -a found
  for line in ${(f)"$(snet-extcap show --raw -o call,values -- ${(Q)subject} 2>/dev/null)"}; do
    if [[ ${line%%$'\\t'*} == ${words[CURRENT-1]} && ${line#*$'\\t'} != - ]]; then
      found=(${(s:,:)${line#*$'\\t'}})
      break
    fi
    found+=(${line%%$'\\t'*})
  done
  compadd "$@" -a found
}

# A list with commas, perhaps after a +.
_@id@_columns() {
  compset -P '*,'
  compset -P '+'
  _describe -t columns column columns -qS ,
}

_@id@() {
  local curcontext="$curcontext" verb= subject= option= netns= word state state_descr line
  local -a columns specs match selectors devices
  local -A opt_args
  local -i i
  local -a verbs=(
@verb_names@
  )
  for ((i = 2; i < CURRENT; i++)); do
    word=${(Q)words[i]}
    if [[ -n $option ]]; then
      [[ $option == --netns ]] && netns=$word
      option=
    else
      case $word in
        --) break ;;
        --netns=*) netns=${word#*=} ;;
        @names@) option=$word ;;
        -*) [[ $word =~ '^-[^-@letters@]*[@letters@]$' ]] && option=${word[-1]} ;;
        *)
          [[ -n $verb && -z $subject ]] && subject=$word
          verb=${verb:-$word}
          ;;
      esac
    fi
  done
  case ${verb:-@default@} in
@verbs@
    *) return 1 ;;
  esac
  _arguments -C -s -S $specs && return
  [[ $state == verb ]] && _describe -t verbs verb verbs
  [[ $state == subject ]] || return
  if (( $devices[(Ie)$words[CURRENT-1]] )); then
    _@id@_interfaces
  else
    compadd -a selectors
  fi
}

_@id@ "$@"
"""

ACTIONS = {"interface": "_@id@_interfaces", "namespace": "_@id@_namespaces", "file": "_files",
           "columns": "_@id@_columns", "stack": "_@id@_stacks", "plugin": "_@id@_plugins"}


def quoted(text):
    return "'" + text.replace("'", "'\\''") + "'"


def escaped(text, characters):
    for character in "\\" + characters:
        text = text.replace(character, "\\" + character)
    return text


def option_specs(option):
    spellings = option.spellings
    value = ""
    if option.value or option.maybe:
        action = ACTIONS.get(option.kind, " ") if not option.choices else f"({' '.join(option.choices)})"
        value = f"{'::' if option.maybe else ':'}{escaped(option.value or option.maybe, ':')}:{action}"
    for spelling in spellings:
        joint = "=-" if option.maybe else "" if not option.value else "+" if len(spelling) == 2 else "="
        yield quoted(f"({' '.join(spellings)}){spelling}{joint}[{escaped(option.text, '[]')}]{value}")


def verb_case(verb):
    specs = [spec for option in verb.options for spec in option_specs(option)]
    specs.append(quoted("1:verb:->verb"))
    action = ACTIONS.get(verb.kind) or (f"({' '.join(verb.words)})" if verb.words else "")
    if verb.interface_words:
        action = "->subject"
    if verb.kind == "plugin":
        # Options of ours stand before the interface.
        specs.append(quoted(f"(-)2:{escaped(verb.subjects.split()[0], ':')}:{action}"))
        action = "_@id@_plugin_options" if verb.takes_plugin_options else ""
    if action:
        specs.append(quoted(f"*:{escaped(verb.subjects, ':')}:{action}"))
    columns = "".join(f"        {quoted(escaped(c.key, ':') + ':' + c.text)}\n" for c in verb.columns)
    return (f"    {verb.name})\n      selectors=({' '.join(verb.words)})\n"
            f"      devices=({' '.join(verb.interface_words)})\n      specs=(\n" + "".join(f"        {spec}\n" for spec in specs) + "      )\n" +
            f"      columns=(\n{columns}      )\n      ;;")


def script(tool):
    return filled(TEMPLATE, tool,
                  verbs="\n".join(map(verb_case, tool.verbs)),
                  verb_names="\n".join(f"    {quoted(verb.name + ':' + verb.text)}" for verb in tool.verbs),
                  names=" | ".join(names_with_value(tool)))
