require ["fileinto", "reject", "tag", "flag"];

# Work
if anyof (header :contains ["subject"] "work") {
    fileinto "Work";
    stop;
}

# Off
disabled_if anyof (header :contains ["from"] "x@example.org") {
    discard;
}
