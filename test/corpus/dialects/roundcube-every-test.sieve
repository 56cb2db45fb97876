require ["body","date","duplicate","envelope","fileinto","imap4flags","regex","relational","spamtest","subaddress"];
# rule:[Address]
if allof (address :domain :is ["from","sender"] "example.org", envelope :detail :is "to" "lists")
{
	fileinto "A";
}
# rule:[Body]
if body :text :contains ["invoice","bill"]
{
	fileinto "B";
}
# rule:[Size and exists]
if anyof (size :over 10M, not exists ["from","date"])
{
	fileinto "C";
}
# rule:[Weekend]
if currentdate :is "weekday" ["0","6"]
{
	fileinto "D";
}
# rule:[Pattern]
if header :regex "subject" "^\\[[0-9]+\\]"
{
	fileinto "E";
}
# rule:[Score]
if spamtest :value "ge" "5"
{
	fileinto "Junk";
}
# rule:[Seen before]
if duplicate :seconds 600
{
	discard;
}
