require ["fileinto"];
# rule:[By size]
if size :over 10M
{
	fileinto "Large";
}
elsif size :over 1M
{
	fileinto "Medium";
}
else
{
	keep;
}
# rule:[Last]
if true
{
	stop;
}
