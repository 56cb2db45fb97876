require ["fileinto", "imap4flags", "copy"];
if anyof (header :contains "subject" "lists", address :is :all "from" "a@example.org") {
    fileinto "INBOX/Lists";
    stop;
}
if allof (not header :is "x-a" "b", header :matches "subject" "?c*") {
    addflag "\\Flagged";
    keep;
}
redirect :copy "b@example.org";
