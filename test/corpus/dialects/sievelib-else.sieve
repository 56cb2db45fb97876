require ["fileinto"];

# Filter: chain
if anyof (header :contains "Subject" "one") {
    fileinto "One";
}
elsif anyof (header :contains "Subject" "two") {
    fileinto "Two";
}
else {
    keep;
}
