require ["fileinto"];
# rule:[Neither]
if not anyof (header :contains "subject" "a", header :contains "subject" "b")
{
	fileinto "Other";
}
# rule:[Nested]
if allof (header :is "x-a" "1", anyof (header :is "x-b" "2", not allof (exists "x-c", exists "x-d")))
{
	fileinto "Nested";
}
