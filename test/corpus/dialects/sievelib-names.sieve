require ["fileinto"];

# Filter: # rule:[x]
if anyof (exists "a") {
    fileinto "A";
}
# Filter: constructor
if anyof (exists "b") {
    fileinto "Ärger";
}
# Filter: a: b, "c" \d
if anyof (exists "c") {
    keep;
}
