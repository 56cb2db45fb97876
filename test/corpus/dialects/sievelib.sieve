require ["fileinto", "copy"];

# Filter: from boss
# Description: keeps an eye on them
if anyof (header :contains "From" "boss@example.org") {
    fileinto :copy "Audit";
}
# Filter: old list
if false {
    if anyof (header :is "List-Id" "old.example.org") {
        fileinto "Old";
    }
}
