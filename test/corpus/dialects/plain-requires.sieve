require "fileinto";
require [
  "copy",
  "imap4flags"
];
# between
require ["envelope","reject"];

if envelope :is "from" "a@example.org" {
  fileinto :copy "A";
  addflag "\\Seen";
}
