#SCRIPTNAME: chain
require "fileinto";
#First
if header :contains "subject" "a"
{
    fileinto "A";
}
#Other
if header :contains "subject" "b"
{
    fileinto "B";
}
else
{
    keep;
}
