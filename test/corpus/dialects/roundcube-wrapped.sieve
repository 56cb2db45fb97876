require ["fileinto"];
# rule:[Two lines]
if false {
if header :is "subject" "two
lines"
{
	fileinto "Two";
}
}
# rule:[Other]
if exists "a"
{
	keep;
}
