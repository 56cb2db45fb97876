#!/bin/sh
# Keeps messages for the bridge when the daemon does not take them. bridge.sieve has
# Dovecot run this then, when it stands in sieve_execute_bin_dir as sievekit-spool.
# The daemon learns what it finds within seconds, or as soon as it is back.
# Any failure ends with an error, which Dovecot writes into its log.

SPOOL=/var/spool/sievekit

set -eu
PATH=/usr/bin:/bin
umask 007
tab=$(printf '\t')
escape=$(printf '\001')

# What stands in a line of Dovecot's script protocol; there are no line feeds in arguments.
quote() {
  printf '%s' "$1" | sed -e "s/$escape/${escape}1/g" -e "s/$tab/${escape}t/g"
}

name=$(date +%s%N).$$
half=$SPOOL/incoming/$name.half
kept=
trap 'rm -f "$half"; [ "$kept" ] || echo "a message for the bridge was not kept" >&2' EXIT

{
  printf 'VERSION\tscript\t4\t0\nenv_USER=%s\n-\n' "$(quote "$USER")"
  for argument in "$@"; do printf '%s\n' "$(quote "$argument")"; done
  printf '\n'
  cat
} >"$half"
sync "$half"
mv "$half" "$SPOOL/incoming/$name.msg"
sync "$SPOOL/incoming"
kept=yes
