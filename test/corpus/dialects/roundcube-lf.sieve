require ["fileinto"];
# rule:[One]
if header :contains "subject" "one"
{
	fileinto "One";
}
# rule:[Two]
if false # header :contains "subject" "two"
{
	fileinto "Two";
}
