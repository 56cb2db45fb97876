require ["fileinto", "imap4flags"];

/**
 * @type and
 * @comparator ends
 * @comparator !contains
 */
if allof (address :all :comparator "i;unicode-casemap" :matches "From" "*@example.org", not header :comparator "i;unicode-casemap" :contains "Subject" "spam") {
    fileinto "Friends";
    addflag "\\Seen";
    keep;
}
