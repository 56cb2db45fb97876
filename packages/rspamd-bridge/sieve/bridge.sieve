require ["environment", "imap4flags", "imapsieve", "special-use", "variables",
  "vnd.dovecot.environment", "vnd.dovecot.execute", "vnd.dovecot.imapsieve"];

# Tells rspamd what a person meant by moving a message. To be run by imapsieve for
# every mailbox, for the causes COPY and APPEND; with FLAG too where mail clients
# say by keywords what is junk. Mailboxes are known by their special use (\Junk,
# \Trash), so it does not matter what they are called.
#
#   into Junk, moved, copied or uploaded            spam
#   out of Junk                                     ham
#   from Junk into Trash                            nothing: that is tidying up
#   from one Junk mailbox to another                nothing
#   FLAG: $Junk or Junk set                         spam
#   FLAG: $NotJunk, NotJunk or NonJunk set          ham
#   FLAG: any other flag, such as \Seen by reading  nothing
#
# The message goes to the daemon, or, where the daemon does not take it for whatever
# reason, to the emergency spooler.

if environment :matches "imap.cause" "*" { set :lower "cause" "${1}"; }

if string :is "${cause}" "flag" {
  # What changed is named whether it was set or removed; the message says which.
  if environment :matches "imap.changedflags" "*" { set :lower "changed" " ${1} "; }
  if not string :contains "${changed}" "junk " { stop; }
  if string :contains "${changed}" [" $junk ", " junk "] {
    if hasflag ["$Junk", "Junk"] { set "verdict" "spam"; }
  }
  if string :contains "${changed}" [" $notjunk ", " notjunk ", " nonjunk "] {
    if hasflag ["$NotJunk", "NotJunk", "NonJunk"] { set "verdict" "ham"; }
  }
}

if environment :matches "imap.mailbox" "*" { set "to" "${1}"; }
if environment :matches "vnd.dovecot.mailbox-from" "*" { set "from" "${1}"; }

if string :is "${cause}" "append" {
  # An upload comes from nowhere, though Dovecot names the target as its source.
  if specialuse_exists "${to}" "\\Junk" { set "verdict" "spam"; }
} elsif string :is "${cause}" "copy" {
  if specialuse_exists "${to}" "\\Junk" {
    if not specialuse_exists "${from}" "\\Junk" { set "verdict" "spam"; }
  } elsif specialuse_exists "${from}" "\\Junk" {
    if not specialuse_exists "${to}" "\\Trash" { set "verdict" "ham"; }
  }
}

if string :is "${verdict}" ["spam", "ham"] {
  if not execute :pipe "sievekit-bridge" ["v=1", "verdict=${verdict}", "cause=${cause}",
      "to=${to}", "from=${from}"] {
    execute :pipe "sievekit-spool" ["v=1", "verdict=${verdict}", "cause=${cause}",
      "to=${to}", "from=${from}"];
  }
}
