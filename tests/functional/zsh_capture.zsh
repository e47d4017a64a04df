# The .zshrc of an interactive zsh for the completion test: TAB completes, and what is offered goes into the file $HITS,
# a word a line, then an empty line.
PS1= RPS1=
fpath=($COMPLETIONS $fpath)
autoload -U compinit
compinit -u -D
zstyle ':completion:*' format ''

compadd() {
  local -a hits
  if [[ " ${@[1,(i)(-|--)]} " != *' -'[OAD]' '* ]]; then
    builtin compadd -A hits "$@"
    print -rl -- $hits >>$HITS
  fi
  builtin compadd "$@"
}

complete-and-tell() {
  zle complete-word
  print >>$HITS
  zle kill-whole-line
}
zle -N complete-and-tell
bindkey '^I' complete-and-tell
print ready
