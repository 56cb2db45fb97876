# Written by hand: what a form cannot show stays as it is.
require [
  "envelope", "fileinto", "mailbox", "subaddress", "variables",
  "relational", "comparator-i;ascii-numeric", "imap4flags"
];

/* Spam that the scanner is sure of, and no mail from ourselves. */
if allof (
  header :value "ge" :comparator "i;ascii-numeric" "X-Spam-Score" "8",
  not address :domain :is "from" "example.org"
) {
  fileinto :create "Junk";
  stop;
}

# demo+orders@example.org goes to Plus/Orders, demo+travel@… to Plus/Travel.
if envelope :matches :detail "to" "?*" {
  set :lower :upperfirst "folder" "${0}";
  fileinto :create "Plus/${folder}";
  stop;
}

# Small mail with a question mark is likely a question.
if allof (size :under 10K, header :contains "subject" "?") {
  addflag "\\Flagged";
} elsif size :over 5M {
  fileinto :create "Large";   # look at these on Sunday
} else {
  keep;
}
