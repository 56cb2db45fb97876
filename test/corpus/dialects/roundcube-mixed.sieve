require ["fileinto"];
# rule:[One]
if header :contains "subject" "one"
{
	fileinto "One";
}
# rule:[Two]
if header :contains "subject" "two"
{
	fileinto "Two";
	stop;
}
