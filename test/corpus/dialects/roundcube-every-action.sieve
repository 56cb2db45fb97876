require ["copy","editheader","enotify","ereject","fileinto","imap4flags","mailbox","reject"];
# rule:[Copy]
if header :contains "subject" "copy"
{
	fileinto :copy "Copies";
	redirect :copy "b@example.org";
}
# rule:[Flags]
if header :contains "subject" "flags"
{
	setflag ["\\Seen","work"];
	addflag "\\Flagged";
	removeflag "old";
	keep;
}
# rule:[Refuse]
if address :is "from" "spam@example.com"
{
	ereject "No, thank you.";
	stop;
}
# rule:[Tell]
if header :is "x-priority" "1"
{
	notify :importance "1" :message "Urgent mail" "mailto:phone@example.org";
	addheader "X-Urgent" "yes";
	deleteheader :contains "X-Old" "a";
}
# rule:[Drop]
if header :is "subject" "drop"
{
	discard;
}
