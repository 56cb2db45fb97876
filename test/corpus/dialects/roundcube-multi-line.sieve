require ["reject","vacation"];
# rule:[Refuse]
if address :is "from" "spam@example.com"
{
	reject text:
Please do not write to me.
..
Thank you.
.
;
}
# rule:[Answer]
if address :is "to" "info@example.org"
{
	vacation :days 1 "Thank you.
.
We have got your mail.";
}
