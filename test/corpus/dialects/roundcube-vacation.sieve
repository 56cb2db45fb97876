require ["date","relational","vacation"];
# rule:[Holidays]
if allof (currentdate :zone "+0200" :value "ge" "date" "2026-07-01", currentdate :zone "+0200" :value "le" "date" "2026-07-14")
{
	vacation :days 3 :addresses ["alice@example.org","a.smith@example.org"] :subject "Away" "I am away until the 15th.";
}
# rule:[Reports]
if header :contains "subject" "report"
{
	keep;
}
