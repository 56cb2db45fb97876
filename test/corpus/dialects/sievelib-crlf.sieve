require ["fileinto"];

# Filter: one
if anyof (header :contains "Subject" "one") {
    fileinto "One";
}
# Filter: two
if anyof (size :over 100K) {
    fileinto "Two";
}
