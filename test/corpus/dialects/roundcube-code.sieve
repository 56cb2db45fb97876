require ["fileinto","foreverypart","mime","variables"];
# rule:[One]
if header :contains "subject" "one"
{
	fileinto "One";
}
# rule:[Parts]
foreverypart
{
	if header :mime :contenttype "Content-Type" "application/zip"
	{
		discard;
	}
}
# rule:[Nested]
if exists "a"
{
	if exists "b"
	{
		discard;
	}
}
# rule:[Variable]
if header :matches "subject" "[*]*"
{
	fileinto "Lists/${1}";
}
