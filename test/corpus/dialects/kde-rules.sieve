require "fileinto";
require "imap4flags";
# rule:[Lists]
if anyof (header :contains ["List-Id"] ["kde", "qt"])
{
    fileinto "Lists";
}
# rule:[Mark]
if allof (size :over 10K,
header :contains "subject" "b")
{
    addflag ["\\Seen"];
    stop;
}
