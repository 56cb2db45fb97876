require ["fileinto"];

if anyof (header :contains "subject" "lab") {
    fileinto "Lab";
}
