require ["copy", "fileinto", "imap4flags", "reject"];

# Filter: flags
# Description: marks what is urgent
if allof (header :is "X-Priority" "1") {
    addflag "\\Flagged";
    keep;
}
# Filter: redirect
if anyof (header :contains "Subject" "forward", header :matches "Subject" "fwd*") {
    redirect :copy "b@example.org";
    fileinto "Sent on";
    stop;
}
# Filter: refuse
if anyof (not address :is "To" "alice@example.org") {
    reject "Not for me.";
}
