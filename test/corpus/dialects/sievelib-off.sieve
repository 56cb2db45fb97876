require ["fileinto", "reject"];

# Filter: first
if false {
    if anyof (header :is "Subject" "first") {
        fileinto "First";
        stop;
    }
}
# Filter: second
if false {
    if anyof (header :is "Subject" "second") {
        reject text:
No.
  Indented.
.
;
    }
}
# Filter: third
if anyof (header :is "Subject" "third") {
    keep;
}
