require ["fileinto", "reject", "tag", "flag"];

# Nested
if anyof (header :contains ["subject"] "a") {
    if allof (header :contains ["subject"] "b") {
        fileinto "AB";
    }
    stop;
}
