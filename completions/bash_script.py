"""A completion script for bash. It needs nothing of the package bash-completion."""

import shlex

from scan import filled, identifier, names_with_value

TEMPLATE = """\
# bash completion of @tool@, made from its --help.

# WORD...: offers those that begin like what is typed. Nothing in them is expanded: an interface may be called $(reboot).
_@id@_offer() {
  local word quoted
  for word in "$@"; do
    printf -v quoted %q "$word"
    [[ $quoted == "$typed"* ]] && COMPREPLY+=("$prefix$quoted")
  done
}

_@id@_interfaces() {
  local word
  while IFS= read -r word; do _@id@_offer "$word"; done < <(snet-ifaces ${netns:+--netns "$netns"} names 2>/dev/null)
}

_@id@_namespaces() {
  local path
  for path in /run/netns/*; do [[ -e $path ]] && _@id@_offer "${path##*/}"; done
}

_@id@_files() {
  local path
  compopt -o filenames
  while IFS= read -r path; do COMPREPLY+=("$path"); done < <(compgen -f -- "$typed")
}

# A name, or a path from its first slash on.
_@id@_stacks() {
  local word
  [[ $typed == */* ]] && { _@id@_files; return; }
  while IFS= read -r word; do _@id@_offer "$word"; done < <(snet-stack list --raw -o name 2>/dev/null)
}

# The interfaces of capture plug-ins.
_@id@_plugins() {
  local word
  [[ $subject ]] && return
  while IFS= read -r word; do _@id@_offer "$word"; done < <(snet-extcap list --raw -o address 2>/dev/null)
}

# What can be set for the interface that is named, or the values of what stands before the cursor.
_@id@_plugin_options() {
  local call values list
  while IFS=$'\\t' read -r call values; do
    if [[ $call == "${COMP_WORDS[COMP_CWORD - 1]}" && $values != - ]]; then
      IFS=, read -ra list <<<"$values"
      COMPREPLY=()
      _@id@_offer "${list[@]}"
      return
    fi
    _@id@_offer "$call"
  done < <(snet-extcap show --raw -o call,values -- "$subject" 2>/dev/null)
}

# A list with commas, perhaps after a +; the next one follows without a blank.
_@id@_columns() {
  local column
  compopt -o nospace
  [[ $typed == *,* ]] && prefix=${typed%,*},
  typed=${typed##*,}
  [[ $typed == +* ]] && prefix+=+ typed=${typed#+}
  for column in $columns; do
    [[ ,${prefix//+/}, == *",$column,"* ]] || _@id@_offer "$column"
  done
}

_@id@() {
  local typed=${COMP_WORDS[COMP_CWORD]} verb='' subject='' foreign='' option='' dashes='' prefix='' netns='' word i
  local options='' columns='' words='' devices='' subjects=:
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if [[ $word == '=' ]]; then
      option=${COMP_WORDS[i - 1]}
    elif [[ $option ]]; then
      [[ $option == --netns ]] && netns=$word
      option=''
    elif [[ ! $dashes ]]; then
      case $word in
        --) dashes=1 ;;
        @names@) option=$word ;;
        -*) [[ $word =~ ^-[^-@letters@]*([@letters@])$ ]] && option=-${BASH_REMATCH[1]} ;;
        *)
          [[ $verb && ! $subject ]] && subject=$word
          verb=${verb:-$word}
          ;;
      esac
    fi
  done
  [[ $typed == '=' ]] && typed='' option=${COMP_WORDS[COMP_CWORD - 1]}
  case ${verb:-@default@} in
@verbs@
    *) return ;;
  esac
  if [[ $foreign && $subject ]]; then
    _@id@_plugin_options
  elif [[ $option ]]; then
    case "${verb:-@default@} $option" in
@values@
    esac
  elif [[ ! $dashes && $typed == -* ]]; then
    _@id@_offer $options
  elif [[ ! $dashes && ! $verb ]]; then
    _@id@_offer @verb_names@
  elif [[ " $devices " == *" ${COMP_WORDS[COMP_CWORD - 1]} "* ]]; then
    _@id@_interfaces
  else
    _@id@_offer $words
    $subjects
  fi
}

complete -F _@id@ @tool@
"""

KINDS = {"interface": "interfaces", "namespace": "namespaces", "file": "files", "columns": "columns",
         "stack": "stacks", "plugin": "plugins"}


def verb_case(tool, verb, name):
    options = " ".join(spelling for option in verb.options for spelling in option.spellings)
    lines = [f"options={shlex.quote(options)}", f"columns={shlex.quote(' '.join(c.key for c in verb.columns))}",
             f"words={shlex.quote(' '.join(verb.words))}"]
    if verb.interface_words:
        lines.append(f"devices={shlex.quote(' '.join(verb.interface_words))}")
    if verb.takes_plugin_options:
        lines.append("foreign=1")
    if verb.kind:
        lines.append(f"subjects=_{name}_{KINDS[verb.kind]}")
    return f"    {verb.name})\n" + "".join(f"      {line}\n" for line in lines) + "      ;;"


def value_cases(tool, name):
    """What completes the value of an option, with the verbs and options of which it is true."""
    cases = {}
    for verb in tool.verbs:
        for option in verb.options:
            if option.kind or option.choices:
                does = KINDS.get(option.kind) or "offer " + " ".join(map(shlex.quote, option.choices))
                cases.setdefault(f"_{name}_{does}", []).extend(f"{verb.name} {s}" for s in option.spellings)
    return "\n".join("      " + " | ".join(f"{pattern!r}" for pattern in patterns) + f") {does} ;;"
                     for does, patterns in cases.items())


def script(tool):
    name = identifier(tool)
    return filled(TEMPLATE, tool,
                  verbs="\n".join(verb_case(tool, verb, name) for verb in tool.verbs),
                  values=value_cases(tool, name),
                  verb_names=" ".join(verb.name for verb in tool.verbs),
                  names=" | ".join(names_with_value(tool)))
