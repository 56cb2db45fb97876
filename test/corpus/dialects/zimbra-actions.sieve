require ["fileinto", "reject", "tag", "flag", "copy"];

# Tags
if anyof (header :contains ["subject"] "work",
  address :all :is :comparator "i;ascii-casemap" ["from"] "boss@example.org") {
    tag "Work";
    flag "flagged";
    stop;
}

# Away
disabled_if allof (header :is ["x-a"] "b",
  size :over 1024K) {
    fileinto "Large";
    stop;
}

# Last
if anyof (not exists ["list-id"]) {
    keep;
}
