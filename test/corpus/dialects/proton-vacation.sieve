require ["vacation", "fileinto"];

/**
 * @type or
 * @comparator default
 */
if anyof (header :matches "Subject" "\\**") {
    vacation :subject "Away" :days 1 "I am away.";
}
