require ["fileinto","imap4flags","vacation"];
# rule:[Sieve mailing list]
if header :contains "list-id" "sieve.lists.example.org"
{
	fileinto "Lists/Sieve";
	stop;
}
# rule:[Newsletters]
if anyof (header :contains "list-unsubscribe" "newsletter", header :matches "subject" "*newsletter*", header :contains "from" "news@shop.example")
{
	fileinto "Newsletters";
	stop;
}
# rule:[Invoices]
if allof (header :contains "subject" "invoice", not header :contains "subject" "reminder")
{
	fileinto "Invoices";
}
# rule:[Build reports]
if false # header :contains "x-build-status" "passed"
{
	fileinto "Builds";
	stop;
}
# rule:[Mail from the boss]
if header :contains "from" "boss@example.org"
{
	addflag "\\Flagged";
}
# rule:[Out of office]
if false # true
{
	vacation :days 7 :addresses "demo@example.org" :subject "I am away" text:
Thank you for your message. I am away until the end of the month
and read my mail again after that.

Urgent? Please write to team@example.org.
.
;
}
