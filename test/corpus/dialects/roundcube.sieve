require ["fileinto","imap4flags"];
# rule:[Lists]
if header :contains "List-Id" "sieve"
{
	fileinto "Lists";
	stop;
}
# rule:[Boss [important]]
if false # anyof (header :is "from" "boss@example.org", header :contains "subject" "urgent")
{
	addflag "\\Flagged";
	keep;
}
# rule:[Ham]
if allof (not header :contains "x-spam-flag" "yes", size :under 100K)
{
	fileinto "Clean";
}
