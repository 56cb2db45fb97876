require ["date","fileinto","relational","vacation"];
# rule:[Vacation]
if allof (currentdate :zone "+0000" :value "ge" "date" "2026-12-24", currentdate :zone "+0000" :value "le" "date" "2027-01-03")
{
	vacation :days 3 :addresses ["demo@example.org","info@example.org"] :subject "Happy holidays" "I am back on 4 January.";
}
# rule:[Orders can wait]
if anyof (header :contains "subject" "order", header :contains "subject" "delivery")
{
	fileinto "Later";
	stop;
}
